package org.shmstress.scenario;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shmstress.HarnessException;
import org.shmstress.lift.fixtures.FieldTypes;
import org.shmstress.lift.fixtures.PlainStoreBuffering;
import org.shmstress.lift.fixtures.Races;
import org.shmstress.lift.fixtures.Refused;
import org.shmstress.lift.fixtures.Shapes;
import org.shmstress.lift.fixtures.Tables;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.scenario.Scenario.OutcomeTest;
import org.shmstress.segment.AccessPath;
import org.shmstress.tests.sample.Bundled;

class ClassScannerTest {

    private static Path origin = Path.of("");
    private static Map<String, OutcomeTest> byClass = Map.of();

    @BeforeAll
    static void scanTheTestClasses() throws URISyntaxException {
        origin = Path.of(PlainStoreBuffering.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        byClass = ClassScanner.scanOutcomeTests(origin).stream().collect(toMap(OutcomeTest::testClass, t -> t));
    }

    private static OutcomeTest scanned(Class<?> type) {
        return Optional.ofNullable(byClass.get(type.getName())).orElseThrow();
    }

    @Test
    void namesBundledTestsBySubjectAndAllOthersByPackage() {
        assertEquals("sample/Bundled", scanned(Bundled.class).id());
        assertEquals("sample/Bundled.Nested", scanned(Bundled.Nested.class).id());
        assertEquals(
                "org.shmstress.lift.fixtures/PlainStoreBuffering",
                scanned(PlainStoreBuffering.class).id());
        assertEquals(
                "org.shmstress.lift.fixtures.Races/LostUpdates",
                scanned(Races.LostUpdates.class).id());
    }

    @Test
    void takesTitleAndDescriptionFromTheDescriptionAnnotation() {
        OutcomeTest test = scanned(PlainStoreBuffering.class);
        assertEquals("Store buffering with plain fields", test.title());
        assertEquals("Both stores may still be on their way.", test.description());
        assertEquals(2, test.actors());
    }

    @Test
    void readsAnOutcomeTableRowPerIdInTheAuthorsOrder() {
        assertEquals(
                List.of(
                        new Expectation("0, 0", Expect.INTERESTING, "both stores were late"),
                        new Expectation("0, 1", Expect.ACCEPTABLE, "in turn"),
                        new Expectation("1, 0", Expect.ACCEPTABLE, "in turn"),
                        new Expectation("1, 1", Expect.ACCEPTABLE, "in turn"),
                        new Expectation("", Expect.FORBIDDEN, "not in the outcome table")),
                scanned(PlainStoreBuffering.class).expectations());
    }

    @Test
    void readsTheTableOfTheMetaClassBeforeTheTestsOwn() {
        OutcomeTest test = scanned(Tables.WithMeta.class);
        assertEquals(
                List.of("1", "2", "[34]", ""),
                test.expectations().stream().map(Expectation::pattern).toList());
        assertEquals("See https://example.org/a, https://example.org/b.", test.description());
    }

    @Test
    void inheritsTableAndDescriptionAndForbidsWhatNobodyGraded() {
        OutcomeTest test = scanned(Tables.WithInheritedTable.class);
        assertEquals("Inherited words", test.title());
        assertEquals(
                List.of(
                        new Expectation("0", Expect.ACCEPTABLE, ""),
                        new Expectation("5", Expect.FORBIDDEN, ""),
                        new Expectation("", Expect.FORBIDDEN, "who knows")),
                test.expectations());
    }

    @Test
    void offersEachTestTheAccessPathsThatHaveItsModes() {
        Set<AccessPath> all = Set.of(AccessPath.values());
        Set<AccessPath> ordered = Set.of(AccessPath.UNSAFE, AccessPath.BYTE_BUFFER, AccessPath.FFM);
        assertEquals(all, scanned(PlainStoreBuffering.class).paths());
        assertEquals(all, scanned(Races.LineCrossingLong.class).paths());
        assertEquals(ordered, scanned(Races.LostUpdates.class).paths());
        assertEquals(ordered, scanned(Races.MixedCells.class).paths());
        assertEquals(
                Set.of(AccessPath.UNSAFE, AccessPath.FFM),
                scanned(FieldTypes.VolatileByte.class).paths());
        assertEquals(
                Set.of(AccessPath.UNSAFE, AccessPath.FFM),
                scanned(FieldTypes.VolatileBoolean.class).paths());
        assertEquals(all, scanned(FieldTypes.Boolean.class).paths());
    }

    @Test
    void refusesNoneOfTheSupportedShapes() {
        for (Class<?> file : List.of(Shapes.class, FieldTypes.class, Races.class)) {
            byClass.values().stream()
                    .filter(t -> t.testClass().startsWith(file.getName() + "$"))
                    .forEach(t -> assertEquals(Optional.empty(), t.refusal(), t.id()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Reference | field shared: object references (java.lang.Object) cannot be shared between processes",
                "Array | field cells: object references (java.lang.String[]) cannot be shared between processes",
                "Atomic | field text: object references (java.util.concurrent.atomic.AtomicReference) cannot be shared",
                "Handle | Refused$Handle.actor calls VarHandle.getOpaque with X: which field that means is known only of",
                "StaticCounter | Refused$StaticCounter.count, used by",
                "StaticCounter | is one per process: it is not shared",
                "StaticSlice | Refused$StaticSlice.S, used by",
                "ReplaceableSlice | field s: a Slice field must be final",
                "ClassMonitor | ClassMonitor.class: a class's monitor is one per process",
                "StaticSynchronized | Refused$StaticSynchronized.seven is static and synchronized: a class's monitor is one",
                "LocksTestObject | actor is synchronized on a org.shmstress.lift.fixtures.Refused$LocksTestObject, which is not",
                "LocksLocal | actor locks an object of which cannot be told what it is",
                "LockUsedOtherwise | field lock, with which",
                "InterruptsActor | method signal takes the actor's Thread, which is not handed over: that of another process can be neither interrupted",
                "TerminationWithoutSignal | a termination test has one @Actor, one @Signal and no @Arbiter, not 1, 0 and 0",
                "TwoWritersOfOneResult | result field r1 is written by both first and second",
                "ReferenceResult | result field r1: object references (java.lang.Object)",
                "NoActor | has no @Actor method",
                "SeventeenActors | 17 actors: at most 16 processes take part in one test",
                "NoState | no @State class",
                "FieldInTest | field remembered of the test object outlives a sample",
                "NoDefaultConstructor | has no constructor without parameters",
                "ForeignSuperclass | extends java.lang.Number, whose fields cannot be lifted",
                "StartsThread | Refused$StartsThread.actor starts a thread",
                "BrokenPattern | outcome id \"[0\" is not a regular expression",
                "ForeignParameter | method actor takes a java.lang.String: parameters are the @State or the @Result"
            })
    void refusesWithTheMemberAndTheReason(String nested, String reason) {
        OutcomeTest test = byClass.get(Refused.class.getName() + "$" + nested);
        assertTrue(test != null, nested + " was not scanned");
        String refusal = test.refusal().orElse("not refused");
        assertTrue(refusal.contains(reason), refusal);
        assertEquals(Set.of(), test.paths());
    }

    @Test
    void saysOfEachModeWhyASignalGetsNoThread() {
        OutcomeTest test = scanned(Refused.InterruptsActor.class);
        assertTrue(test.refusal().orElse("").endsWith("that of another process can be neither interrupted nor joined"));
        assertTrue(
                test.refusalOfThreads().orElse("").endsWith("the actor and the signal get the state and nothing else"));
    }

    @Test
    void scansAJarAsItScansADirectory(@TempDir Path dir) throws IOException {
        Path jar = dir.resolve("tests.jar");
        String file = PlainStoreBuffering.class.getName().replace('.', '/') + ".class";
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(file));
            zip.write(Files.readAllBytes(origin.resolve(file)));
            zip.putNextEntry(new ZipEntry("META-INF/versions/21/" + file));
            zip.write(Files.readAllBytes(origin.resolve(file)));
        }
        List<OutcomeTest> tests = ClassScanner.scanOutcomeTests(jar);
        assertEquals(1, tests.size());
        assertEquals(
                scanned(PlainStoreBuffering.class).expectations(), tests.get(0).expectations());
        assertEquals(jar, tests.get(0).origin());
    }

    @Test
    void listsAClassFileThatCannotBeReadInsteadOfFailing(@TempDir Path dir) throws IOException {
        Files.write(
                dir.resolve("Broken.class"), new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0});
        List<OutcomeTest> tests = ClassScanner.scanOutcomeTests(dir);
        assertEquals(1, tests.size());
        assertTrue(tests.get(0).refusal().orElse("").contains("not a class file that can be read"));
    }

    @Test
    void saysThatAnOriginIsNeitherJarNorDirectory(@TempDir Path dir) {
        HarnessException e =
                assertThrows(HarnessException.class, () -> ClassScanner.scanOutcomeTests(dir.resolve("absent.jar")));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        assertTrue(e.getMessage().contains("absent.jar"));
    }
}
