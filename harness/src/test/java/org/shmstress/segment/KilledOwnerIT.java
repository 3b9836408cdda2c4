package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.posix.SharedMemory;

/** An owner killed with its segment in the real /dev/shm. */
final class KilledOwnerIT {

    @TempDir
    Path directory;

    @Test
    void whatAKilledOwnerLeftIsFoundAndRemovedAndNotBefore() throws Exception {
        Path manifests = Files.createDirectory(directory.resolve("manifests"));
        Process owner = OtherJvm.command(
                        Path.of(System.getProperty("java.home")), List.of(), OwnerMain.class, manifests.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            SegmentName name = SegmentName.parse(
                            owner.inputReader(StandardCharsets.US_ASCII).readLine())
                    .orElseThrow();
            Path noProcesses = Files.createDirectory(directory.resolve("proc"));
            Leftovers leftovers = new Leftovers(noProcesses, List.of(SharedMemory.DIRECTORY), List.of(manifests));
            assertEquals(0, mentions(leftovers, name), "its owner lives");
            owner.destroyForcibly();
            assertTrue(owner.waitFor(60, TimeUnit.SECONDS));
            assertEquals(1, mentions(leftovers, name));
            assertEquals(List.of(), leftovers.remove(false).failures());
            assertFalse(Files.exists(name.path()));
            assertEquals(0, mentions(leftovers, name));
            assertEquals(List.of(), Listing.of(manifests));
        } finally {
            owner.destroyForcibly();
        }
    }

    private static long mentions(Leftovers leftovers, SegmentName name) {
        return leftovers.find().stream()
                .filter(each -> each instanceof Leftover.SharedObject object
                        && object.name().equals(name))
                .count();
    }
}
