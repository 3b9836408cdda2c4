package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in checkouts of its own whose JDK and Maven wrapper are small scripts. */
class LauncherIT {
    @TempDir
    private Path temp;

    private LauncherFixture checkout;

    @BeforeEach
    void layOutACheckout() throws IOException {
        checkout = LauncherFixture.in(temp.resolve("check out"));
    }

    @Test
    void startsTheAssembledDistributionOnARealJdk() throws Exception {
        Path launcher = Path.of("..", "shmstress").toRealPath();
        var outcome = LauncherFixture.start(temp, temp, launcher, List.of("--version"))
                .with("SHMSTRESS_JAVA_HOME", System.getProperty("java.home"))
                .outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().startsWith("shmstress "), outcome.out());
    }

    @Test
    void givesEveryArgumentToTheCommandAsItIsFromAnyDirectory() throws Exception {
        checkout.buildBeforehand();
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        var outcome =
                checkout.start(elsewhere, List.of("run", "--select", "a *", "")).outcome();
        assertAll(
                () -> assertEquals(0, outcome.exitCode(), outcome.err()),
                () -> assertTrue(outcome.out().contains("[run][--select][a *][]"), outcome.out()),
                () -> assertTrue(outcome.out().contains("cwd " + elsewhere), outcome.out()));
    }

    @Test
    void isFoundThroughAChainOfLinks() throws Exception {
        checkout.buildBeforehand();
        Path bin = Files.createDirectory(temp.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("first"), Path.of("..", "check out", "shmstress"));
        Path second = Files.createSymbolicLink(temp.resolve("second"), Path.of("bin", "first"));
        var outcome = checkout.startThrough(second, temp, List.of("list")).outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains(checkout.root() + "/cli/target/dist/lib/*"), outcome.out());
    }

    @Test
    void becomesTheJavaProcessSoThatSignalsReachIt() throws Exception {
        checkout.buildBeforehand();
        var started = checkout.start(temp, List.of("run"));
        assertTrue(started.outcome().out().contains("pid " + started.pid() + "\n"));
    }

    @Test
    void opensNativeAccessOnlyToJdksThatKnowTheOption() throws Exception {
        checkout.buildBeforehand();
        String option = "--enable-native-access=ALL-UNNAMED";
        String on17 = checkout.start(temp, List.of()).outcome().out();
        checkout.jdk("jdk", "25.0.1", true);
        String on25 = checkout.start(temp, List.of()).outcome().out();
        assertFalse(on17.contains(option), on17);
        assertTrue(on25.contains(option), on25);
    }

    @Test
    void buildsOnceAndSaysSoInOneLine() throws Exception {
        var first = checkout.start(temp, List.of("list")).outcome();
        var second = checkout.start(temp, List.of("list")).outcome();
        assertAll(
                () -> assertEquals(0, first.exitCode(), first.err()),
                () -> assertEquals(1, first.err().lines().count(), first.err()),
                () -> assertTrue(first.err().contains("building with Java 17"), first.err()),
                () -> assertEquals("", second.err()),
                () -> assertEquals(1, checkout.builds()));
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        checkout.buildBeforehand();
        checkout.touch("harness/src/main/java/A.java");
        assertEquals(0, checkout.start(temp, List.of("list")).outcome().exitCode());
        assertEquals(1, checkout.builds());
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        checkout.buildBeforehand();
        Path source = checkout.root().resolve("harness/src/main/java/A.java");
        Files.delete(source);
        Files.setLastModifiedTime(
                source.getParent(), FileTime.from(Instant.now().plusSeconds(60)));
        assertEquals(0, checkout.start(temp, List.of("list")).outcome().exitCode());
        assertEquals(1, checkout.builds());
    }

    @Test
    void doesNotBuildForATestThatIsNewer() throws Exception {
        checkout.buildBeforehand();
        checkout.touch("harness/src/test/java/ATest.java");
        assertEquals(0, checkout.start(temp, List.of("list")).outcome().exitCode());
        assertEquals(0, checkout.builds());
    }

    @Test
    void showsTheEndOfTheLogWhenTheBuildFails() throws Exception {
        checkout.mavenFailsWith("no such symbol");
        var outcome = checkout.start(temp, List.of("list")).outcome();
        assertAll(
                () -> assertEquals(70, outcome.exitCode()),
                () -> assertTrue(outcome.err().contains("no such symbol"), outcome.err()),
                () -> assertTrue(outcome.err().contains("its log is " + temp), outcome.err()));
    }

    @Test
    void letsOneOfTwoFirstStartsBuildAndTheOtherWait() throws Exception {
        checkout.mavenWaitsForPermission();
        var first = checkout.start(temp, List.of("list"));
        first.awaitErr("building with");
        checkout.awaitBuildUnderWay();
        var second = checkout.start(temp, List.of("list"));
        second.awaitErr("another start is building");
        checkout.permitBuild();
        assertAll(
                () -> assertEquals(
                        0, first.outcome().exitCode(), first.outcome().err()),
                () -> assertEquals(
                        0, second.outcome().exitCode(), second.outcome().err()),
                () -> assertEquals(1, checkout.builds()));
    }

    @Test
    void runsFromACheckoutThatItCannotWriteTo() throws Exception {
        checkout.buildBeforehand();
        checkout.makeReadOnly();
        var outcome = checkout.startUnprivileged(List.of("list")).outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
    }

    @Test
    void letsARunMakeTheArchiveThatLaterCommandsOnThatJdkGet() throws Exception {
        checkout.buildBeforehand();
        String wanted = option(checkout.start(temp, List.of("run")).outcome().out(), "-Dshmstress.archive=");
        Files.createFile(Path.of(wanted));
        String used = checkout.start(temp, List.of("list")).outcome().out();
        assertEquals(wanted, option(used, "-XX:SharedArchiveFile="));
        String again = checkout.start(temp, List.of("run")).outcome().out();
        assertFalse(again.contains("-Dshmstress.archive="), again);
        checkout.jdk("jdk", "17.0.2", true);
        String other = checkout.start(temp, List.of("list")).outcome().out();
        assertFalse(other.contains("rchive"), other);
        assertNotEquals(
                wanted, option(checkout.start(temp, List.of("run")).outcome().out(), "-Dshmstress.archive="));
    }

    @Test
    void asksForNoArchiveWhereItCannotBeKept() throws Exception {
        checkout.buildBeforehand();
        checkout.makeReadOnly();
        var outcome = checkout.startUnprivileged(List.of("run")).outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertFalse(outcome.out().contains("rchive"), outcome.out());
    }

    @Test
    void takesItsOwnClassesFromTheArchiveOfAFormerRun() throws Exception {
        // In a directory with a blank in its name JDK 17 archives the JDK's own classes alone.
        checkout = LauncherFixture.in(temp.resolve("checkout"));
        Path dist = checkout.root().resolve("cli/target/dist");
        Product.copyJars(
                Files.createDirectories(dist.resolve("lib")), Files.createDirectories(dist.resolve("workers")));
        checkout.buildBeforehand();
        assertEquals("jar", originOfMain());
        var run = onThisJdk(List.of(
                        "run",
                        "--select",
                        "ordering/StoreBuffering",
                        "--budget",
                        "1s",
                        "--unknown",
                        "pass",
                        "--out",
                        temp.resolve("out").toString()))
                .outcome();
        assertEquals(0, run.exitCode(), run.err());
        Path archive = onlyFile(dist.resolve("archives"));
        assertEquals("archive", originOfMain());
        Files.write(archive, new byte[1000]);
        assertEquals("jar", originOfMain(), "a damaged one is left alone");
    }

    /** From where a command has its main class; fails if the command says anything that it does not say without an archive. */
    private String originOfMain() throws Exception {
        var quiet = onThisJdk(List.of("--version")).outcome();
        assertEquals(0, quiet.exitCode());
        assertEquals("", quiet.err());
        assertTrue(quiet.out().startsWith("shmstress "), quiet.out());
        var outcome = onThisJdk(List.of("--version"))
                .with("SHMSTRESS_JAVA_OPTS", "-Xlog:class+load")
                .outcome();
        String line = outcome.out()
                .lines()
                .filter(l -> l.contains(" org.shmstress.cli.Main "))
                .findFirst()
                .orElseThrow();
        return line.contains("source: shared objects file") ? "archive" : "jar";
    }

    private Started onThisJdk(List<String> arguments) {
        return checkout.start(temp, arguments)
                .with("SHMSTRESS_JAVA_HOME", System.getProperty("java.home"))
                .with("XDG_CACHE_HOME", temp.resolve("cache").toString());
    }

    private static Path onlyFile(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), all.toString());
            return all.get(0);
        }
    }

    private static String option(String output, String name) {
        int start = output.indexOf("[" + name);
        assertTrue(start >= 0, output);
        return output.substring(start + 1 + name.length(), output.indexOf(']', start));
    }

    @Test
    void saysThatItMustBuildButCannotWrite() throws Exception {
        checkout.makeReadOnly();
        var outcome = checkout.startUnprivileged(List.of("list")).outcome();
        assertAll(
                () -> assertEquals(70, outcome.exitCode()),
                () -> assertEquals(1, outcome.err().lines().count(), outcome.err()),
                () -> assertTrue(outcome.err().contains("cannot write to " + checkout.root()), outcome.err()));
    }

    @Test
    void refusesANamedHomeThatIsNoSuitableJdkAndSaysWhy() throws Exception {
        checkout.buildBeforehand();
        checkout.jdk("old", "11.0.2", true);
        checkout.jdk("eight", "1.8.0_402", true);
        checkout.jdk("jre", "21.0.4", false);
        assertAll(
                () -> assertRefused("old", "Java 11"),
                () -> assertRefused("eight", "Java 8"),
                () -> assertRefused("jre", "without a compiler"),
                () -> assertRefused("nowhere", "no bin/java"));
    }

    @Test
    void passesOverAnUnsuitableJavaHome() throws Exception {
        checkout.buildBeforehand();
        Path old = checkout.jdk("old", "11.0.2", true);
        Path good = checkout.jdk("good", "21.0.4", true);
        var outcome = checkout.start(temp, List.of("list"))
                .without("SHMSTRESS_JAVA_HOME")
                .with("JAVA_HOME", old.toString())
                .with("PATH", good.resolve("bin") + ":" + System.getenv("PATH"))
                .outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("home " + good), outcome.out());
    }

    private void assertRefused(String home, String reason) throws Exception {
        var outcome = checkout.start(temp, List.of("list"))
                .with(
                        "SHMSTRESS_JAVA_HOME",
                        temp.resolve("check out").resolve(home).toString())
                .outcome();
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains(reason), outcome.err());
    }
}
