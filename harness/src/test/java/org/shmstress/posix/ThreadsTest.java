package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ThreadsTest {

    @Test
    void numbersAreThoseOfTheKernel() throws IOException {
        assertEquals(ProcessHandle.current().pid(), Threads.processId());
        String[] link =
                Files.readSymbolicLink(Path.of("/proc/thread-self")).toString().split("/");
        assertEquals(Long.parseLong(link[link.length - 1]), Threads.threadId());
    }

    @Test
    void affinityOfAnotherThreadCanBeNarrowed() throws Exception {
        CompletableFuture<Long> id = new CompletableFuture<>();
        CountDownLatch done = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            id.complete(Threads.threadId());
            awaitQuietly(done);
        });
        other.start();
        try {
            BitSet one = new BitSet();
            one.set(Threads.affinity(0).previousSetBit(8_191));
            Threads.setAffinity(id.get(30, TimeUnit.SECONDS), one);
            assertEquals(one, Threads.affinity(id.get()));
            assertTrue(Threads.affinity(0).cardinality() >= 1);
        } finally {
            done.countDown();
            other.join(30_000);
        }
    }

    @Test
    void emptyAffinityAndEndedThreadAreRefused() {
        PosixException empty = assertThrows(PosixException.class, () -> Threads.setAffinity(0, new BitSet()));
        assertEquals(Errno.EINVAL, empty.errno());
        PosixException ended = assertThrows(PosixException.class, () -> Threads.affinity(Integer.MAX_VALUE));
        assertEquals(Errno.ESRCH, ended.errno());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
