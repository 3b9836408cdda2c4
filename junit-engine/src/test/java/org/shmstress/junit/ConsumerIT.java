package org.shmstress.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.reports.HtmlReport;
import org.shmstress.run.Run;

/** A project of somebody else's, built by Maven with nothing but the artefacts that would be published. */
class ConsumerIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String PATIENCE = "5m";
    private static final long PATIENCE_MINUTES = 10;

    @TempDir
    private Path directory;

    private Path project;
    private Path repository;

    @BeforeEach
    void publish() throws IOException {
        project = directory.resolve("consumer");
        copyTree(Path.of("src", "it", "consumer"), project);
        repository = directory.resolve("repository");
        install("shmstress", ROOT.resolve("pom.xml"), Optional.empty());
        install("shmstress-harness", ROOT.resolve("harness/pom.xml"), TestClass.origin(Run.class));
        install("shmstress-reports", ROOT.resolve("reports/pom.xml"), TestClass.origin(HtmlReport.class));
        install("shmstress-junit-engine", Path.of("pom.xml"), TestClass.origin(ShmstressTestEngine.class));
    }

    /** With all the time that a busy host may need: an object's run ends at its first failure. */
    @Test
    void theBrokenLockIsRed() throws Exception {
        Built broken = build(
                "test", "-Dtest=BrokenTicketLockTest", "-Dshmstress.profile=soak", "-Dshmstress.budget=" + PATIENCE);
        assertNotEquals(0, broken.exitCode(), broken.output());
        assertTrue(broken.output().contains("Tests run: 1, Failures: 1, Errors: 0"), broken.output());
        String results = results("BrokenTicketLockTest");
        for (String part : List.of(
                "name=\"between processes\" classname=\"com.example.BrokenTicketLockTest\"",
                "under: ",
                "repeat: ",
                "-Dshmstress.trial=",
                "report: file:")) {
            assertTrue(results.contains(part), results);
        }
        try (Stream<Path> files = Files.walk(project.resolve("target/shmstress"))) {
            assertTrue(files.anyMatch(file -> file.endsWith(Path.of("report", "index.html"))), broken.output());
        }
    }

    @Test
    void theCorrectLockIsGreen() throws Exception {
        Built correct = build("test", "-Dtest=TicketLockTest");
        assertEquals(0, correct.exitCode(), correct.output());
        assertTrue(correct.output().contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0"), correct.output());
    }

    private record Built(int exitCode, String output) {}

    /** Offline, with the build's own repository behind one that has only our artefacts. */
    private Built build(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("mvnw").toString(),
                "-o",
                "-B",
                "-ntp",
                "-Dmaven.repo.local=" + repository,
                "-Dmaven.repo.local.tail=" + buildRepository(),
                "-Dmaven.repo.local.tail.ignoreAvailability=true"));
        command.addAll(List.of(arguments));
        Path log = directory.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MAVEN_ARGS");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Built(process.waitFor(), Files.readString(log));
    }

    /** Where this build has JUnit from: the first three directories above the jar are version, artefact and group. */
    private static Path buildRepository() {
        Path jar = TestClass.origin(Test.class).orElseThrow();
        Path repository = jar;
        while (!repository.endsWith(Path.of("org", "junit", "jupiter"))) {
            repository =
                    Optional.ofNullable(repository.getParent()).orElseThrow(() -> new AssertionError(jar.toString()));
        }
        return repository.resolve(Path.of("..", "..", "..")).normalize();
    }

    private String results(String test) throws IOException {
        return Files.readString(project.resolve("target/surefire-reports/TEST-com.example." + test + ".xml"));
    }

    /** As {@code install} lays it out. */
    private void install(String artifact, Path pom, Optional<Path> jar) throws IOException {
        String version = "0.1.0-SNAPSHOT";
        Path place = Files.createDirectories(
                repository.resolve("org/shmstress").resolve(artifact).resolve(version));
        Files.copy(pom, place.resolve(artifact + "-" + version + ".pom"));
        if (jar.isPresent()) {
            assertTrue(Files.isRegularFile(jar.get()), jar.get() + " is no jar; run this test by 'verify'");
            Files.copy(jar.get(), place.resolve(artifact + "-" + version + ".jar"));
        }
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString().replace('/', File.separatorChar));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
