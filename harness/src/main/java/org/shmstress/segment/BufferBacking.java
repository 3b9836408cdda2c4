package org.shmstress.segment;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.api.spi.SliceAccess;

/** Mapped by {@link FileChannel#map}, without JNA; reached through the buffer, its raw address, or a memory segment. */
final class BufferBacking implements Mapping.Backing {

    private static final BufferAccess BUFFER_ACCESS = new BufferAccess();

    private final MappedByteBuffer buffer;
    private final View view;
    private final long address;

    private BufferBacking(MappedByteBuffer buffer, AccessPath path) {
        this.buffer = buffer;
        this.address = Raw.buffers().address(buffer);
        this.view = switch (path) {
            case UNSAFE -> new View(Raw.access(), buffer, address);
            case FFM -> ForeignMemory.viewOf(address, buffer.capacity());
            default -> new View(BUFFER_ACCESS, buffer, 0);
        };
    }

    static SliceAccess access() {
        return BUFFER_ACCESS;
    }

    /**
     * Maps the file. {@link FileChannel#map} would silently extend a file that is too short, hence the size is checked before;
     * checked again after, a change in between is noticed instead of hidden.
     */
    static BufferBacking map(Path file, long sizeBytes, AccessPath path) {
        AccessPaths.access(path); // this and the next line complain before anything is mapped
        Raw.buffers();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            requireSize(file, channel.size(), sizeBytes);
            MappedByteBuffer buffer = channel.map(FileChannel.MapMode.READ_WRITE, 0, sizeBytes);
            buffer.order(ByteOrder.nativeOrder());
            BufferBacking backing = new BufferBacking(buffer, path);
            requireUnchanged(backing, file, channel.size(), sizeBytes);
            return backing;
        } catch (IOException e) {
            throw new HarnessException("cannot attach " + file + " through " + path.label() + ": " + e, e);
        }
    }

    static void requireSize(Path file, long present, long expected) {
        if (present != expected) {
            throw new HarnessException(
                    "cannot attach " + file + ": it has " + present + " bytes, expected were " + expected);
        }
    }

    private static void requireUnchanged(BufferBacking backing, Path file, long present, long expected) {
        try {
            requireSize(file, present, expected);
        } catch (HarnessException e) {
            backing.unmap();
            throw e;
        }
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public View control() {
        return view;
    }

    @Override
    public long address() {
        return address;
    }

    @Override
    public void unmap() {
        Raw.buffers().unmap(buffer);
    }
}
