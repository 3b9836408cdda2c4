package org.shmstress.tests.waiting;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.MustWait;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * A buffer for one element between two producers and two consumers, with one condition variable for both "not full" and "not empty"
 * (C. A. R. Hoare, Monitors, CACM 17(10), 1974; POSIX {@code pthread_cond_wait} on predicates).
 *
 * <p>What can go wrong: whoever was woken may find that another was faster, and has to test again. And with one condition for two
 * predicates a signal may wake one that waits for the other predicate, goes to sleep again and has used the signal up; so all are
 * woken. That many of them find nothing to do is allowed: control C-010.
 */
@SharedObject(
        title = "Bounded buffer with one condition variable",
        description = "Producers and consumers wait on one condition; each change wakes all, and each tests again.",
        bytes = 256,
        workers = 4,
        control = "C-010")
public class BoundedBuffer {

    private static final int GUARD = 0;
    private static final int CHANGED = 64;
    private static final int COUNT = 128;
    private static final int SLOT = 192;

    private final Slice slice;
    private final Guard guard;
    private final Condition changed;

    public BoundedBuffer(Slice slice) {
        this.slice = slice;
        this.guard = new Guard(slice, GUARD);
        this.changed = new Condition(slice, CHANGED, guard);
    }

    /** Adds an element, once there is room. */
    @Operation(
            blocking = true,
            workers = {0, 1})
    public void put(@Unique long element) {
        guard.lock();
        awaitRoom();
        slice.putLong(SLOT, element);
        slice.putInt(COUNT, slice.getInt(COUNT) + 1);
        tellOfChange();
        guard.unlock();
    }

    /** Takes the element, once there is one. */
    @Operation(
            blocking = true,
            workers = {2, 3})
    public long take() {
        guard.lock();
        awaitElement();
        long element = slice.getLong(SLOT);
        slice.putInt(COUNT, slice.getInt(COUNT) - 1);
        tellOfChange();
        guard.unlock();
        return element;
    }

    final void awaitRoom() {
        while (slice.getInt(COUNT) == 1) {
            changed.await();
        }
    }

    void awaitElement() {
        while (isEmpty()) {
            awaitChange();
        }
    }

    final boolean isEmpty() {
        return slice.getInt(COUNT) == 0;
    }

    final void awaitChange() {
        changed.await();
    }

    void tellOfChange() {
        changed.broadcast();
    }

    final void wakeOne() {
        changed.signal();
    }

    /** A queue of one. */
    public static final class Model {
        private final Deque<Long> elements = new ArrayDeque<>();

        public void put(long element) {
            if (!elements.isEmpty()) {
                throw new MustWait();
            }
            elements.add(element);
        }

        public long take() {
            if (elements.isEmpty()) {
                throw new MustWait();
            }
            return elements.remove();
        }
    }

    /** D-069: a consumer that was woken takes an element without testing again whether there is one. */
    @SharedObject(
            title = "Bounded buffer that tests with 'if' after waking",
            description = "A consumer that was woken takes it for granted that an element is there.",
            bytes = 256,
            workers = 4,
            defect = "D-069")
    public static final class TestedOnce extends BoundedBuffer {

        public TestedOnce(Slice slice) {
            super(slice);
        }

        @Override
        void awaitElement() {
            if (isEmpty()) {
                awaitChange();
            }
        }
    }

    /** D-070: one waiter is woken, which may be one that waits for the other predicate. */
    @SharedObject(
            title = "Bounded buffer that wakes one where all wait on one condition",
            description = "A producer may wake a producer, which goes to sleep again while consumers sleep too.",
            bytes = 256,
            workers = 4,
            defect = "D-070")
    public static final class WakesOne extends BoundedBuffer {

        public WakesOne(Slice slice) {
            super(slice);
        }

        @Override
        void tellOfChange() {
            wakeOne();
        }
    }
}
