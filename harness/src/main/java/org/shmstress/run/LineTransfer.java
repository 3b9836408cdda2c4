package org.shmstress.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import org.shmstress.HarnessException;
import org.shmstress.posix.Threads;

/**
 * How fast a cache line goes from one CPU to another at the moment, by a short ping-pong between two pinned threads. That is what all
 * sampling lives on, and some hosts change it several times over from one second to the next.
 */
public final class LineTransfer implements AutoCloseable {
    private static final int BATCHES = 5;
    private static final int TRANSFERS = 800;

    /** A thread that finds no CPU at once tells nothing of the line. */
    private static final long BOUND_NANOS = 5_000_000;

    /** Room for a line before and behind, with its neighbour that is fetched along. */
    private static final int WORDS = 64;

    private static final int BALL = WORDS / 2;

    private final List<ExecutorService> players = new ArrayList<>();

    public LineTransfer() {
        List<Integer> cpus = Threads.affinity(0).stream().limit(2).boxed().toList();
        if (cpus.size() == 2) {
            cpus.forEach(cpu -> players.add(Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(() -> playOn(cpu, task), "line-transfer");
                thread.setDaemon(true);
                return thread;
            })));
        }
    }

    private static void playOn(int cpu, Runnable task) {
        BitSet one = new BitSet();
        one.set(cpu);
        Threads.setAffinity(0, one);
        task.run();
    }

    /** Whether there are not two CPUs to go between. */
    boolean needsMoreCpus() {
        return players.isEmpty();
    }

    /** Nanoseconds per transfer in the best of some batches; empty if there is one CPU only, or no time on two at once. */
    public Optional<Double> nanos() {
        if (players.isEmpty()) {
            return Optional.empty();
        }
        AtomicLongArray line = new AtomicLongArray(WORDS);
        long deadline = System.nanoTime() + BOUND_NANOS;
        Future<Double> server = players.get(0).submit(() -> play(line, 0, deadline));
        Future<Double> returner = players.get(1).submit(() -> play(line, 1, deadline));
        try {
            double best = Math.min(server.get(), returner.get());
            return Double.isFinite(best) ? Optional.of(best) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        } catch (ExecutionException e) {
            throw new HarnessException("the probe of cache lines failed: " + e.getCause(), e);
        }
    }

    /** Nanoseconds per transfer; infinite if not even one batch ended in time. */
    private static double play(AtomicLongArray line, int player, long deadline) {
        double best = Double.POSITIVE_INFINITY;
        for (int batch = 0; batch < BATCHES; batch++) {
            long begin = System.nanoTime();
            if (!batch(line, player, (long) batch * TRANSFERS, deadline)) {
                return best;
            }
            best = Math.min(best, (double) (System.nanoTime() - begin) / TRANSFERS);
        }
        return best;
    }

    private static boolean batch(AtomicLongArray line, int player, long from, long deadline) {
        for (long turn = from + player; turn < from + TRANSFERS; turn += 2) {
            for (int polls = 1; line.getAcquire(BALL) != turn; polls++) {
                if (polls % 1024 == 0 && System.nanoTime() > deadline) {
                    return false;
                }
            }
            line.setRelease(BALL, turn + 1);
        }
        return true;
    }

    @Override
    public void close() {
        players.forEach(ExecutorService::shutdownNow);
    }
}
