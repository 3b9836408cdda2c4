package org.shmstress.tests.glibc;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Initialise;
import org.shmstress.api.MustWait;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.posix.PthreadCondition;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.posix.PthreadMutex.Type;

/**
 * The C library's condition variables around a buffer for two elements: producers wait for room, consumers for an element
 * (POSIX {@code pthread_cond_wait}, {@code pthread_cond_signal}).
 *
 * <p>What can go wrong: a signal that is given between a waiter's last look and its falling asleep must reach it. With a condition for each
 * predicate one signal per change is enough, since all who wait there wait for the same.
 */
@SharedObject(
        title = "glibc's process-shared condition variable",
        description = "A bounded buffer with a mutex and two condition variables; each change wakes one waiter.",
        bytes = 512,
        workers = 4)
public class ConditionVariable {

    private static final int CAPACITY = 2;

    private static final int MUTEX = 0;
    private static final int ROOM = 64;
    private static final int ELEMENT = 128;
    private static final int TAKEN = 192; // elements ever taken
    private static final int PUT = 256; // elements ever put
    private static final int SLOTS = 320;

    private final Slice slice;
    private final long mutex;
    private final long room;
    private final long element;

    public ConditionVariable(Slice slice) {
        this.slice = slice;
        this.mutex = slice.virtualAddress() + MUTEX;
        this.room = slice.virtualAddress() + ROOM;
        this.element = slice.virtualAddress() + ELEMENT;
    }

    /** Makes the native objects. */
    @Initialise
    public final void initialise() {
        PthreadMutex.initialise(mutex, Type.NORMAL, false);
        PthreadCondition.initialise(room);
        PthreadCondition.initialise(element);
    }

    /** Adds an element, once there is room. */
    @Operation(
            blocking = true,
            workers = {0, 1})
    public final void put(@Unique long value) {
        Answers.requireNone(PthreadMutex.lock(mutex), "pthread_mutex_lock");
        while (slice.getLong(PUT) - slice.getLong(TAKEN) == CAPACITY) {
            Answers.requireNone(PthreadCondition.await(room, mutex), "pthread_cond_wait");
        }
        long index = slice.getLong(PUT);
        slice.putLong(slot(index), value);
        slice.putLong(PUT, index + 1);
        PthreadCondition.signal(element);
        Answers.requireNone(PthreadMutex.unlock(mutex), "pthread_mutex_unlock");
    }

    /** Takes the oldest element, once there is one. */
    @Operation(
            blocking = true,
            workers = {2, 3})
    public final long take() {
        Answers.requireNone(PthreadMutex.lock(mutex), "pthread_mutex_lock");
        while (slice.getLong(PUT) == slice.getLong(TAKEN)) {
            Answers.requireNone(PthreadCondition.await(element, mutex), "pthread_cond_wait");
        }
        long index = slice.getLong(TAKEN);
        long value = slice.getLong(slot(index));
        slice.putLong(TAKEN, index + 1);
        PthreadCondition.signal(room);
        Answers.requireNone(PthreadMutex.unlock(mutex), "pthread_mutex_unlock");
        return value;
    }

    private static int slot(long index) {
        return SLOTS + (int) (index % CAPACITY) * Long.BYTES;
    }

    /** A queue of bounded length. */
    public static final class Model {
        private final Deque<Long> elements = new ArrayDeque<>();

        public void put(long value) {
            if (elements.size() == CAPACITY) {
                throw new MustWait();
            }
            elements.add(value);
        }

        public long take() {
            if (elements.isEmpty()) {
                throw new MustWait();
            }
            return elements.remove();
        }
    }
}
