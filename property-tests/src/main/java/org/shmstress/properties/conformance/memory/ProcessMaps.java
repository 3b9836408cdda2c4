package org.shmstress.properties.conformance.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Party;

/** What /proc says of a process's memory: proc_pid_maps(5), proc_pid_status(5), proc_pid_pagemap(5). */
final class ProcessMaps {

    private static final long FRAME_BITS = (1L << 55) - 1;

    private ProcessMaps() {}

    /**
     * A line of maps.
     *
     * @param start first address
     * @param end the one after the last
     * @param rights such as {@code rw-s}
     * @param offset in the file
     * @param object device and inode
     * @param path of the file, or empty
     */
    record Line(long start, long end, String rights, long offset, String object, String path) {
        boolean holds(long address) {
            return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
        }
    }

    static List<Line> of(Party party) {
        return of(Long.toString(party.pid()));
    }

    static List<Line> of(String process) {
        return lines(Path.of("/proc", process, "maps")).stream()
                .map(ProcessMaps::line)
                .toList();
    }

    static Line line(String text) {
        String[] words = text.split("\\s+", 6);
        String[] range = words[0].split("-");
        return new Line(
                Long.parseUnsignedLong(range[0], 16),
                Long.parseUnsignedLong(range[1], 16),
                words[1],
                Long.parseUnsignedLong(words[2], 16),
                words[3] + " " + words[4],
                words.length > 5 ? words[5] : "");
    }

    /** The line of an address; empty if nothing is mapped there. */
    static Optional<Line> at(Party party, Area place) {
        return of(party).stream().filter(l -> l.holds(place.address())).findFirst();
    }

    /** The rights at an address, such as {@code rw-s}, or {@code none}. */
    static String rights(Party party, Area place) {
        return at(party, place).map(Line::rights).orElse("none");
    }

    /** The file and the place in it that lie behind an address; empty if nothing is mapped there. */
    static String behind(Party party, Area place) {
        return at(party, place)
                .map(l -> l.object() + " " + (l.offset() + place.address() - l.start()))
                .orElse("");
    }

    /** Kibibytes of memory that the process has locked: {@code VmLck}. */
    static long lockedKib(Party party) {
        return lines(Path.of("/proc", Long.toString(party.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmLck:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0L);
    }

    /** The page frame behind an address, which only root is told; 0 otherwise. */
    static long frame(Party party, Area place) {
        ByteBuffer entry = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        try (FileChannel pages = FileChannel.open(Path.of("/proc", Long.toString(party.pid()), "pagemap"))) {
            int read = pages.read(entry, place.address() / Linux.PAGE * Long.BYTES);
            return read == Long.BYTES ? entry.getLong(0) & FRAME_BITS : 0;
        } catch (IOException e) {
            throw new HarnessException("cannot read which pages process " + party.pid() + " has", e);
        }
    }

    /** Whether programs of a mounted file system may not be executed, as this process sees it: proc_pid_mounts(5). */
    static boolean mountForbidsExecution(String directory) {
        return lines(Path.of("/proc/self/mounts")).stream()
                .map(line -> line.split(" "))
                .filter(words -> words[1].equals(directory))
                .anyMatch(words -> Arrays.asList(words[3].split(",")).contains("noexec"));
    }

    private static List<String> lines(Path file) {
        try {
            return Arrays.asList(
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n"));
        } catch (IOException e) {
            throw new HarnessException("cannot read " + file, e);
        }
    }
}
