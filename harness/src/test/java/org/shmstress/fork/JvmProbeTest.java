package org.shmstress.fork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
        Jvm jvm = probe().usable(fakeJdk("echo '    java.specification.version = 21' >&2\n"
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
    void startsAnUnchangedJdkOnlyOnce() throws IOException {
        Path home = countingJdk("21");
        Jvm first = probe().usable(home);
        assertEquals(first, probe().usable(home));
        assertEquals(List.of(first), probe().all(Set.of(home), List.of()).jvms());
        assertEquals(1, starts());
    }

    @Test
    void startsAChangedJdkAgain() throws IOException {
        assertEquals(21, probe().usable(countingJdk("21")).feature());
        assertEquals(22, probe().usable(countingJdk("22.5")).feature());
        Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"22.0.1\"\n");
        probe().usable(directory.resolve("jdk"));
        assertEquals(3, starts());
    }

    @Test
    void startsAJdkAgainWhoseAnswerIsDamaged() throws IOException {
        Path home = countingJdk("21");
        Jvm told = probe().usable(home);
        Path kept = onlyFile(directory.resolve("answers"));
        String whole = Files.readString(kept);
        for (String damaged :
                List.of("", whole.replace("21", "99"), whole.substring(0, whole.length() / 2), "\u0000")) {
            Files.writeString(kept, damaged);
            assertEquals(told, probe().usable(home));
            assertEquals(whole, Files.readString(kept), "made anew");
        }
        assertEquals(5, starts());
    }

    @Test
    void remembersAJdkThatIsTooOldAndNoneThatFailed() throws IOException {
        assertRefused(countingJdk("11"), "is Java 11; workers need 17 or newer");
        assertRefused(directory.resolve("jdk"), "is Java 11; workers need 17 or newer");
        assertEquals(1, starts());
        Path broken = fakeJdk("echo broken; exit 3");
        assertRefused(broken, "bin/java ends with 3: broken");
        onlyFile(directory.resolve("answers"));
    }

    @Test
    void asksEveryTimeWhereNothingCanBeKept() throws IOException {
        Path home = countingJdk("21");
        Path file = Files.createFile(directory.resolve("file"));
        for (Optional<Path> nowhere : List.of(Optional.<Path>empty(), Optional.of(file.resolve("answers")))) {
            assertEquals(21, new JvmProbe(new JvmAnswers(nowhere)).usable(home).feature());
        }
        assertEquals(2, starts());
    }

    @Test
    void findsTheFlagsOfARealJdkInOneStart() {
        Jvm jvm = new JvmProbe(new JvmAnswers(Optional.empty())).usable(Path.of(System.getProperty("java.home")));
        assertTrue(jvm.stressFlags().containsAll(List.of("StressLCM", "StressGCM", "StressIGVN")), jvm.toString());
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

    private void assertRefused(Path home, String reason) {
        HarnessException e = assertThrows(HarnessException.class, () -> probe().usable(home));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        assertEquals("--jdk " + home + ": " + reason, e.getMessage());
        assertTrue(e.getMessage().lines().count() == 1);
    }

    private JvmProbe probe() {
        return new JvmProbe(new JvmAnswers(Optional.of(directory.resolve("answers"))));
    }

    /** A JDK in a directory of its own that notes each start. */
    private Path countingJdk(String specification) throws IOException {
        Path home = directory.resolve("jdk");
        String feature = specification.replaceFirst("\\..*", "");
        script(
                home,
                "echo started >>" + directory.resolve("starts") + "\n"
                        + "echo '    java.specification.version = " + feature + "'\n"
                        + "echo '    java.runtime.version = " + specification + "+1'\n"
                        + "echo '    java.vendor = nobody'");
        return home;
    }

    private int starts() throws IOException {
        return Files.readAllLines(directory.resolve("starts")).size();
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            return all.get(0);
        }
    }

    private Path fakeJdk(String script) throws IOException {
        script(directory, script);
        return directory;
    }

    private static void script(Path home, String script) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
