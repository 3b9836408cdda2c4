package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PthreadMutexTest {

    private ScratchObject object;
    private long here;
    private long there;

    @BeforeEach
    void map() {
        object = new ScratchObject(4_096);
        here = object.address + 64;
        there = Memory.mapShared(object.fd, object.sizeBytes) + 64;
    }

    @AfterEach
    void unmap() {
        Memory.unmap(there - 64, object.sizeBytes);
        object.close();
    }

    @Test
    void excludesThroughAnotherMapping() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.NORMAL, false);
        assertEquals(Errno.NONE, PthreadMutex.lock(here));
        assertEquals(Errno.EBUSY, inEndingThread(() -> PthreadMutex.tryLock(there)));
        assertEquals(Errno.ETIMEDOUT, inEndingThread(() -> PthreadMutex.lock(there, 1)));
        assertEquals(Errno.NONE, PthreadMutex.unlock(here));
        assertEquals(Errno.NONE, PthreadMutex.tryLock(there));
        assertEquals(Errno.NONE, PthreadMutex.unlock(here));
        assertEquals(Errno.NONE, PthreadMutex.destroy(here));
    }

    @Test
    void errorCheckingMutexKnowsItsOwner() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.ERROR_CHECKING, false);
        PthreadMutex.lock(here);
        assertEquals(Errno.EDEADLK, PthreadMutex.lock(here));
        assertEquals(Errno.EPERM, inEndingThread(() -> PthreadMutex.unlock(there)));
        assertEquals(Errno.NONE, PthreadMutex.unlock(here));
    }

    @Test
    void recursiveMutexCounts() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.RECURSIVE, false);
        PthreadMutex.lock(here);
        assertEquals(Errno.NONE, PthreadMutex.lock(here));
        PthreadMutex.unlock(here);
        assertEquals(Errno.EBUSY, inEndingThread(() -> PthreadMutex.tryLock(there)));
        assertEquals(Errno.NONE, PthreadMutex.unlock(here));
    }

    @Test
    void robustMutexTellsOfItsOwnersDeathAndCanBeRecovered() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.NORMAL, true);
        assertEquals(Errno.NONE, inEndingThread(() -> PthreadMutex.lock(there)));
        assertEquals(Errno.EOWNERDEAD, PthreadMutex.lock(here, 30_000));
        assertEquals(Errno.NONE, PthreadMutex.consistent(here));
        assertEquals(Errno.NONE, PthreadMutex.unlock(here));
        assertEquals(Errno.NONE, PthreadMutex.lock(here));
        assertEquals(Errno.NONE, PthreadMutex.unlock(here));
    }

    @Test
    void robustMutexThatNobodyMadeConsistentIsLost() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.NORMAL, true);
        inEndingThread(() -> PthreadMutex.lock(there));
        assertEquals(Errno.EOWNERDEAD, PthreadMutex.lock(here, 30_000));
        PthreadMutex.unlock(here);
        assertEquals(Errno.ENOTRECOVERABLE, PthreadMutex.lock(here));
    }

    @Test
    void plainMutexOfADeadOwnerStaysLocked() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.NORMAL, false);
        inEndingThread(() -> PthreadMutex.lock(there));
        assertEquals(Errno.ETIMEDOUT, PthreadMutex.lock(here, 20));
        assertEquals(Errno.EINVAL, PthreadMutex.consistent(here));
    }

    @Test
    void initialisationStaysWithinTheMutex() {
        PthreadMutex.initialise(here, PthreadMutex.Type.RECURSIVE, true);
        PthreadMutex.lock(here);
        var bytes = Memory.buffer(object.address, object.sizeBytes);
        for (int i = 64 + PthreadMutex.bytes(); i < object.sizeBytes; i++) {
            assertEquals(0, bytes.get(i), "byte " + i);
        }
        PthreadMutex.unlock(here);
    }

    @Test
    void misalignedMutexAndStrangeArchitectureAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> PthreadMutex.initialise(here + 4, PthreadMutex.Type.NORMAL, false));
        assertThrows(org.shmstress.HarnessException.class, () -> Architecture.of("sparc"));
        assertEquals(48, Architecture.of("aarch64").mutexBytes());
    }

    /** The kernel marks a robust mutex when its owner thread has left the kernel's list, up to 16 ms after join. */
    private static <T> T inEndingThread(Callable<T> action) throws Exception {
        FutureTask<T> task = new FutureTask<>(action);
        Thread thread = new Thread(task);
        thread.start();
        T result = task.get(60, TimeUnit.SECONDS);
        thread.join(60_000);
        return result;
    }
}
