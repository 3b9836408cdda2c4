package org.shmstress.worker.errand;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.FileStatus;
import org.shmstress.posix.NamedFiles;
import org.shmstress.posix.PageSize;
import org.shmstress.posix.PosixException;
import org.shmstress.posix.SharedMemory;
import org.shmstress.posix.UserRights;
import org.shmstress.segment.ProcessMaps;
import org.shmstress.worker.errand.Holdings.Area;

/** What the kernel says about objects, mappings and memory. */
final class Looks {

    /** Blocks of {@code st_blocks} (POSIX, {@code sys/stat.h}, leaves the unit open; Linux's is this). */
    private static final int BLOCK_BYTES = 512;

    private static final long FRAME_BITS = (1L << 55) - 1;

    private long rememberedDevice;
    private long rememberedInode;

    /** Where an area is mapped, and what is mapped there. */
    Figures where(Area area) throws IOException {
        ProcessMaps.Entry mapping = ProcessMaps.at(area.address());
        return Figures.of("address", area.address())
                .and("device", mapping.device())
                .and("inode", mapping.inode())
                .and("offset", mapping.offsetBytes())
                .and("frame", frame(area.address()))
                .and("deleted", mapping.path().endsWith(" (deleted)"));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(Path.of(file), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /** Number of the page frame; 0 for those who may not know (proc_pid_pagemap(5)), and while the page is not there. */
    private static long frame(long address) throws IOException {
        try (RandomAccessFile pages = new RandomAccessFile("/proc/self/pagemap", "r")) {
            pages.seek(address / PageSize.bytes() * Long.BYTES);
            byte[] entry = new byte
                    [Long.BYTES]; // the kernel gives whole entries only, and readLong of JDK 17 asks byte by byte
            pages.readFully(entry);
            return ByteBuffer.wrap(entry).order(ByteOrder.nativeOrder()).getLong() & FRAME_BITS;
        }
    }

    Figures descriptor(int fd) throws IOException {
        FileStatus status = Descriptors.status(fd);
        try (Stream<Path> listed = Files.list(Path.of("/proc/self/fd"))) {
            return Figures.of("number", fd)
                    .and("size", status.sizeBytes())
                    .and("links", status.links())
                    .and("bytes-in-use", status.blocks() * BLOCK_BYTES)
                    .and("page-bytes", PageSize.bytes())
                    .and("closed-on-exec", Descriptors.isClosedOnExec(fd))
                    .and("listed", listed.anyMatch(p -> p.endsWith(Integer.toString(fd))));
        }
    }

    Figures memory() throws IOException {
        return Figures.of("free", Files.getFileStore(SharedMemory.DIRECTORY).getUnallocatedSpace())
                .and("shmem", kibibytes("/proc/meminfo", "Shmem:") << 10)
                .and("own-shmem", kibibytes("/proc/self/status", "RssShmem:") << 10);
    }

    Figures room(String name) throws IOException {
        Path directory = Objects.requireNonNull(NamedFiles.path(name).getParent());
        return Figures.of("free", Files.getFileStore(directory).getUnallocatedSpace());
    }

    private static long kibibytes(String file, String key) throws IOException {
        return lines(file).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    Figures listed(String name) throws IOException {
        try (Stream<Path> objects = Files.list(SharedMemory.DIRECTORY)) {
            return Figures.of(
                    "listed", objects.filter(SharedMemory.path(name)::equals).count());
        }
    }

    /** The error's number, 0 if it could be opened; {@code tried} is 0 for those who cannot take another user's rights. */
    Figures openAs(int user, String name) {
        try {
            return UserRights.with(user, () -> Figures.of("tried", 1).and("errno", tryToOpen(name)));
        } catch (PosixException e) {
            return Figures.of("tried", 0);
        }
    }

    private static int tryToOpen(String name) {
        try {
            Descriptors.close(SharedMemory.open(name));
            return 0;
        } catch (PosixException e) {
            return e.number();
        }
    }

    Figures remember(int fd) {
        FileStatus status = Descriptors.status(fd);
        rememberedDevice = status.device();
        rememberedInode = status.inode();
        return Figures.of("inode", rememberedInode);
    }

    /** Processes that have the remembered object open or mapped, of those which this process may look into. */
    Figures holders() throws IOException {
        Figures figures = new Figures();
        int count = 0;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : (Iterable<Path>) processes.filter(Looks::isProcess)::iterator) {
                boolean open = isOpenIn(process);
                if (open || isMappedIn(process)) {
                    count++;
                    figures.and((open ? "open-in-" : "mapped-in-") + count, Long.parseLong(name(process)));
                }
            }
        }
        return Figures.of("holders", count).andAll(figures);
    }

    private static boolean isProcess(Path entry) {
        return name(entry).matches("[0-9]+");
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private boolean isOpenIn(Path process) {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return open.anyMatch(this::leadsToIt);
        } catch (IOException e) {
            return false; // it has ended meanwhile, or is another user's
        }
    }

    private boolean leadsToIt(Path link) {
        try {
            FileStatus status = Descriptors.status(link.toString());
            return status.inode() == rememberedInode && status.device() == rememberedDevice;
        } catch (PosixException e) {
            return false; // it has been closed meanwhile
        }
    }

    private boolean isMappedIn(Path process) {
        try {
            return lines(process.resolve("maps").toString()).stream()
                    .map(line -> line.split("\\s+", 6))
                    .anyMatch(f -> f[4].equals(Long.toString(rememberedInode)) && f.length > 5 && isFile(f[5]));
        } catch (IOException e) {
            return false; // as above
        }
    }

    private static boolean isFile(String path) {
        return !path.startsWith("[");
    }
}
