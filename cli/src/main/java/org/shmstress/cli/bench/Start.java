package org.shmstress.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.shmstress.HarnessException;
import org.shmstress.fork.IdleBound;
import org.shmstress.plan.Jvm;
import org.shmstress.run.Interruption;
import org.shmstress.run.StartTrial;
import org.shmstress.scenario.ClassScanner;
import org.shmstress.scenario.Scenario.OutcomeTest;
import org.shmstress.segment.Room;

/** Fork to first sample, beside as many JVMs that only say hello. */
public final class Start {
    private static final String TEST = "org.shmstress.litmus/StoreBufferingPlain";

    /** What the segment of one group of two takes, and some more. */
    private static final long GROUP_BYTES = 1L << 20;

    private final Jvm jvm;
    private final Path jar;
    private final StartTrial ours;
    private final Interruption interruption;
    private final Consumer<String> progress;

    /**
     * @param distribution directory that holds {@code peer}
     * @param directory an empty one, for the workers' logs
     * @param progress told what goes on, line by line
     */
    public Start(Jvm jvm, Path distribution, Path directory, Interruption interruption, Consumer<String> progress) {
        this.jvm = jvm;
        this.jar = Peer.litmusJar(distribution);
        this.interruption = interruption;
        this.progress = progress;
        OutcomeTest test = ClassScanner.scanOutcomeTests(jar).stream()
                .filter(t -> t.id().equals(TEST))
                .findFirst()
                .orElseThrow(() -> new HarnessException("the distribution's litmus jar has no " + TEST));
        this.ours = new StartTrial(jvm, test, directory);
    }

    /**
     * Asks for the memory of so many workers and their segments, before anything is made.
     *
     * @throws HarnessException of kind NO_ROOM if it is not to be had
     */
    public static void requireRoom(int workers) {
        IdleBound.requireMemory(workers);
        Room.ofThisMachine().require(workers / 2 * GROUP_BYTES);
    }

    /**
     * By turns: ours, hello, ours, hello, …
     *
     * @param workers an even number of JVMs
     */
    public StartFigure measure(int workers, int rounds) {
        List<Double> our = new ArrayList<>();
        List<Double> hello = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            if (interruption.happened()) {
                throw new HarnessException("interrupted");
            }
            our.add(ours.nanos(workers / 2) / 1e6);
            hello.add(helloNanos(workers) / 1e6);
            progress.accept(String.format(
                    Locale.ROOT,
                    "round %d  %d workers  ours %.0f ms  hello %.0f ms",
                    round + 1,
                    workers,
                    our.get(round),
                    hello.get(round)));
        }
        return StartFigure.of(workers, our, hello);
    }

    private long helloNanos(int count) {
        List<Process> started = new ArrayList<>();
        try {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                started.add(new ProcessBuilder(
                                jvm.java().toString(),
                                "-XX:+UseSerialGC",
                                "-Xms16m",
                                "-Xmx256m",
                                "-Xshare:auto",
                                "-XX:-UsePerfData",
                                "-cp",
                                jar.toString(),
                                "org.shmstress.litmus.peer.PeerHello")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
            }
            for (Process process : started) {
                if (process.getInputStream().read() < 0) {
                    throw new HarnessException("a JVM that was to say hello ended without");
                }
            }
            return System.nanoTime() - start;
        } catch (IOException e) {
            throw new HarnessException("cannot start " + count + " JVMs: " + e.getMessage(), e);
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }
}
