package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCodeTest {

    private static final String NAME = "tests/Ring.class";

    @TempDir
    Path directory;

    @Test
    void contentCountsAndNeitherTimeNorPacking() throws IOException {
        Path classes = directory.resolve("classes");
        Files.createDirectories(classes.resolve("tests"));
        Files.writeString(classes.resolve(NAME), "first");
        Files.writeString(classes.resolve("notes.txt"), "whatever");
        String built = TestCode.digest(Stream.of(classes));
        assertEquals(built, TestCode.digest(Stream.of(jar("again.jar", 1_000_000_000_000L, "first"))));
        assertEquals(built, TestCode.digest(Stream.of(jar("later.jar", 1_500_000_000_000L, "first"))));
        assertNotEquals(built, TestCode.digest(Stream.of(jar("other.jar", 1_000_000_000_000L, "other"))));
    }

    private Path jar(String name, long time, String content) throws IOException {
        Path jar = directory.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            ZipEntry entry = new ZipEntry(NAME);
            entry.setTime(time);
            out.putNextEntry(entry);
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }
}
