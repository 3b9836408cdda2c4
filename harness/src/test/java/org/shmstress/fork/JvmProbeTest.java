package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.shmstress.plan.Jvm;

class JvmProbeTest {

    @TempDir
    Path directory;

    @Test
    void knowsTheRunningJdk() {
        Jvm jvm = JvmProbe.named(Path.of(System.getProperty("java.home")));
        assertEquals(Runtime.version().feature(), jvm.feature());
        assertEquals(System.getProperty("java.runtime.version"), jvm.version());
        assertEquals(System.getProperty("java.vendor"), jvm.vendor());
    }

    @Test
    void findsEachJdkOnceWhateverLinksLeadToIt() {
        List<Path> homes = JvmProbe.installed().jvms().stream().map(Jvm::home).toList();
        assertEquals(homes.stream().distinct().toList(), homes);
        assertEquals(
                Runtime.version().feature(), JvmProbe.installed().jvms().get(0).feature());
    }

    @Test
    void describesWhatAnotherLauncherTells() throws IOException {
        Jvm jvm = JvmProbe.named(fakeJdk("echo '    java.specification.version = 21' >&2\n"
                + "echo '    java.runtime.version = 21.0.9+10 LTS' >&2\n"
                + "echo '    java.vendor = Some = One' >&2"));
        assertEquals(new Jvm(directory.toRealPath(), 21, "21.0.9+10 LTS", "Some = One"), jvm);
    }

    @Test
    void saysWhyAHomeCannotBeUsed() throws IOException {
        assertRefused(directory.resolve("none"), "no such directory");
        assertRefused(directory, "no bin/java there that can be executed");
        assertRefused(fakeJdk("echo 'Unrecognized option' >&2; exit 1"), "bin/java ends with 1: Unrecognized option");
        assertRefused(fakeJdk("echo '  java.specification.version = 11'"), "is Java 11; workers need 17 or newer");
        assertRefused(fakeJdk("echo '  java.specification.version = 1.8'"), "is Java 1.8; workers need 17 or newer");
        assertRefused(fakeJdk("exit 0"), "bin/java does not tell java.specification.version");
    }

    @Test
    void takesTheLowestAndTheHighestVersionByDefault() {
        Jvm running = new Jvm(Path.of("/a"), 21, "21", "v");
        Jvm same = new Jvm(Path.of("/b"), 21, "21", "v");
        Jvm low = new Jvm(Path.of("/c"), 17, "17", "v");
        Jvm high = new Jvm(Path.of("/d"), 25, "25", "v");
        assertEquals(List.of(low, high), found(running, same, low, high));
        assertEquals(List.of(running), found(running, same));
        assertEquals(List.of(running, high), found(running, same, high));
        assertEquals(List.of(), found());
    }

    private static List<Jvm> found(Jvm... jvms) {
        return new JvmProbe.Found(List.of(jvms), List.of()).defaults();
    }

    private static void assertRefused(Path home, String reason) {
        HarnessException e = assertThrows(HarnessException.class, () -> JvmProbe.named(home));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        assertEquals("--jdk " + home + ": " + reason, e.getMessage());
        assertTrue(e.getMessage().lines().count() == 1);
    }

    private Path fakeJdk(String script) throws IOException {
        Path java = Files.createDirectories(directory.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory;
    }
}
