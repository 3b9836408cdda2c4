package org.shmstress.segment;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Directory listings that do not outlive their directory stream. */
final class Listing {

    private Listing() {}

    /** What is in a directory now, sorted. */
    static List<Path> of(Path directory) throws IOException {
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            List<Path> entries = new ArrayList<>();
            stream.forEach(entries::add);
            entries.sort(null);
            return entries;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
