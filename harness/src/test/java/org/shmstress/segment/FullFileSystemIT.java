package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A really full /dev/shm: a small one, mounted where only the process under test sees it. */
final class FullFileSystemIT {

    private static final List<String> SMALL_SHM = List.of(
            "unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=256k tmpfs /dev/shm && exec \"$@\"", "sh");

    @TempDir
    Path directory;

    @Test
    void reservationThatFailsIsNoRoomAndLeavesNothing() throws Exception {
        assumeTrue(
                run(List.of("true")).exitValue() == 0,
                "needs permission to mount a file system in a namespace of its own");
        Path home = Path.of(System.getProperty("java.home"));
        Process process = run(OtherJvm.command(home, List.of(), FullFileSystemMain.class, directory.toString())
                .command());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.startsWith("NO_ROOM no room for shared memory: "), said);
        assertTrue(said.contains("262144 are present (free space of /dev/shm)"), said);
        assertTrue(said.endsWith("leaks=[]\n"), said);
    }

    private static Process run(List<String> command) throws Exception {
        List<String> whole = new ArrayList<>(SMALL_SHM);
        whole.addAll(command);
        Process process = new ProcessBuilder(whole).redirectErrorStream(true).start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(whole + " did not end");
        }
        return process;
    }
}
