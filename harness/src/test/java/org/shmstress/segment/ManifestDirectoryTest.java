package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;

final class ManifestDirectoryTest {

    @TempDir
    Path root;

    @Test
    void firstPlaceThatCanBeMadeIsUsedForItsOwnerAlone() throws IOException {
        Path blocked = Files.createFile(root.resolve("file")).resolve("manifests");
        Path usable = root.resolve("a/b/manifests");
        assertEquals(usable, ManifestDirectory.firstWritable(List.of(blocked, usable)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(usable)));
        assertTrue(ManifestDirectory.isOurs(usable));
    }

    @Test
    void linkThatSomebodyElseMayHaveLaidIsNotFollowed() throws IOException {
        Path target = Files.createDirectory(root.resolve("target"));
        Path link = Files.createSymbolicLink(root.resolve("link"), target);
        assertFalse(ManifestDirectory.isOurs(link));
    }

    @Test
    void directoryThatOthersCanWriteToIsNotUsed() throws IOException {
        Path open = Files.createDirectory(root.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path inside = open.resolve("manifests");
        Path safe = root.resolve("safe/manifests");
        assertEquals(safe, ManifestDirectory.firstWritable(List.of(inside, safe)));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(inside, ManifestDirectory.firstWritable(List.of(inside, safe)));
    }

    @Test
    void noPlaceAtAllIsExplained() throws IOException {
        Path blocked = Files.createFile(root.resolve("file")).resolve("manifests");
        HarnessException refused =
                assertThrows(HarnessException.class, () -> ManifestDirectory.firstWritable(List.of(blocked)));
        assertTrue(refused.getMessage().contains("set XDG_CACHE_HOME"), refused.getMessage());
    }

    @Test
    void temporaryDirectoryIsTheLastResort() {
        List<Path> candidates = ManifestDirectory.candidates();
        Path last = candidates.get(candidates.size() - 1);
        assertTrue(last.startsWith(System.getProperty("java.io.tmpdir")), last.toString());
        assertTrue(candidates.size() >= 2, candidates.toString());
    }
}
