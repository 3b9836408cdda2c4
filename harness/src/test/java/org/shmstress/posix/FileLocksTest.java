package org.shmstress.posix;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class FileLocksTest {

    @Test
    void lockLastsUntilItsDescriptorIsClosed(@TempDir Path directory) throws InterruptedException {
        String file = directory.resolve("lock").toString();
        int first = Descriptors.open(file, OpenFlags.CREATE | OpenFlags.READ_WRITE, 0600);
        FileLocks.lockExclusively(first);
        CountDownLatch locked = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            int second = Descriptors.open(file, OpenFlags.READ_WRITE, 0);
            FileLocks.lockExclusively(second);
            locked.countDown();
            Descriptors.close(second);
        });
        other.start();
        assertFalse(locked.await(50, TimeUnit.MILLISECONDS), "two locks on one file at the same time");
        Descriptors.close(first);
        locked.await();
        other.join();
    }
}
