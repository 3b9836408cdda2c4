package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A mutex of one word with three states: 0 free, 1 owned, 2 owned and perhaps waited for (U. Drepper, Futexes are tricky, 2011, the
 * second mutex). This is control C-002.
 *
 * <p>What can go wrong: the state is all that the owner knows of its waiters. One who was woken does not know whether others sleep, so
 * it must own the mutex in state 2, superfluous wake-ups or not; and the word must be free before anybody is woken, who would find it
 * owned and go back to sleep.
 */
@SharedObject(
        title = "Futex mutex with three states",
        description =
                "Free, owned, or owned and waited for; one who has waited always owns it in the last state, and the owner frees the"
                        + " word before it wakes one waiter.",
        bytes = 4,
        workers = 3,
        control = "C-002")
public class FutexMutex implements SharedLock {

    private static final int WORD = 0;
    private static final int FREE = 0;
    private static final int OWNED = 1;
    private static final int WAITED_FOR = 2;

    private final Slice slice;
    private final FutexWord futex;

    public FutexMutex(Slice slice) {
        this.slice = slice;
        this.futex = new FutexWord(slice, WORD);
    }

    @Override
    public final void lock(int process) {
        if (slice.compareAndSetInt(WORD, FREE, OWNED)) {
            return;
        }
        int before = slice.getAndSetInt(WORD, WAITED_FOR);
        while (before != FREE) {
            futex.await(WAITED_FOR);
            before = acquireAwake(slice);
        }
    }

    /** The state before, which was taken over if it was 0; otherwise the word says now that somebody waits. */
    int acquireAwake(Slice word) {
        return word.getAndSetInt(WORD, WAITED_FOR);
    }

    @Override
    public final void unlock(int process) {
        release(slice, futex);
    }

    void release(Slice word, FutexWord sleepers) {
        if (word.getAndSetInt(WORD, FREE) == WAITED_FOR) {
            sleepers.wakeOne();
        }
    }

    /** D-010: one who was woken takes the mutex in state 1, so nobody remembers the others who sleep. */
    @SharedObject(
            title = "Futex mutex that forgets who else sleeps",
            description =
                    "After a wake-up the mutex is taken in the state for no waiters; a second sleeper is never woken.",
            bytes = 4,
            workers = 3,
            defect = "D-010")
    public static final class ForgetsSleepers extends FutexMutex {

        public ForgetsSleepers(Slice slice) {
            super(slice);
        }

        @Override
        int acquireAwake(Slice word) {
            return word.compareAndSetInt(WORD, FREE, OWNED) ? FREE : word.getAndSetInt(WORD, WAITED_FOR);
        }
    }

    /** D-011: the wake-up comes before the word is free. */
    @SharedObject(
            title = "Futex mutex that wakes before it is free",
            description =
                    "The owner wakes a waiter and then frees the word; the waiter finds it owned, sleeps again, and nobody wakes it.",
            bytes = 4,
            workers = 3,
            defect = "D-011")
    public static final class WakesFirst extends FutexMutex {

        public WakesFirst(Slice slice) {
            super(slice);
        }

        @Override
        void release(Slice word, FutexWord sleepers) {
            if (word.getIntOpaque(WORD) == WAITED_FOR) {
                sleepers.wakeOne();
            }
            word.getAndSetInt(WORD, FREE);
        }
    }
}
