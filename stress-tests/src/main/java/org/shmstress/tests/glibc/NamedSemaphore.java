package org.shmstress.tests.glibc;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PosixException;
import org.shmstress.posix.PosixSemaphore;
import org.shmstress.segment.SegmentName;

/**
 * The C library's semaphore with a name and one permit, as a lock (POSIX {@code sem_open}). The segment only says which name it is.
 *
 * <p>What can go wrong: the name outlives everybody who knows it. Here the last process that opens it takes the name away; the semaphore is
 * there until the last one closes it or ends.
 */
@SharedObject(
        title = "glibc's named semaphore",
        description = "sem_wait and sem_post on a semaphore with one permit that each process opened by its name.",
        bytes = 64)
public final class NamedSemaphore implements SharedLock {

    private static final int PROCESSES = 2;

    private static final int CREATOR = 0;
    private static final int NUMBER = 8;
    private static final int OPENED = 16;

    private final Slice slice;
    private long semaphore;

    public NamedSemaphore(Slice slice) {
        this.slice = slice;
    }

    @Override
    public void initialise() {
        slice.putLong(CREATOR, ProcessHandle.current().pid());
        while (!create()) {
            slice.putLong(NUMBER, slice.getLong(NUMBER) + 1);
        }
    }

    /** False if the name is taken, by what another process with this PID left when it was killed. */
    private boolean create() {
        try {
            PosixSemaphore.close(PosixSemaphore.create(name(), 1));
            return true;
        } catch (PosixException e) {
            if (e.errno() != Errno.EEXIST) {
                throw e;
            }
            return false;
        }
    }

    /** As all names of this product, so that {@code shmstress clean} knows whose it was. */
    private String name() {
        return new SegmentName(0, slice.getLong(CREATOR), "semaphore" + slice.getLong(NUMBER)).posixName();
    }

    @Override
    public void lock(int process) {
        if (semaphore == 0) {
            open();
        }
        PosixSemaphore.acquire(semaphore);
    }

    private void open() {
        semaphore = PosixSemaphore.open(name());
        if (slice.getAndAddInt(OPENED, 1) == PROCESSES - 1) {
            PosixSemaphore.unlink(name());
        }
    }

    @Override
    public void unlock(int process) {
        PosixSemaphore.release(semaphore);
    }
}
