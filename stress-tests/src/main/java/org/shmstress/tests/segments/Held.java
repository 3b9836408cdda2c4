package org.shmstress.tests.segments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What this process holds of the files in a directory, as the kernel lists it (proc_pid_maps(5), proc_pid_fd(5)). */
final class Held {

    private static final Path MAPS = Path.of("/proc/self/maps");
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private Held() {}

    /** Mappings. */
    static int mappings(Path directory) {
        try (var lines = Files.lines(MAPS, StandardCharsets.ISO_8859_1)) {
            return (int)
                    lines.filter(line -> line.contains(" " + directory + "/")).count();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + MAPS, e);
        }
    }

    /** Open descriptors. */
    static int descriptors(Path directory) {
        int count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : open) {
                count += isBelow(descriptor, directory) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + DESCRIPTORS, e);
        }
        return count;
    }

    private static boolean isBelow(Path descriptor, Path directory) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (NoSuchFileException closed) {
            return false; // the descriptor by which the list was read
        }
    }
}
