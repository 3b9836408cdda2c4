package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.plan.Jit;
import org.shmstress.plan.JitMode;
import org.shmstress.plan.Jvm;
import org.shmstress.segment.AccessPath;

/** Every JDK found here starts with the flags of every mode: a JVM refuses a flag that it does not know. */
class JitModesIT {

    @TempDir
    Path directory;

    @Test
    void everyJdkStartsInEveryMode() throws IOException {
        try (ForkFixture fixture = new ForkFixture(directory, 0);
                WorkerPool.Lease lease = fixture.pool.lease(everyKind())) {
            for (WorkerProcess worker : lease.workers()) {
                String command = Files.readString(Path.of("/proc/" + worker.pid() + "/cmdline"));
                assertEquals(
                        worker.spec().jit().mode() == JitMode.C2_STRESS,
                        command.contains("-XX:StressSeed=77"),
                        command);
            }
        }
    }

    @Test
    void theRunningHotSpotKnowsHowToStressItsScheduling() {
        Jvm running = JvmProbe.named(Path.of(System.getProperty("java.home")));
        assertTrue(running.stressFlags().containsAll(List.of("StressLCM", "StressGCM", "StressIGVN")));
        assertFalse(running.stressFlags().contains("StressSeed"));
    }

    private static List<WorkerSpec> everyKind() {
        List<WorkerSpec> kinds = new ArrayList<>();
        for (Jvm jvm : JvmProbe.installed().defaults()) {
            for (JitMode mode : JitMode.values()) {
                Jit jit = new Jit(mode, mode == JitMode.C2_STRESS ? 77 : 0);
                kinds.add(new WorkerSpec(jvm, AccessPath.BYTE_BUFFER, jit));
            }
        }
        return kinds;
    }
}
