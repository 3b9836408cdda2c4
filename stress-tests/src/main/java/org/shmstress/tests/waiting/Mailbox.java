package org.shmstress.tests.waiting;

import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Initialise;
import org.shmstress.api.MustWait;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.tests.mutex.FutexWord;

/**
 * A place for one letter between a sender and a receiver, with a semaphore for "free" and one for "full". Each has at most one permit, one
 * process that gives it and one that takes it, so that a permit is given by a store; the kernel is asked only if somebody waits.
 *
 * <p>What can go wrong: the giver stores the permit and reads the number of waiters, the waiter raises that number and reads the permit.
 * This is store buffering: unless each store has left the store buffer before the other word is read, the giver sees no waiter and the waiter
 * no permit. The argument with the fence: of the two the waiter's increment and the giver's fence one comes first; if the increment, the
 * giver sees the waiter, advances the number of calls and wakes; if the fence, the waiter sees the permit.
 */
@SharedObject(
        title = "Mailbox with two semaphores that count their waiters",
        description = "A permit is stored, then the number of waiters is read; a full fence stands between the two.",
        bytes = 512)
public class Mailbox {

    private static final int FREE = 0;
    private static final int FULL = 192;
    private static final int LETTER = 384;

    // within a semaphore
    private static final int PERMIT = 0;
    private static final int WAITERS = 64;
    private static final int CALLS = 128;

    private final Slice slice;
    private final FutexWord freeCalls;
    private final FutexWord fullCalls;

    public Mailbox(Slice slice) {
        this.slice = slice;
        this.freeCalls = new FutexWord(slice, FREE + CALLS);
        this.fullCalls = new FutexWord(slice, FULL + CALLS);
    }

    /** The box is free. */
    @Initialise
    public final void initialise() {
        slice.putIntRelease(FREE + PERMIT, 1); // the processes that use it are made after this
    }

    /** Puts a letter into the box, once it is free. */
    @Operation(blocking = true, workers = 0)
    public final void send(@Unique long letter) {
        acquire(FREE, freeCalls);
        slice.putLong(LETTER, letter);
        release(FULL, fullCalls);
    }

    /** Takes the letter, once there is one. */
    @Operation(blocking = true, workers = 1)
    public final long receive() {
        acquire(FULL, fullCalls);
        long letter = slice.getLong(LETTER);
        release(FREE, freeCalls);
        return letter;
    }

    private void acquire(int semaphore, FutexWord calls) {
        while (!tryAcquire(semaphore)) {
            slice.getAndAddInt(semaphore + WAITERS, 1);
            int seen = slice.getIntAcquire(semaphore + CALLS);
            if (slice.getIntVolatile(semaphore + PERMIT) == 0) {
                calls.await(seen);
            }
            slice.getAndAddInt(semaphore + WAITERS, -1);
        }
    }

    /** Only one process takes permits of a semaphore, and none is given before the last one was taken. */
    private boolean tryAcquire(int semaphore) {
        if (slice.getIntAcquire(semaphore + PERMIT) == 0) { // pairs with publish
            return false;
        }
        slice.putIntOpaque(semaphore + PERMIT, 0);
        return true;
    }

    private void release(int semaphore, FutexWord calls) {
        publish(semaphore);
        if (slice.getIntOpaque(semaphore + WAITERS) > 0) {
            slice.getAndAddInt(semaphore + CALLS, 1);
            calls.wakeOne();
        }
    }

    void publish(int semaphore) {
        storePermit(semaphore);
        VarHandle.fullFence();
    }

    final void storePermit(int semaphore) {
        slice.putIntRelease(semaphore + PERMIT, 1); // pairs with tryAcquire
    }

    /** One letter at a time. */
    public static final class Model {
        private final Deque<Long> letters = new ArrayDeque<>();

        public void send(long letter) {
            if (!letters.isEmpty()) {
                throw new MustWait();
            }
            letters.add(letter);
        }

        public long receive() {
            if (letters.isEmpty()) {
                throw new MustWait();
            }
            return letters.remove();
        }
    }

    /** D-075: no fence between the store of the permit and the load of the number of waiters. */
    @SharedObject(
            title = "Mailbox whose semaphores look for waiters too early",
            description =
                    "The permit can still be in the store buffer when the number of waiters is read: giver and waiter miss each"
                            + " other.",
            bytes = 512,
            defect = "D-075")
    public static final class WithoutFence extends Mailbox {

        public WithoutFence(Slice slice) {
            super(slice);
        }

        @Override
        void publish(int semaphore) {
            storePermit(semaphore);
        }
    }
}
