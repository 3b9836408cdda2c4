package org.shmstress.worker.operations;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.shmstress.api.SharedLock;
import org.shmstress.api.Slice;
import org.shmstress.api.spi.SliceMemory;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.protocol.OperationTask;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Mapping;
import org.shmstress.segment.ThreadMemory;

/**
 * What a worker's own doings cost, for {@code shmstress bench}: a JVM as workers are, that answers each line with one.
 *
 * <pre>
 * record N        recorded A B C    nanoseconds for two readings of the clock, and for recording an operation without and with fences,
 *                                   each the median of N rounds, by turns
 * prepare         ready 0           makes the lock's zeroed bytes ready for use
 * attach          ready 0           makes this process's instance
 * alone M         locked N T        locked and unlocked for M milliseconds, N times at T nanoseconds in all, if each batch took the median
 * both M          locked N T        locked and unlocked N times in T nanoseconds, about M milliseconds
 * </pre>
 *
 * <p>Between threads ({@code threads} in the place of a segment) the lock is a {@link ReentrantLock}, and {@code both} are two of them.
 */
public final class CostMain {

    private static final int OPERATIONS_PER_CLOCK = 64;
    private static final int MOST_BATCHES = 1 << 18;

    private final PrintStream answers;

    private CostMain(PrintStream answers) {
        this.answers = answers;
    }

    /**
     * Answers until the end of the input.
     *
     * @param args {@code threads}, or: file, size, inode and run of the segment, access path, and for a lock its origin, class, index of
     *     this process, number of processes, size, and directory
     */
    public static void main(String[] args) throws IOException {
        CostMain main = new CostMain(System.out);
        if (args[0].equals("threads")) {
            main.converse(main::betweenThreads);
            return;
        }
        AccessPath path = AccessPath.valueOf(args[4]);
        SliceMemory.install(new ThreadMemory(path));
        try (Mapping mapping = Mapping.attach(
                Path.of(args[0]), Long.parseLong(args[1]), Long.parseLong(args[2]), Long.parseLong(args[3]), path)) {
            main.converse(args.length > 5 ? new Locking(mapping, args)::answer : line -> recorded(mapping, line));
        }
    }

    /** One answer to one line. */
    @FunctionalInterface
    private interface Answer {
        String to(String line);
    }

