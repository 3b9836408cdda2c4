package org.shmstress.litmus.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.openjdk.jcstress.infra.runners.CounterThread;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.util.Counter;

/**
 * What a fork of stock jcstress does, with stock's generated runner, but one iteration at a time, each when it is asked for: first
 * some until the loops are compiled, then one per turn. Between turns it is blocked, waiting for its standard input.
 *
 * <p>Arguments: the test's {@code .config} and the least time of the warm-up in milliseconds. Printed: {@code ready SAMPLES} after the
 * warm-up with what it took; then for each line of input {@code outcome COUNT TEXT} for each outcome of one iteration, and
 * {@code nanos TIME} with how long that took. Ends when its standard input does, so that it does not outlive whoever started it.
 */
public final class PeerFork {
    private final Runner<Object> runner;
    private final BlockingQueue<Integer> turns = new LinkedBlockingQueue<>();

    private PeerFork(Runner<Object> runner) {
        this.runner = runner;
    }

    /** Entry point. */
    public static void main(String[] args) throws Throwable {
        PeerFork fork = new PeerFork(runner(Path.of(args[0])));
        fork.listen();
        fork.warmUp(Long.parseLong(args[1]) * 1_000_000);
        while (true) {
            fork.turns.take();
            fork.turn();
        }
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
        long samples = check.totalCount();
        do {
            samples += iterate().totalCount();
        } while (System.nanoTime() - start < leastNanos);
        System.out.println("ready " + samples);
    }

    private void turn() throws Throwable {
        long start = System.nanoTime();
        Counter<Object> seen = iterate();
        long nanos = System.nanoTime() - start;
        for (Object outcome : seen.elementSet()) {
            System.out.println("outcome " + seen.count(outcome) + " " + outcome);
        }
        System.out.println("nanos " + nanos);
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

    private void listen() {
        Thread listener = new Thread(
                () -> {
                    try {
                        for (int read = System.in.read(); read >= 0; read = System.in.read()) {
                            if (read == '\n') {
                                turns.add(read);
                            }
                        }
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        Runtime.getRuntime().halt(1);
                    }
                },
                "listener");
        listener.setDaemon(true);
        listener.start();
    }
}
