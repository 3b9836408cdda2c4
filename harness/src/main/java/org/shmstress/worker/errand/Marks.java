package org.shmstress.worker.errand;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.posix.Memory;
import org.shmstress.posix.PageSize;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.AddressView;
import org.shmstress.segment.ProcessMaps;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Holdings.Area;

/**
 * What one process can find of another one's memory. Values to be looked for come in disguise, combined with {@link #DISGUISE}: otherwise
 * whoever looks for them would find the order by which it was told.
 */
final class Marks {

    /** Any pattern that no counter or address has. */
    static final long DISGUISE = 0x5a3c_96e1_0f78_b4d2L;

    private static final int CHUNK_BYTES = 1 << 20;

    private static final int ANONYMOUS = 0x20;

    private final List<long[]> kept = new ArrayList<>();

    /** In an array on the heap. */
    Figures keep(Assignment sent) {
        kept.add(new long[] {sent.number(0) ^ DISGUISE});
        sent.holdings().atRelease(kept::clear);
        return Figures.of("kept", kept.size());
    }

    static Figures find(Area area, long disguised) {
        View view = area.view();
        long found = 0;
        for (long offset = 0; offset + Long.BYTES <= area.lengthBytes(); offset += Long.BYTES) {
            found += (view.access().getLong(view.region(), view.at(offset)) ^ DISGUISE) == disguised ? 1 : 0;
        }
        return Figures.of("found", found);
    }

    /** Reads {@code /proc/self/mem}, which answers with an error where an access would be a fault. */
    static Figures findAnywhere(long disguised) throws IOException {
        long found = 0;
        long scanned = 0;
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.nativeOrder());
        try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r")) {
            for (ProcessMaps.Entry mapping : ProcessMaps.all()) {
                boolean readable = mapping.permissions().startsWith("r") && mapping.end() > 0;
                long at = mapping.start();
                while (readable && at < mapping.end()) {
                    int length = (int) Math.min(CHUNK_BYTES, mapping.end() - at);
                    if (!isRead(memory, at, chunk.array(), length)) {
                        break;
                    }
                    found += count(chunk, length, disguised);
                    scanned += length;
                    at += length;
                }
            }
        }
        return Figures.of("found", found).and("scanned-bytes", scanned);
    }

    private static boolean isRead(RandomAccessFile memory, long address, byte[] target, int length) {
        try {
            memory.seek(address);
            memory.readFully(target, 0, length);
            return true;
        } catch (IOException e) {
            return false; // device memory, or unmapped since the list was made
        }
    }

    private static long count(ByteBuffer chunk, int length, long disguised) {
        long found = 0;
        for (int i = 0; i + Long.BYTES <= length; i += Long.BYTES) {
            found += (chunk.getLong(i) ^ DISGUISE) == disguised ? 1 : 0;
        }
        return found;
    }

    static Figures tellAddress(Area whose, Area where, long offset) {
        View view = where.view();
        view.access().putLong(view.region(), view.at(offset), whose.address());
        return Figures.of("address", whose.address());
    }

    /** Whether something is mapped at that address here, and what lies there, in disguise. */
    static Figures peek(Area area, long offset) throws IOException {
        View view = area.view();
        long address = view.access().getLong(view.region(), view.at(offset));
        byte[] bytes = new byte[Long.BYTES];
        try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r")) {
            memory.seek(address);
            memory.readFully(bytes);
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            return Figures.of("mapped", 0).and("disguised", 0); // EIO: nothing is there
        }
        long value = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
        return Figures.of("mapped", 1).and("disguised", value ^ DISGUISE);
    }

    static Figures pad(Assignment sent) {
        long bytes = PageSize.roundUp(sent.number(0));
        long address = Memory.map(-1, 0, bytes, Memory.PROTECTION_NONE, Memory.PRIVATE | ANONYMOUS);
        sent.holdings().atRelease(() -> Memory.unmap(address, bytes));
        return Figures.of("address", address);
    }

    /** Maps the object and touches it by a native load, after its memory is gone: this process does not come back. */
    static Figures touchGone(Assignment sent) {
        int fd = sent.descriptor(0);
        long bytes = sent.number(1);
        long address = Memory.map(fd, 0, bytes, Memory.PROTECTION_READ_WRITE, Memory.SHARED);
        View view = AddressView.of(AccessPath.JNA, address, bytes);
        long before = view.access().getLong(view.region(), view.at(0));
        if (sent.is(2, "unmapped", "truncated")) {
            Memory.unmap(address, bytes);
        } else {
            org.shmstress.posix.Descriptors.truncate(fd, 0);
        }
        long after = view.access().getLong(view.region(), view.at(0));
        return Figures.of("before", before).and("after", after);
    }
}
