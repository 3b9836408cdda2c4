package org.shmstress.segment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.HarnessException;

/** Mappings of this process as the kernel lists them (proc_pid_maps(5)). */
public final class ProcessMaps {

    private static final Path MAPS = Path.of("/proc/self/maps");

    private ProcessMaps() {}

    /**
     * One line: {@code start-end perms offset dev inode path}.
     *
     * @param start first address
     * @param end first address behind it
     * @param permissions such as {@code rw-s}
     * @param offsetBytes where in the file it begins
     * @param device major number, in bits 20 and up, and minor number
     * @param inode of the file; 0 for memory of no file
     * @param path of the file, with {@code (deleted)} behind it once it has none any more; may be empty
     */
    public record Entry(
            long start, long end, String permissions, long offsetBytes, long device, long inode, String path) {

        static Entry parse(String line) {
            String[] fields = line.split("\\s+", 6);
            int dash = fields[0].indexOf('-');
            String[] device = fields[3].split(":");
            return new Entry(
                    Long.parseUnsignedLong(fields[0].substring(0, dash), 16),
                    Long.parseUnsignedLong(fields[0].substring(dash + 1), 16),
                    fields[1],
                    Long.parseUnsignedLong(fields[2], 16),
                    Long.parseLong(device[0], 16) << 20 | Long.parseLong(device[1], 16),
                    Long.parseLong(fields[4]),
                    fields.length > 5 ? fields[5] : "");
        }

        /** As a finding. */
        String inWords() {
            return "mapping at 0x" + Long.toHexString(start) + " of " + path + " is there";
        }

        boolean contains(long address) {
            return Long.compareUnsigned(start, address) <= 0 && Long.compareUnsigned(address, end) < 0;
        }
    }

    /** Inode of the file that is mapped at an address: unlike a file's name, it cannot mean another object. */
    static long inodeAt(long address) {
        return at(address).inode();
    }

    /**
     * The mapping that holds an address.
     *
     * @throws HarnessException if there is none
     */
    public static Entry at(long address) {
        return all().stream()
                .filter(entry -> entry.contains(address))
                .findFirst()
                .orElseThrow(() -> new HarnessException(
                        "nothing is mapped at 0x" + Long.toHexString(address) + " according to " + MAPS));
    }

    /** All mappings of files whose path begins so. */
    static List<Entry> ofPath(String prefix) {
        return all().stream().filter(entry -> entry.path().startsWith(prefix)).toList();
    }

    /** All mappings of a process; none if it has ended. */
    static List<Entry> of(long process) {
        try {
            return read(Path.of("/proc", Long.toString(process), "maps"));
        } catch (IOException e) {
            if (Incarnation.of(process).isPresent()) {
                throw new HarnessException("cannot read the mappings of process " + process, e);
            }
            return List.of();
        }
    }

    private static List<Entry> read(Path file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            List<Entry> entries = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                entries.add(Entry.parse(line));
            }
            return entries;
        }
    }

    /** All mappings, by address. */
    public static List<Entry> all() {
        try {
            return read(MAPS);
        } catch (IOException e) {
            throw new HarnessException("cannot read " + MAPS + ", without which mappings cannot be verified", e);
        }
    }
}
