package org.shmstress.properties.conformance.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;

/** proc_meminfo(5), and the like of processes. */
final class Meminfo {

    private Meminfo() {}

    /** Memory in tmpfs and shared anonymous memory, of the whole machine. */
    static long shmemBytes() {
        return kibibytes(Path.of("/proc/meminfo"), "Shmem:") * 1024;
    }

    /** A value of a line such as {@code RssShmem:  16 kB}; the sum if there are several lines. */
    static long kibibytes(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line ->
                            Long.parseLong(line.substring(name.length()).trim().split(" ")[0]))
                    .sum();
        } catch (IOException e) {
            throw new HarnessException("cannot read " + file, e);
        }
    }
}