    private void converse(Answer answer) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            answers.println(answer.to(line));
            answers.flush();
        }
    }

    private static long number(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }

    private static String recorded(Mapping mapping, String line) {
        Region log = Region.at(mapping.control(), mapping.layout().resultsOffset());
        Recorder recorder = new Recorder(log, OperationRecording.LIGHT);
        int rounds = Math.toIntExact(number(line));
        long[] clock = new long[rounds];
        long[] light = new long[rounds];
        long[] fenced = new long[rounds];
        for (int round = 0; round < rounds; round++) {
            clock[round] = readings();
            light[round] = recordings(recorder, false);
            fenced[round] = recordings(recorder, true);
        }
        return "recorded " + each(clock) + " " + each(light) + " " + each(fenced);
    }

    /** The median leaves out rounds in which something else had the CPU. */
    private static double each(long[] nanosOfRounds) {
        return median(nanosOfRounds, nanosOfRounds.length) / HistoryLayout.LINES;
    }

    private static double median(long[] values, int count) {
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2.0;
    }

    /** Two readings for each operation of a round. */
    private static long readings() {
        long begin = System.nanoTime();
        long sum = 0;
        for (int i = 0; i < HistoryLayout.LINES; i++) {
            sum += System.nanoTime();
            sum -= System.nanoTime();
        }
        long nanos = System.nanoTime() - begin;
        return sum == Long.MAX_VALUE ? 0 : nanos; // the sum is used, so it is computed
    }

    /** Invocation with one argument and response, for each operation of a round. The log is emptied between rounds, not here. */
    private static long recordings(Recorder recorder, boolean withFences) {
        recorder.begin(withFences);
        long[] arguments = {1};
        long begin = System.nanoTime();
        for (int i = 0; i < HistoryLayout.LINES; i++) {
            recorder.invoked(0, arguments);
            recorder.responded(HistoryLayout.RETURNED, i);
        }
        return System.nanoTime() - begin;
    }

    /** One process's side of a lock in a segment. */
    private static final class Locking {
        private final ObjectFactory factory;
        private final Slice bytes;
        private final int worker;
        private SharedLock lock = new Unattached();

        Locking(Mapping mapping, String[] args) {
            Layout layout = mapping.layout();
            OperationTask task = task(args, layout);
            this.factory = new ObjectFactory(ObjectLoader.compiled(task).type(), task);
            long at = mapping.view().at(layout.slotsOffset());
            this.bytes = Slice.at(mapping.region(), at, Math.toIntExact(task.objectBytes()));
            this.worker = task.worker();
        }

        private static OperationTask task(String[] args, Layout layout) {
            return new OperationTask(
                    args[5],
                    "",
                    args[6],
                    Integer.parseInt(args[7]),
                    Integer.parseInt(args[8]),
                    "FREE",
                    0,
                    0,
                    0,
                    0,
                    layout.engineOffset(),
                    layout.slotsOffset(),
                    Long.parseLong(args[9]),
                    args[10],
                    layout.resultsOffset(),
                    false,
                    -1,
                    List.of(),
                    "",
                    OperationRecording.LIGHT,
                    0);
        }

        String answer(String line) {
            switch (line) {
                case "prepare" -> factory.prepare(bytes, 1);
                case "attach" -> lock = (SharedLock) factory.attach(bytes, 1);
                default -> {
                    return line.startsWith("alone")
                            ? alone(number(line), this::pair)
                            : locked(number(line), this::pair);
                }
            }
            return "ready 0";
        }

        private void pair() {
            try {
                lock.lock(worker);
                lock.unlock(worker);
            } catch (SharedLock.OwnerDiedException e) {
                throw new IllegalStateException("nobody died", e);
            }
        }
    }

    private static final class Unattached implements SharedLock {
        @Override
        public void lock(int process) {
            throw new IllegalStateException("attach first");
        }

        @Override
        public void unlock(int process) {}
    }

    private static String alone(long millis, Runnable pair) {
        long[] batches = new long[MOST_BATCHES];
        int count = 0;
        long begin = System.nanoTime();
        long before = begin;
        do {
            for (int i = 0; i < OPERATIONS_PER_CLOCK; i++) {
                pair.run();
            }
            long now = System.nanoTime();
            batches[count++] = now - before;
            before = now;
        } while (count < MOST_BATCHES && before - begin < TimeUnit.MILLISECONDS.toNanos(millis));
        long operations = (long) count * OPERATIONS_PER_CLOCK;
        return "locked " + operations + " " + Math.round(median(batches, count) * count);
    }

    private static String locked(long millis, Runnable pair) {
        long begin = System.nanoTime();
        long operations = 0;
        long now;
        do {
            for (int i = 0; i < OPERATIONS_PER_CLOCK; i++) {
                pair.run();
            }
            operations += OPERATIONS_PER_CLOCK;
            now = System.nanoTime();
        } while (now - begin < TimeUnit.MILLISECONDS.toNanos(millis));
        return "locked " + operations + " " + (now - begin);
    }

    private String betweenThreads(String line) {
        ReentrantLock lock = new ReentrantLock();
        Runnable pair = () -> {
            lock.lock();
            lock.unlock();
        };
        if (line.startsWith("alone")) {
            return alone(number(line), pair);
        }
        String[] seen = new String[2];
        CyclicBarrier start = new CyclicBarrier(2);
        Thread other = new Thread(() -> seen[1] = together(start, number(line), pair), "other");
        other.start();
        seen[0] = together(start, number(line), pair);
        try {
            other.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long operations = 0;
        long nanos = 0;
        for (String side : seen) {
            String[] words = side.split(" ");
            operations += Long.parseLong(words[1]);
            nanos = Math.max(nanos, Long.parseLong(words[2]));
        }
        return "locked " + operations + " " + nanos;
    }

    private static String together(CyclicBarrier start, long millis, Runnable pair) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return locked(millis, pair);
    }
}
