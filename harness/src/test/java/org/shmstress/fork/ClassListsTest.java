package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListsTest {

    @TempDir
    Path directory;

    @Test
    void unitesWhatWorkersHaveLoadedAndLeavesOutTheirTests() throws IOException {
        ClassLists lists = new ClassLists();
        assertTrue(lists.isEmpty());
        lists.add(
                list(
                        "# a comment\njava/lang/Object id: 0\na/Worker id: 7\nt/Test id: 9 super: 0 source: /c/t.jar\n@cp a/Worker 1 2\n"));
        lists.add(list("java/lang/Object id: 0\nb/Other id: 7\n@lambda-proxy a/Worker run ()V\n"));
        assertEquals(
                List.of(
                        "java/lang/Object",
                        "a/Worker",
                        "b/Other",
                        "@cp a/Worker 1 2",
                        "@lambda-proxy a/Worker run ()V"),
                lists.lines());
    }

    @Test
    void dropsTheLineInWhichAWorkerWasKilled() throws IOException {
        ClassLists lists = new ClassLists();
        lists.add(list("java/lang/Object\njava/lang/Str"));
        lists.add(list("java/la"));
        assertEquals(List.of("java/lang/Object"), lists.lines());
    }

    private Path list(String text) throws IOException {
        return Files.writeString(directory.resolve("list"), text);
    }
}
