package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A checkout with the real launcher and little else.
 *
 * @param root its directory
 */
record LauncherFixture(Path root) {
    private static final long PATIENCE_SECONDS = 120;
    private static final String DIST = "cli/target/dist";

    /** Prints what it was given, and who it is. */
    private static final String FAKE_JAVA = """
            #!/bin/sh
            echo "pid $$"
            echo "home ${0%/bin/java}"
            echo "cwd $(pwd)"
            printf '[%s]' "$@"
            echo
            """;

    /** Counts its calls, waits where told to, leaves a distribution. */
    private static final String FAKE_MAVEN = """
            #!/bin/sh
            echo built >>builds
            while [ -e wait ]; do sleep 0.05; done
            mkdir -p %1$s/lib %1$s/workers
            touch %1$s/built
            """.formatted(DIST);

    static LauncherFixture in(Path root) throws IOException {
        Files.createDirectories(root.resolve("harness/src/main/java"));
        Files.createDirectories(root.resolve("harness/src/test/java"));
        Files.createDirectories(root.resolve("cli"));
        Files.createDirectories(root.resolve(".mvn"));
        LauncherFixture fixture = new LauncherFixture(root.toRealPath());
        Files.copy(Path.of("..", "shmstress"), fixture.root.resolve("shmstress"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String source : List.of("pom.xml", "harness/pom.xml", "cli/pom.xml", "harness/src/main/java/A.java")) {
            fixture.write(source, "");
        }
        fixture.script("mvnw", FAKE_MAVEN);
        fixture.jdk("jdk", "17.0.1", true);
        return fixture;
    }

    /** A directory that looks like a JDK, or like a JRE. */
    Path jdk(String name, String version, boolean compiler) throws IOException {
        write(name + "/release", "IMPLEMENTOR=\"none\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(name + "/bin/java", FAKE_JAVA);
        if (compiler) {
            script(name + "/bin/javac", "#!/bin/sh\n");
        }
        return root.resolve(name);
    }

    /** A distribution that is newer than every source. */
    void buildBeforehand() throws IOException {
        Files.createDirectories(root.resolve(DIST));
        Path built = Files.createFile(root.resolve(DIST).resolve("built"));
        Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(30)));
    }

    /** Makes a source newer than any distribution. */
    void touch(String source) throws IOException {
        Path file = write(source, "");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
        // Its directory did not get newer: only the file's own time is to count here.
        Files.setLastModifiedTime(file.getParent(), FileTime.from(Instant.EPOCH));
    }

    void mavenFailsWith(String message) throws IOException {
        script("mvnw", "#!/bin/sh\necho '" + message + "'\nexit 1\n");
    }

    void mavenWaitsForPermission() throws IOException {
        write("wait", "");
    }

    void awaitBuildUnderWay() {
        await("a build", () -> Files.exists(root.resolve("builds")));
    }

    void permitBuild() throws IOException {
        Files.delete(root.resolve("wait"));
    }

    int builds() throws IOException {
        Path builds = root.resolve("builds");
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    /** Takes the permission to write from everybody; for root, who needs none, see {@link #startUnprivileged}. */
    void makeReadOnly() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.toList()) {
                boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(runs ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
    }

    Started start(Path directory, List<String> arguments) {
        return startThrough(root.resolve("shmstress"), directory, arguments);
    }

    Started startThrough(Path launcher, Path directory, List<String> arguments) {
        return start(directory, root.getParent(), launcher, arguments)
                .with("SHMSTRESS_JAVA_HOME", root.resolve("jdk").toString());
    }

    /** Starts as a user who may not write to a read-only directory, which root always may. */
    Started startUnprivileged(List<String> arguments) throws IOException {
        Path home = root.getParent();
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        Started started = start(Path.of("/"), arguments);
        if (System.getProperty("user.name").equals("root")) {
            started.under("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                    .with("TMPDIR", "/tmp");
        }
        return started;
    }

    static Started start(Path directory, Path outputs, Path launcher, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(arguments);
        return new Started(command, directory, outputs).with("TMPDIR", outputs.toString());
    }

    private Path write(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private void script(String name, String content) throws IOException {
        Files.setPosixFilePermissions(write(name, content), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    static void await(String what, BooleanSupplier state) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                fail("no sign of " + what + " after " + PATIENCE_SECONDS + " s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
