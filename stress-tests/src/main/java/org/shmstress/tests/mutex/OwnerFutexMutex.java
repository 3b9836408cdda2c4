package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A mutex whose word says who owns it, with a bit that says whether anybody sleeps (as the kernel demands of robust futexes: Linux,
 * Documentation/locking/robust-futex-ABI).
 *
 * <p>What can go wrong: one who was woken does not know whether others sleep, so it must own the mutex with the bit set. Who drops the
 * bit leaves them asleep.
 */
@SharedObject(
        title = "Futex mutex that names its owner",
        description =
                "The word holds the owner's number and a bit for waiters; one who has slept owns it with the bit set.",
        bytes = 4,
        workers = 3)
public class OwnerFutexMutex implements SharedLock {

    private static final int WORD = 0;
    private static final int FREE = 0;
    private static final int WAITERS = 0x8000_0000;

    private final Slice slice;
    private final FutexWord futex;

    public OwnerFutexMutex(Slice slice) {
        this.slice = slice;
        this.futex = new FutexWord(slice, WORD);
    }

    @Override
    public final void lock(int process) {
        int me = process + 1;
        if (slice.compareAndSetInt(WORD, FREE, me)) {
            return;
        }
        boolean slept = false;
        while (!slice.compareAndSetInt(WORD, FREE, slept ? awake(me) : me)) {
            slept |= sleep(slice.getIntVolatile(WORD));
        }
    }

    /** What one who has slept puts into the word. */
    int awake(int me) {
        return me | WAITERS;
    }

    private boolean sleep(int owner) {
        if (owner == FREE || !slice.compareAndSetInt(WORD, owner, owner | WAITERS)) {
            return false;
        }
        futex.await(owner | WAITERS);
        return true;
    }

    @Override
    public final void unlock(int process) {
        if ((slice.getAndSetInt(WORD, FREE) & WAITERS) != 0) {
            futex.wakeOne();
        }
    }

    /** D-014: one who was woken puts its bare number into the word and so drops the bit of the others who sleep. */
    @SharedObject(
            title = "Owner mutex that drops the waiters' bit",
            description =
                    "After a wake-up the word is set to the bare number of the owner; a third process that sleeps is forgotten.",
            bytes = 4,
            workers = 3,
            defect = "D-014")
    public static final class DropsTheBit extends OwnerFutexMutex {

        public DropsTheBit(Slice slice) {
            super(slice);
        }

        @Override
        int awake(int me) {
            return me;
        }
    }
}
