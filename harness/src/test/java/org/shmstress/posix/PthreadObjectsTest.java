package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** glibc's objects other than the mutex, between two mappings of the same bytes. */
final class PthreadObjectsTest {

    private static final int CONDITION = 64;

    private final TwoMappings bytes = new TwoMappings();
    private final long here = bytes.here;
    private final long there = bytes.there;

    @AfterEach
    void unmap() {
        bytes.close();
    }

    @Test
    void signalReachesAWaiterThroughAnotherMapping() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.NORMAL, false);
        PthreadCondition.initialise(here + CONDITION);
        FutureTask<Errno> waiter = TwoMappings.begin(() -> {
            PthreadMutex.lock(there);
            Errno answer = PthreadCondition.await(there + CONDITION, there);
            PthreadMutex.unlock(there);
            return answer;
        });
        while (!waiter.isDone()) {
            PthreadMutex.lock(here);
            PthreadCondition.signal(here + CONDITION);
            PthreadMutex.unlock(here);
            Thread.yield();
        }
        assertEquals(Errno.NONE, TwoMappings.end(waiter));
    }

    @Test
    void waitWithoutASignalEndsInTimeAndOwnsTheMutex() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.NORMAL, false);
        PthreadCondition.initialise(here + CONDITION);
        PthreadMutex.lock(here);
        Errno answer = PthreadCondition.await(here + CONDITION, here, 1);
        assertTrue(answer == Errno.ETIMEDOUT || answer == Errno.NONE, answer.toString());
        assertEquals(Errno.EBUSY, TwoMappings.end(TwoMappings.begin(() -> PthreadMutex.tryLock(there))));
        assertEquals(Errno.NONE, PthreadMutex.unlock(here));
    }

    @Test
    void readersShareWhatAWriterHasAlone() throws Exception {
        PthreadReadWriteLock.initialise(here);
        assertEquals(Errno.NONE, PthreadReadWriteLock.lockForReading(here));
        assertEquals(Errno.NONE, inAnotherThread(() -> PthreadReadWriteLock.tryLockForReading(there)));
        PthreadReadWriteLock.unlock(here);
        PthreadReadWriteLock.unlock(here);
        assertEquals(Errno.NONE, PthreadReadWriteLock.lockForWriting(here));
        assertEquals(Errno.EBUSY, inAnotherThread(() -> PthreadReadWriteLock.tryLockForReading(there)));
        assertEquals(Errno.EBUSY, inAnotherThread(() -> PthreadReadWriteLock.tryLockForWriting(there)));
        PthreadReadWriteLock.unlock(here);
        assertEquals(Errno.NONE, PthreadReadWriteLock.tryLockForWriting(here));
        PthreadReadWriteLock.unlock(here);
    }

    @Test
    void barrierLetsAllGoTogetherAndTellsOneOfThem() throws Exception {
        PthreadBarrier.initialise(here, 2);
        for (int time = 0; time < 3; time++) {
            FutureTask<Boolean> other = TwoMappings.begin(() -> PthreadBarrier.await(there));
            boolean told = PthreadBarrier.await(here);
            assertTrue(told ^ TwoMappings.end(other));
        }
    }

    @Test
    void spinLockIsOwnedByOne() throws Exception {
        PthreadSpinLock.initialise(here);
        PthreadSpinLock.lock(here);
        assertEquals(Errno.EBUSY, PthreadSpinLock.tryLock(there));
        PthreadSpinLock.unlock(here);
        assertEquals(Errno.NONE, PthreadSpinLock.tryLock(there));
        PthreadSpinLock.unlock(there);
    }

    @Test
    void priorityInheritingMutexExcludesThroughAnotherMapping() throws Exception {
        PthreadMutex.initialise(here, PthreadMutex.Type.NORMAL, false, true);
        assertEquals(Errno.NONE, PthreadMutex.lock(here));
        assertEquals(Errno.EBUSY, inAnotherThread(() -> PthreadMutex.tryLock(there)));
        assertEquals(Errno.NONE, PthreadMutex.unlock(here));
    }

    @Test
    void objectsStayWithinTheirBytes() {
        long end = here + 256;
        fillBehind(PthreadCondition.BYTES);
        PthreadCondition.initialise(here);
        assertUntouchedBehind(PthreadCondition.BYTES, end);
        fillBehind(PthreadReadWriteLock.BYTES);
        PthreadReadWriteLock.initialise(here);
        assertUntouchedBehind(PthreadReadWriteLock.BYTES, end);
        fillBehind(PthreadBarrier.BYTES);
        PthreadBarrier.initialise(here, 3);
        assertUntouchedBehind(PthreadBarrier.BYTES, end);
        fillBehind(PosixSemaphore.BYTES);
        PosixSemaphore.initialise(here, 1);
        assertUntouchedBehind(PosixSemaphore.BYTES, end);
    }

    private void fillBehind(int size) {
        new com.sun.jna.Pointer(here).setMemory(size, 256 - size, (byte) 0x5A);
    }

    private void assertUntouchedBehind(int size, long end) {
        byte[] behind = new com.sun.jna.Pointer(here).getByteArray(size, (int) (end - here) - size);
        for (byte each : behind) {
            assertEquals(0x5A, each);
        }
    }

    @Test
    void misalignedObjectsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> PthreadCondition.initialise(here + 4));
        assertThrows(IllegalArgumentException.class, () -> PthreadReadWriteLock.initialise(here + 4));
        assertThrows(IllegalArgumentException.class, () -> PthreadBarrier.initialise(here + 4, 2));
    }

    @Test
    void semaphoreCountsItsPermitsThroughAnotherMapping() throws Exception {
        PosixSemaphore.initialise(here, 1);
        PosixSemaphore.acquire(here);
        assertFalse(PosixSemaphore.tryAcquire(there));
        assertFalse(PosixSemaphore.tryAcquire(there, 1));
        FutureTask<Boolean> waiter = TwoMappings.begin(() -> {
            PosixSemaphore.acquire(there);
            return true;
        });
        PosixSemaphore.release(here);
        assertTrue(TwoMappings.end(waiter));
        PosixSemaphore.release(there);
        PosixSemaphore.release(there);
        assertEquals(2, PosixSemaphore.permits(here));
    }

    @Test
    void namedSemaphoreIsTheSameForAllWhoOpenIt() {
        String name = "/shmstress-posix-test-" + java.util.UUID.randomUUID();
        long created = PosixSemaphore.create(name, 0);
        PosixException taken = assertThrows(PosixException.class, () -> PosixSemaphore.create(name, 0));
        assertEquals(Errno.EEXIST, taken.errno());
        long opened = PosixSemaphore.open(name);
        PosixSemaphore.unlink(name);
        PosixSemaphore.release(created);
        assertTrue(PosixSemaphore.tryAcquire(opened));
        PosixException gone = assertThrows(PosixException.class, () -> PosixSemaphore.open(name));
        assertEquals(Errno.ENOENT, gone.errno());
        PosixSemaphore.close(opened);
        PosixSemaphore.close(created);
    }

    private static Errno inAnotherThread(java.util.concurrent.Callable<Errno> call) throws Exception {
        return TwoMappings.end(TwoMappings.begin(call));
    }
}
