package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.shmstress.fork.ForkFixture.LONG;
import static org.shmstress.fork.ForkFixture.eventually;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.posix.Signal;

/** However the parent dies, no worker survives it. */
class OrphanIT {

    private static final int WORKERS = 4;
    private static final int REPETITIONS = Integer.getInteger("shmstress.orphan.repetitions", 5);
    private static final String MARK = "SHMSTRESS_TEST_FAMILY";

    @TempDir
    Path directory;

    /** All descendants inherit it, whatever program they are at the moment. */
    private final String family = UUID.randomUUID().toString();

    @Test
    void killedAtAnyMomentWithStoppedAndSpinningWorkers() throws Exception {
        assumeTrue(WorkerPool.deathSignalInForce(), "no setpriv with --pdeathsig on this machine");
        Random random = new Random(20);
        for (int i = 0; i < REPETITIONS; i++) {
            Process parent = startParent("help");
            // Anywhere from its own start over that of its workers to well after they are busy.
            parent.waitFor(random.nextInt(2500), TimeUnit.MILLISECONDS);
            kill(parent, "KILL");
        }
    }

    @Test
    void killedWhenAllWorkersAreBusyAndTheKernelDoesNotHelp() throws Exception {
        Process parent = startParent("alone");
        awaitReady(parent);
        assertEquals(WORKERS, members().stream().filter(this::isWorker).count());
        kill(parent, "KILL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "TERM", "INT"})
    void endedByAnySignalWithStoppedAndSpinningWorkers(String signal) throws Exception {
        assumeTrue(WorkerPool.deathSignalInForce(), "no setpriv with --pdeathsig on this machine");
        Process parent = startParent("help");
        awaitReady(parent);
        assertEquals(WORKERS, members().stream().filter(this::isWorker).count());
        if (signal.equals("INT") && ignoresInterrupt(parent)) {
            kill(parent, "KILL");
            assumeTrue(false, "SIGINT is ignored here, as in a shell's background job, and children inherit that");
        }
        kill(parent, signal);
    }

    private Process startParent(String help) throws IOException {
        String java = ForkFixture.running().java().toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-XX:-UsePerfData",
                "-classpath",
                System.getProperty("java.class.path"),
                DoomedParent.class.getName(),
                directory.toString(),
                Integer.toString(WORKERS),
                help);
        builder.environment().put(MARK, family);
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void awaitReady(Process parent) throws IOException {
        BufferedReader out = parent.inputReader();
        assertEquals("ready", out.readLine());
    }

    private void kill(Process parent, String signal) throws InterruptedException {
        Signals.send(parent, Signal.valueOf(signal));
        assertTrue(parent.waitFor(LONG.toSeconds(), TimeUnit.SECONDS));
        eventually("no member of the family lives", () -> members().isEmpty());
    }

    /** Processes that inherited our mark; ended ones that nobody has reaped yet show no environment. */
    private List<Path> members() {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(p -> p.getFileName().toString().matches("[0-9]+"))
                    .filter(p -> read(p.resolve("environ")).contains(MARK + "=" + family))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean ignoresInterrupt(Process process) {
        String mask = read(Path.of("/proc/" + process.pid() + "/status"))
                .lines()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(mask, 16) & 1 << 1) != 0;
    }

    private boolean isWorker(Path process) {
        return read(process.resolve("cmdline")).contains("-Dshmstress.run=doomed:");
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }
}
