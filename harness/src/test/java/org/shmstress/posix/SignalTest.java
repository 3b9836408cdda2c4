package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class SignalTest {

    @Test
    void stopsContinuesAndKillsAProcess() throws Exception {
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            assertEquals(Errno.NONE, Signal.STOP.send(process.pid()));
            awaitState(process.pid(), "T");
            assertEquals(Errno.NONE, Signal.CONT.send(process.pid()));
            awaitState(process.pid(), "S");
            assertEquals(Errno.NONE, Signal.KILL.send(process.pid()));
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(128 + Signal.KILL.number(), process.exitValue());
            assertEquals(Errno.ESRCH, Signal.KILL.send(process.pid()));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void refusesNumbersThatMeanManyProcesses() {
        for (long pid : new long[] {-1, 0, 1}) {
            assertThrows(IllegalArgumentException.class, () -> Signal.CONT.send(pid));
        }
    }

    private static void awaitState(long pid, String state) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.readString(Path.of("/proc/" + pid + "/stat"))
                .split("\\) ")[1]
                .startsWith(state)) {
            assertTrue(System.nanoTime() - deadline < 0, "process never came to state " + state);
            Thread.sleep(2);
        }
    }
}
