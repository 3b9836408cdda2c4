package org.shmstress.posix;

import java.util.UUID;

/** A shared-memory object for one test, whose name is gone at once so that nothing can stay behind. */
final class ScratchObject implements AutoCloseable {

    final String name = "/shmstress-posix-test-" + UUID.randomUUID();
    final int fd;
    final long address;
    final long sizeBytes;

    ScratchObject(long sizeBytes) {
        this.sizeBytes = sizeBytes;
        this.fd = SharedMemory.create(name);
        SharedMemory.unlink(name);
        Descriptors.allocate(fd, 0, sizeBytes);
        this.address = Memory.mapShared(fd, sizeBytes);
    }

    @Override
    public void close() {
        Memory.unmap(address, sizeBytes);
        Descriptors.close(fd);
    }
}
