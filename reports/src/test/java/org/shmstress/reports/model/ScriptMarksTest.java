package org.shmstress.reports.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shmstress.observation.ScriptTrace.StepSeen;

class ScriptMarksTest {

    private static String mark(String step, String answer) {
        return ScriptMarks.of(new StepSeen(1, 0, 0, step, answer, List.of(), true, List.of(), 0, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "0: create alpha as a, ok, e-create",
        "create alpha as a, ok, e-create",
        "0: shm-open alpha read-write+create 0600 as a, ok, e-create",
        "0: shm-open alpha read-write 0 as a, ok, ''",
        "0: memfd sealable as a, ok, e-create",
        "0: call shm_open name:alpha 66 384 as fd:a, returned 13, e-create",
        "0: call shm_open name:alpha 2 0 as fd:a, returned 13, ''",
        "0: unlink alpha, ok, e-unlink",
        "0: call shm_unlink name:alpha, returned 0, e-unlink",
        "0: size a 0, ok, e-truncate",
        "0: call ftruncate fd:a 4096, returned 0, e-truncate",
        "1: map a 4096 as m, ok, e-attach",
        "1: call mmap 0 4096 3 1 fd:a 0 as @m, returned 140379440009216, e-attach",
        "1: spawn, ok, e-attach",
        "1: kill, died killed, e-kill",
        "1: call kill 4711 19, returned 0, e-stop",
        "1: read m 60 long, died SIGBUS, e-sigbus",
        "1: read m 60 long, threw InternalError, e-sigbus",
        "1: touch m 60 read, signalled 7 code 2, e-sigbus",
        "1: read m 60 long, died SIGSEGV, e-crash",
        "1: read m 60 long, value 0x1, ''"
    })
    void whatBefallsObjectsAndProcessesHasItsSign(String step, String answer, String sign) {
        assertEquals(sign, mark(step, answer));
    }

    @Test
    void whatWasRefusedBefellNobody() {
        assertEquals("", mark("0: create alpha as a", "failed EEXIST"));
        assertEquals("", mark("0: call shm_unlink name:alpha", "returned -1 ENOENT"));
        assertEquals("", mark("0: unlink alpha", "not-run worker 0 has died"));
    }
}
