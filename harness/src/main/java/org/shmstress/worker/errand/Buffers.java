package org.shmstress.worker.errand;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.AddressView;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Holdings.Area;

/** What the JDK's own classes do with shared memory and files: buffers, memory segments, channels. */
final class Buffers {

    /** Whether this JDK has memory segments. */
    private static final boolean SEGMENTS =
            AccessPath.FFM.isOn(Runtime.version().feature());

    private Buffers() {}

    /** {@code MappedByteBuffer.load} of what a channel has mapped. */
    static Figures load(Area area) {
        if (!(area.view().region() instanceof MappedByteBuffer buffer)) {
            throw new IllegalArgumentException("no channel has mapped that as a buffer");
        }
        buffer.load();
        return Figures.of("bytes", buffer.capacity());
    }

    /** Bulk copies of ones and of zeros in turn: {@code MemorySegment.copy}, or {@code ByteBuffer.put} before there was one. */
    static Figures copies(Area area, long times) {
        View view = SEGMENTS ? AddressView.of(AccessPath.FFM, area.address(), area.lengthBytes()) : area.view();
        byte[] zeros = new byte[Math.toIntExact(area.lengthBytes())];
        byte[] ones = new byte[zeros.length];
        Arrays.fill(ones, (byte) -1);
        for (long i = 0; i < times; i++) {
            view.access().copyFrom(view.region(), view.at(0), i % 2 == 0 ? ones : zeros, 0, zeros.length);
        }
        return Figures.of("copies", times).and("of-segments", SEGMENTS);
    }

    /** Atomic access to misaligned longs by the handles of buffers, and of memory segments, which know what hardware cannot promise. */
    static Figures misaligned(Area area) {
        View buffer = AddressView.of(AccessPath.BYTE_BUFFER, area.address(), area.lengthBytes());
        Figures figures = Figures.of("tried", 2L * (Long.BYTES - 1))
                .and("refused", refused(buffer, IllegalStateException.class))
                .and("with-segments", SEGMENTS);
        if (SEGMENTS) {
            View segment = AddressView.of(AccessPath.FFM, area.address(), area.lengthBytes());
            figures.and("refused-by-segments", refused(segment, IllegalArgumentException.class));
        }
        return figures;
    }

    private static long refused(View view, Class<? extends RuntimeException> exception) {
        long refused = 0;
        for (int alignment = 1; alignment < Long.BYTES; alignment++) {
            long at = view.at(alignment);
            refused += isRefused(exception, () -> view.access().getLongVolatile(view.region(), at));
            refused += isRefused(exception, () -> view.access().getAndAddLong(view.region(), at, 1));
        }
        return refused;
    }

    private static int isRefused(Class<? extends RuntimeException> exception, Runnable access) {
        try {
            access.run();
            return 0;
        } catch (IllegalStateException | IllegalArgumentException e) {
            return exception.isInstance(e) ? 1 : 0;
        }
    }

    /** Locks the file through one channel, and tries to through another one. */
    static Figures lockTwice(int fd) throws IOException {
        Path file = Path.of("/proc/self/fd/" + fd);
        try (FileChannel one = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileChannel other = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock held = Objects.requireNonNull(one.tryLock(), "somebody else has the lock")) {
            return new Figures().and("locked", held.isValid()).and("overlapping", overlaps(other));
        }
    }

    private static boolean overlaps(FileChannel other) throws IOException {
        try (FileLock second = other.tryLock()) {
            return false;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
