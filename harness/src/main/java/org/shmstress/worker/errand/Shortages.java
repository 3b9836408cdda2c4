package org.shmstress.worker.errand;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.Limits;
import org.shmstress.posix.Memory;
import org.shmstress.posix.OpenFlags;
import org.shmstress.posix.PageSize;
import org.shmstress.posix.PosixException;
import org.shmstress.posix.SharedMemory;
import org.shmstress.posix.UserRights;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.AddressView;
import org.shmstress.segment.View;

/** What happens where something has run out, or is forbidden; answers are error numbers, 0 for success. */
final class Shortages {

    private static final int MOST_DESCRIPTORS = 1 << 16;
    private static final int SPARE_DESCRIPTORS = 16;
    private static final long SPARE_ADDRESS_BYTES = 64L << 20;
    private static final long MARK = 0x5ea5_0b5e_55ed_0001L;

    private Shortages() {}

    /** A call that may fail. */
    private interface Call {
        void make();
    }

    private static long errno(Call call) {
        try {
            call.make();
            return 0;
        } catch (PosixException e) {
            return e.number();
        }
    }

    /** Duplicates the descriptor until there are no more, opens the name then, and again when all are closed. */
    static Figures descriptors(Assignment sent) {
        int fd = sent.descriptor(0);
        String name = sent.word(1);
        List<Integer> duplicates = new ArrayList<>();
        long[] errors = new long[2];
        int highest = Descriptors.duplicate(fd);
        Descriptors.close(highest);
        Limits.with(Limits.DESCRIPTORS, highest + SPARE_DESCRIPTORS, () -> {
            errors[0] = errno(() -> {
                while (duplicates.size() < MOST_DESCRIPTORS) {
                    duplicates.add(Descriptors.duplicate(fd));
                }
            });
            errors[1] = errno(() -> Descriptors.close(SharedMemory.open(name)));
            duplicates.forEach(Descriptors::close);
        });
        long after = errno(() -> Descriptors.close(SharedMemory.open(name)));
        return Figures.of("duplicates", duplicates.size())
                .and("dup-errno", errors[0])
                .and("open-errno", errors[1])
                .and("open-errno-afterwards", after);
    }

    /** Maps more than fits below a limit that is a little above what is mapped, then a page, then the same without the limit. */
    static Figures addresses(Assignment sent) throws IOException {
        int fd = sent.descriptor(0);
        long bytes = sent.number(1);
        long[] errors = new long[2];
        Limits.with(Limits.ADDRESS_SPACE, mappedBytes() + SPARE_ADDRESS_BYTES, () -> {
            errors[0] = errno(() -> mapAndUnmap(fd, bytes));
            errors[1] = errno(() -> mapAndUnmap(fd, PageSize.bytes()));
        });
        return Figures.of("map-errno", errors[0])
                .and("map-errno-of-a-page", errors[1])
                .and("map-errno-afterwards", errno(() -> mapAndUnmap(fd, bytes)));
    }

    private static long mappedBytes() throws IOException {
        String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[0];
        return Long.parseLong(pages) * PageSize.bytes();
    }

    private static void mapAndUnmap(int fd, long bytes) {
        Memory.unmap(Memory.map(fd, 0, bytes, Memory.PROTECTION_READ_WRITE, Memory.SHARED), bytes);
    }

    /** Creates and unlinks an object whose name, without the slash, has so many characters. */
    static Figures longName(Assignment sent) {
        int length = (int) sent.number(1);
        String name =
                sent.word(0) + "x".repeat(Math.max(0, length + 1 - sent.word(0).length()));
        long created = errno(() -> Descriptors.close(SharedMemory.create(name)));
        return Figures.of("characters", name.length() - 1)
                .and("create-errno", created)
                .and("unlink-errno", errno(() -> SharedMemory.unlink(name)));
    }

    /** Creates, opens and unlinks with another user's rights; {@code tried} is 0 for those who cannot take them. */
    static Figures asUser(Assignment sent) {
        int user = (int) sent.number(0);
        String name = sent.word(1);
        try {
            return UserRights.with(
                    user,
                    () -> Figures.of("tried", 1)
                            .and(
                                    "read-errno",
                                    errno(() -> Descriptors.close(SharedMemory.open(name, OpenFlags.READ_ONLY, 0))))
                            .and("open-errno", errno(() -> Descriptors.close(SharedMemory.open(name))))
                            .and("unlink-errno", errno(() -> SharedMemory.unlink(name))));
        } catch (PosixException e) {
            return Figures.of("tried", 0);
        }
    }

    /** Writes and reads a page far out in an object that has no memory but for such pages. */
    static Figures farPage(Assignment sent) {
        int fd = sent.descriptor(0);
        int page = PageSize.bytes();
        long address = Memory.map(fd, sent.number(1), page, Memory.PROTECTION_READ_WRITE, Memory.SHARED);
        View view = AddressView.of(AccessPath.BYTE_BUFFER, address, page);
        long before = view.access().getLong(view.region(), view.at(0));
        view.access().putLong(view.region(), view.at(0), MARK);
        Memory.unmap(address, page);
        byte[] bytes = new byte[Long.BYTES];
        int read = Descriptors.read(fd, bytes, sent.number(1));
        long seen = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong();
        return Figures.of("before", before).and("read", read).and("kept", seen == MARK);
    }

    /** A file system of so many bytes for shared-memory objects, which this worker's command thread alone sees. */
    static Figures ownRoom(Assignment sent) throws IOException {
        long error = errno(() -> Limits.ownRoom(sent.number(0)));
        return Figures.of("errno", error)
                .and("free", Files.getFileStore(SharedMemory.DIRECTORY).getUnallocatedSpace());
    }

    /** Reserves memory: offset, bytes. */
    static Figures reserve(Assignment sent) throws IOException {
        int fd = sent.descriptor(0);
        long error = errno(() -> Descriptors.allocate(fd, sent.number(1), sent.number(2)));
        return Figures.of("errno", error)
                .and("bytes-in-use", Descriptors.status(fd).blocks() * 512)
                .and("free", Files.getFileStore(SharedMemory.DIRECTORY).getUnallocatedSpace());
    }
}
