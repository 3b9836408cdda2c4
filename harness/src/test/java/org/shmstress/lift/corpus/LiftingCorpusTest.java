package org.shmstress.lift.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.segment.AccessPath;
import org.shmstress.worker.sampling.InProcess;

/**
 * Every class of the corpus is scanned, and then refused in the words that it declares, or lifted, verified and sampled.
 *
 * <p>Most have one outcome, whoever runs first. The JVM, running the class as it was compiled, says which; the lifted class must
 * say the same in every slot. No expectation is written by hand, so that a new class is all that a new case needs. The others
 * race: nothing that their tables forbid may be seen, and what {@link Comes#shows} names must be.
 */
@Timeout(600)
class LiftingCorpusTest {

    private static final long MILLIS = 20;

    /** A race must show what it can; on a busy machine that may take long, on a quiet one it does not. */
    private static final long PATIENCE_MILLIS = 60_000;

    @TempDir
    static Path directory;

    private static List<Specimen> specimens = List.of();
    private static Optional<URLClassLoader> generated = Optional.empty();

    @BeforeAll
    static void scan() throws IOException {
        Path classes = GeneratedClasses.compileInto(directory.resolve("generated"));
        URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, LiftingCorpusTest.class.getClassLoader());
        generated = Optional.of(loader);
        List<Specimen> all = new ArrayList<>(Specimens.written());
        all.addAll(Specimens.of(classes, loader));
        specimens = List.copyOf(all);
    }

    @AfterAll
    static void close() throws IOException {
        generated.orElseThrow().close();
    }

    @TestFactory
    Stream<DynamicTest> liftedClassesDoWhatTheOriginalsDo() {
        return specimens.stream()
                .filter(s -> s.refusal().isEmpty())
                .map(s -> DynamicTest.dynamicTest(s.name(), () -> runs(s)));
    }

    private static void runs(Specimen specimen) throws ReflectiveOperationException {
        try {
            assertEquals(Optional.empty(), specimen.test().refusal());
            Assumptions.assumeTrue(
                    specimen.test().paths().contains(AccessPath.BYTE_BUFFER),
                    "has no form on a buffer: LiftingCorpusIT runs it");
            sample(specimen);
        } catch (AssertionError | RuntimeException e) {
            Assumptions.assumeFalse(specimen.isNotYet(), () -> "not yet: " + e);
            throw e;
        }
    }

    private static void sample(Specimen specimen) throws ReflectiveOperationException {
        List<OutcomeReport> reports = InProcess.sample(
                specimen.test(),
                directory.resolve("cache"),
                specimen.shows().isEmpty() ? MILLIS : PATIENCE_MILLIS,
                specimen.shows().toArray(String[]::new));
        assertEquals(Optional.empty(), specimen.complaintAbout(reports));
    }

    @TestFactory
    Stream<DynamicTest> refusesInWordsWhatItCannotShare() {
        return specimens.stream()
                .filter(s -> s.refusal().isPresent())
                .map(s -> DynamicTest.dynamicTest(s.name(), () -> {
                    String refusal = s.test().refusal().orElse("not refused");
                    Assumptions.assumeFalse(s.isNotYet(), () -> "not yet: " + refusal);
                    assertTrue(refusal.contains(s.refusal().get()), refusal);
                }));
    }
}
