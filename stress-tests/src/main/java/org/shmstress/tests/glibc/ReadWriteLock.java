package org.shmstress.tests.glibc;

import org.shmstress.api.Initialise;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.posix.PthreadReadWriteLock;

/**
 * The C library's read-write lock around two words (POSIX {@code pthread_rwlock_rdlock}, {@code pthread_rwlock_wrlock}).
 *
 * <p>What can go wrong: a reader that sees a writer between its two stores; a writer that is not woken when the last reader leaves.
 */
@SharedObject(
        title = "glibc's process-shared read-write lock",
        description = "Writers store two words under the lock, readers compare them.",
        bytes = 256,
        workers = 3)
public class ReadWriteLock {

    private static final int FIRST = 64;
    private static final int SECOND = 128;

    /** What a reader gets that saw a writer at work. */
    private static final long TORN = -1;

    private final Slice slice;
    private final long lock;

    public ReadWriteLock(Slice slice) {
        this.slice = slice;
        this.lock = slice.virtualAddress();
    }

    /** Makes the native lock. */
    @Initialise
    public final void initialise() {
        PthreadReadWriteLock.initialise(lock);
    }

    /** Writes. */
    @Operation
    public final void write(@Unique long value) {
        Answers.requireNone(PthreadReadWriteLock.lockForWriting(lock), "pthread_rwlock_wrlock");
        slice.putLong(FIRST, value);
        slice.putLong(SECOND, value);
        PthreadReadWriteLock.unlock(lock);
    }

    /** Reads; -1 when a writer was seen at work. */
    @Operation(weight = 2)
    public final long read() {
        Answers.requireNone(PthreadReadWriteLock.lockForReading(lock), "pthread_rwlock_rdlock");
        long first = slice.getLong(FIRST);
        long second = slice.getLong(SECOND);
        PthreadReadWriteLock.unlock(lock);
        return first == second ? first : TORN;
    }

    /** A variable. */
    public static final class Model {
        private long value;

        public void write(long written) {
            value = written;
        }

        public long read() {
            return value;
        }
    }
}
