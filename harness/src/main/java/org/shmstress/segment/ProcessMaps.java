package org.shmstress.segment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.HarnessException;

/** Mappings of this process as the kernel lists them (proc_pid_maps(5)). */
final class ProcessMaps {

    private static final Path MAPS = Path.of("/proc/self/maps");

    private ProcessMaps() {}

    /** One line: {@code start-end perms offset dev inode path}. */
    record Entry(long start, long end, long inode, String path) {

        static Entry parse(String line) {
            String[] fields = line.split("\\s+", 6);
            int dash = fields[0].indexOf('-');
            return new Entry(
                    Long.parseUnsignedLong(fields[0].substring(0, dash), 16),
                    Long.parseUnsignedLong(fields[0].substring(dash + 1), 16),
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
        for (Entry entry : read()) {
            if (entry.contains(address)) {
                return entry.inode();
            }
        }
        throw new HarnessException("nothing is mapped at 0x" + Long.toHexString(address) + " according to " + MAPS);
    }

    /** All mappings of files whose path begins so. */
    static List<Entry> ofPath(String prefix) {
        return read().stream().filter(entry -> entry.path().startsWith(prefix)).toList();
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

    private static List<Entry> read() {
        try {
            return read(MAPS);
        } catch (IOException e) {
            throw new HarnessException("cannot read " + MAPS + ", without which mappings cannot be verified", e);
        }
    }
}
