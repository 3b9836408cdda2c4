package org.shmstress.lift.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
import org.shmstress.segment.AccessPath;
import org.shmstress.worker.sampling.ForkedActors;

/** The corpus between processes: all of it on one JDK, every fifth class on the other and on both in one test. */
@Timeout(900)
class LiftingCorpusIT {

    private static final long MILLIS = 15;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final int SUBSET = 5;

    @TempDir
    static Path directory;

    private static List<Specimen> specimens = List.of();
    private static Optional<URLClassLoader> generated = Optional.empty();
    private static List<Path> jdks = List.of();

    @BeforeAll
    static void scan() throws IOException {
        Path classes = GeneratedClasses.compileInto(directory.resolve("generated"));
        URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, LiftingCorpusIT.class.getClassLoader());
        generated = Optional.of(loader);
        List<Specimen> all = new ArrayList<>(Specimens.written());
        all.addAll(Specimens.of(classes, loader));
        specimens = List.copyOf(all);
        jdks = JvmProbe.installed().defaults().stream().map(Jvm::home).toList();
    }

    @AfterAll
    static void close() throws IOException {
        generated.orElseThrow().close();
    }

    @Test
    void everyClassDoesWhatItsOriginalDoes() {
        assertEquals(List.of(), complaints(specimens, List.of(Path.of(System.getProperty("java.home")))));
    }

    @Test
    void aSubsetDoesSoOnTheNewestJdk() {
        assumeTrue(jdks.size() > 1, "one JDK alone is installed");
        assertEquals(List.of(), complaints(subset(0), jdks.subList(jdks.size() - 1, jdks.size())));
    }

    @Test
    void aSubsetDoesSoOnTwoJdksAtOnce() {
        assumeTrue(jdks.size() > 1, "one JDK alone is installed");
        assertEquals(List.of(), complaints(subset(2), jdks));
    }

    private static List<Specimen> subset(int first) {
        return IntStream.range(0, specimens.size())
                .filter(i -> i % SUBSET == first)
                .mapToObj(specimens::get)
                .toList();
    }

    /** Also of classes whose {@link NotYet} is out of date. */
    private static List<String> complaints(List<Specimen> among, List<Path> javaHomes) {
        List<String> complaints = new ArrayList<>();
        try (ForkedActors actors = new ForkedActors(javaHomes, AccessPath.UNSAFE)) {
            for (Specimen specimen : among) {
                if (specimen.refusal().isEmpty()) {
                    Optional<String> complaint = complaint(specimen, actors);
                    if (specimen.isNotYet() && complaint.isEmpty()) {
                        complaints.add(specimen.name() + ": runs now, delete its @NotYet");
                    } else if (!specimen.isNotYet() && complaint.isPresent()) {
                        complaints.add(specimen.name() + ": " + complaint.get());
                    }
                }
            }
        }
        return complaints;
    }

    private static Optional<String> complaint(Specimen specimen, ForkedActors actors) {
        if (specimen.test().refusal().isPresent()) {
            return specimen.test().refusal();
        }
        try {
            return specimen.complaintAbout(actors.sample(
                    specimen.test(),
                    directory.resolve("cache"),
                    specimen.shows().isEmpty() ? MILLIS : PATIENCE_MILLIS,
                    specimen.shows()));
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }
}
