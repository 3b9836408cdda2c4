package org.shmstress.worker.errand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.shmstress.HarnessException;
import org.shmstress.posix.PosixException;
import org.shmstress.posix.ResourceUsage;
import org.shmstress.posix.SystemCallGuard;
import org.shmstress.posix.Threads;

/**
 * Runs something on a thread of its own, and tells what the kernel had to do with it. Calls of the read and write family are those of
 * {@code /proc/PID/task/TID/io}, which another thread reads while this one waits; a guard makes the kernel kill whoever makes any call
 * that is forbidden.
 */
final class Watched {

    /** Whoever waits for a peer gives up long before. */
    private static final long PATIENCE_SECONDS = 50;

    /** What is forbidden to the thread while it is measured. */
    enum Guard {
        NOTHING,
        MESSAGES,
        ALL_BUT_HOUSEKEEPING
    }

    /** Something that can be measured. */
    interface Work {
        /** Until every class is loaded and compiled; only then may the kernel count. */
        void warmUp();

        /** What is measured. */
        void measured();
    }

    private final CountDownLatch warm = new CountDownLatch(1);
    private final CountDownLatch begin = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Guard guard;
    private final Work work;
    private volatile long threadId;
    private volatile boolean guarded;
    private volatile ResourceUsage usage = new ResourceUsage(0, 0, 0, 0, 0, 0);

    private Watched(Guard guard, Work work) {
        this.guard = guard;
        this.work = work;
    }

    static Figures run(Guard guard, Work work) throws IOException, InterruptedException {
        return new Watched(guard, work).run();
    }

    private Figures run() throws IOException, InterruptedException {
        Thread thread = new Thread(this::live, "shmstress-watched");
        thread.setDaemon(true);
        thread.start();
        require(warm);
        Calls before = failure.get() == null ? Calls.of(threadId) : new Calls(0, 0);
        begin.countDown();
        require(done);
        Calls after = failure.get() == null ? Calls.of(threadId) : new Calls(0, 0);
        end.countDown();
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        Throwable thrown = failure.get();
        if (thrown != null) {
            throw new HarnessException("watched work failed: " + thrown, thrown);
        }
        return Figures.of("read-calls", after.reads() - before.reads())
                .and("write-calls", after.writes() - before.writes())
                .and("voluntary-switches", usage.voluntarySwitches())
                .and("involuntary-switches", usage.involuntarySwitches())
                .and("minor-faults", usage.minorFaults())
                .and("user-micros", usage.userMicros())
                .and("system-micros", usage.systemMicros())
                .and("guarded", guarded);
    }

    private static void require(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new HarnessException("a watched thread did not come on within " + PATIENCE_SECONDS + " s");
        }
    }

    /** What a guarded thread does for the first time would have to be loaded, which takes calls that are forbidden to it. */
    private static void rehearseWaiting() throws InterruptedException {
        CountDownLatch nobody = new CountDownLatch(1);
        if (!nobody.await(1, TimeUnit.MILLISECONDS)) {
            nobody.countDown();
        }
        require(nobody);
    }

    private void live() {
        try {
            threadId = Threads.threadId();
            ResourceUsage.ofThread().since(ResourceUsage.ofThread());
            SystemCallGuard.prepare();
            Signatures.load();
            work.warmUp();
            rehearseWaiting();
            guarded = guard();
            warm.countDown();
            require(begin);
            ResourceUsage before = ResourceUsage.ofThread();
            work.measured();
            usage = ResourceUsage.ofThread().since(before);
        } catch (Throwable t) {
            failure.set(t);
        }
        warm.countDown();
        done.countDown();
        try {
            require(end);
        } catch (InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    /** False where the kernel has no seccomp: then only what is counted speaks. */
    private boolean guard() {
        try {
            switch (guard) {
                case NOTHING -> {
                    return false;
                }
                case MESSAGES -> SystemCallGuard.forbidMessages();
                case ALL_BUT_HOUSEKEEPING -> SystemCallGuard.forbidAllButHousekeeping();
            }
            return true;
        } catch (PosixException e) {
            return false;
        }
    }

    /** Calls of the read and of the write family that a thread has made (proc_pid_io(5)). */
    private record Calls(long reads, long writes) {
        static Calls of(long threadId) throws IOException {
            long reads = 0;
            long writes = 0;
            for (String line : Files.readAllLines(Path.of("/proc/self/task/" + threadId + "/io"))) {
                reads = line.startsWith("syscr: ") ? Long.parseLong(line.substring(7)) : reads;
                writes = line.startsWith("syscw: ") ? Long.parseLong(line.substring(7)) : writes;
            }
            return new Calls(reads, writes);
        }
    }
}
