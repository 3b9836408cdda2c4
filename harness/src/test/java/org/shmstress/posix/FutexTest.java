package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class FutexTest {

    @Test
    void doesNotSleepOnAnotherValueAndWakesByItselfInTime() {
        try (ScratchObject object = new ScratchObject(4_096)) {
            assertEquals(Errno.EAGAIN, Futex.await(object.address, 1, 60_000));
            assertEquals(Errno.ETIMEDOUT, Futex.await(object.address, 0, 1));
            assertEquals(0, Futex.wake(object.address, 1));
        }
    }

    @Test
    void wakesAWaiterThroughAnotherMapping() throws Exception {
        try (ScratchObject object = new ScratchObject(4_096)) {
            long second = Memory.mapShared(object.fd, object.sizeBytes);
            CompletableFuture<Errno> waiter =
                    CompletableFuture.supplyAsync(() -> Futex.await(object.address, 0, 60_000));
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
