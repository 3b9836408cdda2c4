package org.shmstress.litmus.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jcstress.infra.runners.CounterThread;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.util.Counter;

/**
 * What a fork of stock jcstress does, with stock's generated runner, but with its iterations timed: some until the loops are
 * compiled, which are told apart, then one that counts.
 *
 * <p>Arguments: the test's {@code .config} and the least time of the warm-up in milliseconds. Printed: {@code all SAMPLES},
 * {@code nanos TIME} of the iteration that counts, and {@code outcome COUNT TEXT} for each of its outcomes. Ends when its
 * standard input does, so that it does not outlive whoever started it.
 */
public final class PeerFork {
    private final Runner<Object> runner;
    private long allSamples;

    private PeerFork(Runner<Object> runner) {
        this.runner = runner;
    }

    /** Entry point. */
    public static void main(String[] args) throws Throwable {
        endWithInput();
        PeerFork fork = new PeerFork(runner(Path.of(args[0])));
        fork.warmUp(Long.parseLong(args[1]) * 1_000_000);
        fork.measure();
    }

    @SuppressWarnings("unchecked")
    private static Runner<Object> runner(Path file) throws IOException, ReflectiveOperationException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            ForkedTestConfig config = new ForkedTestConfig(in);
            return (Runner<Object>) Class.forName(config.generatedRunnerName)
                    .asSubclass(Runner.class)
                    .getConstructor(ForkedTestConfig.class)
                    .newInstance(config);
        }
    }

    /** The first counter is also where stock looks how many samples fit into its memory and time. */
    private void warmUp(long leastNanos) throws Throwable {
        long start = System.nanoTime();
        Counter<Object> check = new Counter<>();
        runner.sanityCheck(check);
        allSamples += check.totalCount();
        do {
            allSamples += iterate().totalCount();
        } while (System.nanoTime() - start < leastNanos);
    }

    private void measure() throws Throwable {
        long start = System.nanoTime();
        Counter<Object> seen = iterate();
        long nanos = System.nanoTime() - start;
        System.out.println("all " + (allSamples + seen.totalCount()));
        System.out.println("nanos " + nanos);
        for (Object outcome : seen.elementSet()) {
            System.out.println("outcome " + seen.count(outcome) + " " + outcome);
        }
    }

    private Counter<Object> iterate() throws Throwable {
        Counter<Object> sum = new Counter<>();
        for (CounterThread<Object> thread : runner.internalRun()) {
            thread.join();
            if (thread.throwable() != null) {
                throw thread.throwable();
            }
            sum.merge(thread.result());
        }
        return sum;
    }

    private static void endWithInput() {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (System.in.read() >= 0) {}
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "end-with-input");
        watch.setDaemon(true);
        watch.start();
    }
}
