package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FutexTest {

    @Test
    void doesNotSleepOnAnotherValueAndWakesByItselfInTime() {
        try (ScratchObject object = new ScratchObject(4_096)) {
            assertEquals(Errno.EAGAIN, Futex.await(object.address, 1, 60_000));
            assertEquals(Errno.EAGAIN, Futex.await(object.address, 1));
            assertEquals(Errno.ETIMEDOUT, Futex.await(object.address, 0, 1));
            assertEquals(Errno.ETIMEDOUT, Futex.awaitNanos(object.address, 0, 1_000));
            assertEquals(0, Futex.wake(object.address, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void wakesAWaiterThroughAnotherMapping(boolean bounded) throws Exception {
        try (ScratchObject object = new ScratchObject(4_096)) {
            long second = Memory.mapShared(object.fd, object.sizeBytes);
            CompletableFuture<Errno> waiter = CompletableFuture.supplyAsync(
                    () -> bounded ? Futex.await(object.address, 0, 60_000) : Futex.await(object.address, 0));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (Futex.wake(second, 1) == 0) {
                assertTrue(System.nanoTime() - deadline < 0, "nobody was woken");
                Thread.sleep(1);
            }
            assertEquals(Errno.NONE, waiter.get(30, TimeUnit.SECONDS));
            Memory.unmap(second, object.sizeBytes);
        }
    }

    @Test
    void misalignedWordIsRefused() {
        try (ScratchObject object = new ScratchObject(4_096)) {
            PosixException refused = assertThrows(PosixException.class, () -> Futex.await(object.address + 1, 0, 1));
            assertEquals(Errno.EINVAL, refused.errno());
        }
    }
}
