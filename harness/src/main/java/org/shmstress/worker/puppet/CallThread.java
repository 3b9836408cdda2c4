package org.shmstress.worker.puppet;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.shmstress.HarnessException;
import org.shmstress.posix.Threads;
import org.shmstress.script.Answer;

/**
 * A thread that makes calls of the C library, one after the other. Marks that such a call leaves in its thread (held locks, robust
 * lists) end with it, so each script gets new ones. One that never returns from a call is left behind with its process.
 */
final class CallThread {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    private Optional<Supplier<Answer>> next = Optional.empty();
    private Optional<Answer> last = Optional.empty();
    private long kernelId;
    private boolean leaving;

    private CallThread(String name) {
        this.thread = new Thread(this::live, "shmstress-call-" + name);
        thread.setDaemon(true);
    }

    /** Starts it; returns once it is ready for calls. */
    static CallThread start(String name) throws InterruptedException {
        CallThread started = new CallThread(name);
        started.thread.start();
        if (!started.until(() -> started.kernelId != 0)) {
            throw new HarnessException("a thread did not start within 20 s");
        }
        return started;
    }

    @SuppressWarnings("CatchAndPrintStackTrace") // its stderr is the log
    private void live() {
        lock.lock();
        try {
            kernelId = Threads.threadId();
            changed.signalAll();
            while (!leaving) {
                if (next.isPresent()) {
                    perform(next.get());
                } else {
                    changed.await();
                }
            }
        } catch (InterruptedException e) {
            e.printStackTrace(); // nobody interrupts it
        } finally {
            lock.unlock();
        }
    }

    private void perform(Supplier<Answer> call) {
        Answer answer;
        lock.unlock();
        try {
            answer = call.get();
        } finally {
            lock.lock();
        }
        next = Optional.empty();
        last = Optional.of(answer);
        changed.signalAll();
    }

    /** The kernel's id of this thread. */
    long kernelId() {
        return kernelId;
    }

    /** Begins a call; false if the last one has not returned. */
    boolean begin(Supplier<Answer> call) {
        lock.lock();
        try {
            if (next.isPresent()) {
                return false;
            }
            next = Optional.of(call);
            last = Optional.empty();
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the answer of the last call, within a bound. */
    Answer outcome() throws InterruptedException {
        return until(() -> last.isPresent())
                ? last.orElseThrow()
                : new Answer.NotRun("the call has not returned within 20 s");
    }

    private boolean until(Supplier<Boolean> state) throws InterruptedException {
        lock.lock();
        try {
            long left = PATIENCE_NANOS;
            while (!state.get() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return state.get();
        } finally {
            lock.unlock();
        }
    }

    /** Ends it unless it is in a call; whether it has ended. */
    boolean end() throws InterruptedException {
        lock.lock();
        try {
            if (next.isPresent()) {
                return false;
            }
            leaving = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.join(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS));
        return !thread.isAlive();
    }
}
