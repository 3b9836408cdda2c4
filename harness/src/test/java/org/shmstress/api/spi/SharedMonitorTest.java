package org.shmstress.api.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedMonitorTest {

    private final SliceAccess access = new BufferAccess();
    private final ByteBuffer memory =
            ByteBuffer.allocateDirect(64).alignedSlice(8).order(ByteOrder.nativeOrder());
    private long sum;

    private void enter() {
        SharedMonitor.enter(access, memory, 0);
    }

    private void exit() {
        SharedMonitor.exit(access, memory, 0);
    }

    private boolean holds() {
        return SharedMonitor.holds(access, memory, 0);
    }

    @AfterEach
    void waitForever() {
        SharedMonitor.bound(() -> {});
    }

    @Test
    void isFreeOnlyAfterAsManyExitsAsEntries() {
        assertFalse(holds());
        enter();
        enter();
        exit();
        assertTrue(holds());
        exit();
        assertFalse(holds());
        assertEquals(0, memory.getLong(0));
    }

    @Test
    void countsWhatThreadsAddInside() throws InterruptedException {
        Thread[] threads = new Thread[4];
        for (int t = 0; t < threads.length; t++) {
            threads[t] = new Thread(() -> {
                for (int i = 0; i < 500_000; i++) {
                    enter();
                    sum++;
                    exit();
                }
            });
            threads[t].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(2_000_000, sum);
        assertEquals(0, memory.getLong(0));
    }

    @Test
    void letsInWhoWaitsForALoopThatComesBackAtOnce() throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        Thread hog = new Thread(() -> {
            while (!over.get()) {
                enter();
                exit();
            }
        });
        hog.start();
        for (int i = 0; i < 1_000; i++) {
            enter();
            assertTrue(holds());
            exit();
        }
        over.set(true);
        hog.join();
    }

    @Test
    void keepsAnotherThreadOutUntilItGivesUp() throws InterruptedException {
        enter();
        SharedMonitor.bound(() -> {
            throw new IllegalStateException("no more patience");
        });
        AtomicBoolean gaveUp = new AtomicBoolean();
        Thread other = new Thread(() -> {
            assertFalse(holds());
            assertThrows(IllegalStateException.class, this::enter);
            gaveUp.set(true);
        });
        other.start();
        other.join(TimeUnit.SECONDS.toMillis(60));
        assertTrue(gaveUp.get());
        assertTrue(holds(), "who waits must not change whose it is");
        exit();
        assertEquals(0, memory.getLong(0));
    }

    @Test
    void refusesObjectsThatAreNotShared() {
        assertThrows(IllegalStateException.class, () -> SharedMonitor.enter(new Object()));
    }
}
