package org.shmstress.segment;

import com.sun.jna.Pointer;
import java.nio.file.Path;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.Memory;
import org.shmstress.posix.SharedMemory;

/** Mapped by {@code shm_open} and {@code mmap}, reached through JNA's {@link Pointer}; the only class of workers that loads JNA. */
final class JnaBacking implements Mapping.Backing {

    private final View view;
    private final View control;
    private final long address;
    private final long sizeBytes;

    private JnaBacking(long address, long sizeBytes) {
        this.address = address;
        this.sizeBytes = sizeBytes;
        this.view = viewOf(address);
        this.control = new View(Raw.access(), view.region(), address);
    }

    static SliceAccess access() {
        return JnaAccess.INSTANCE;
    }

    /** What is mapped at an address, through JNA's pointer. */
    static View viewOf(long address) {
        return new View(JnaAccess.INSTANCE, new Pointer(address), 0);
    }

    static Mapping.Backing map(Path file, long sizeBytes) {
        int fd = SharedMemory.open("/" + file.getFileName());
        try {
            BufferBacking.requireSize(file, Descriptors.status(fd).sizeBytes(), sizeBytes);
            return new JnaBacking(Memory.mapShared(fd, sizeBytes), sizeBytes);
        } finally {
            Descriptors.close(fd);
        }
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public View control() {
        return control;
    }

    @Override
    public long address() {
        return address;
    }

    @Override
    public void unmap() {
        Memory.unmap(address, sizeBytes);
    }
}
