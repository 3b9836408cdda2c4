package org.shmstress.fork.helper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shmstress.fork.Deadline;

/** The helper, with no harness around it. */
class HelperIT {

    private Helper helper;

    @BeforeEach
    void start() {
        assumeTrue(
                HelperProgram.missing().isEmpty(), () -> HelperProgram.missing().orElseThrow());
        helper = Helper.start();
    }

    @AfterEach
    void end() {
        if (helper != null) {
            helper.close();
        }
    }

    private String ask(String command) {
        helper.tell(command);
        return helper.hear(Deadline.inSeconds(60))
                .map(reply -> reply.kind() + " " + reply.words())
                .orElse("died");
    }

    @Test
    void callsFunctionsOfTheLibrary() {
        assertEquals("= " + helper.pid() + " 0", ask("call getpid"));
        assertEquals("= 4294967295 9", ask("call close -1"));
        assertEquals("? no such function", ask("call no_such_function"));
    }

    @Test
    void passesStrings() {
        assertEquals("= 5 0", ask("call strlen \"68656c6c6f"));
    }

    @Test
    void survivesBadAccesses() {
        assertEquals("! 11 1", ask("peek 8 4"));
        assertEquals("! 11 1", ask("poke 8 1 1"));
        assertEquals("= " + helper.pid() + " 0", ask("call getpid"));
    }

    @Test
    void forksAChildThatSharesWhatIsSharedAndCopiesTheRest() {
        String shared = HelperReply.parse(ask("call mmap 0 4096 3 0x21 -1 0")).first();
        String own = Long.toString(helper.scratch());
        String child = HelperReply.parse(ask("fork 1")).first();
        assertNotEquals(Long.toString(helper.pid()), child);
        assertEquals("= " + child + " 0", ask("child 1 call getpid"));
        assertEquals("= 0 0", ask("child 1 poke " + shared + " 8 77"));
        assertEquals("= 0 0", ask("child 1 poke " + own + " 8 88"));
        assertEquals("= 77 0", ask("peek " + shared + " 8"));
        assertEquals("= 0 0", ask("peek " + own + " 8"));
        assertEquals("x exit 3", ask("child 1 call _exit 3"));
    }

    @Test
    void executesItselfAnewWithTheSamePipes() {
        assertEquals("= 0 0", ask("poke " + helper.scratch() + " 4 5"));
        HelperReply anew = HelperReply.parse(ask("exec"));
        assertEquals(Long.toString(helper.pid()), anew.first());
        assertEquals("= 0 0", ask("peek " + anew.secondNumber() + " 4"), "memory of the old image");
    }

    @Test
    void blocksOnAThreadOfItsOwnAndCountsSignals() {
        String thread = HelperReply.parse(ask("begin 1 pause")).first();
        assertEquals("- ", ask("result 1 0"));
        assertEquals("= 0 0", ask("handle 10 0"));
        assertEquals("= 0 0", ask("call tgkill " + helper.pid() + " " + thread + " 10"));
        assertEquals("= 4294967295 4", ask("result 1 20000"));
        assertEquals("= 1 0", ask("handled 10"));
    }

    @Test
    void takesItsChildrenAlong() throws Exception {
        long child = Long.parseLong(HelperReply.parse(ask("fork 1")).first());
        Optional<ProcessHandle> handle = ProcessHandle.of(child);
        assertTrue(handle.isPresent());
        helper.close();
        assertTrue(helper.isDead());
        handle.get().onExit().get(20, java.util.concurrent.TimeUnit.SECONDS);
        assertFalse(handle.get().isAlive());
    }
}
