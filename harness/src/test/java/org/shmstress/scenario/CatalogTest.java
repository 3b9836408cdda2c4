package org.shmstress.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.HarnessException;

/** On test classes, in a directory of their own. */
class CatalogTest {

    @TempDir
    Path directory;

    private Path classes;

    @BeforeEach
    void copyClasses() throws IOException, URISyntaxException {
        Path origin = Path.of(CatalogTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        classes = directory.resolve("classes");
        for (String room : List.of("org/shmstress/scenario", "org/shmstress/lift/fixtures")) {
            Path ours = Files.createDirectories(classes.resolve(room));
            try (Stream<Path> files = Files.list(origin.resolve(room))) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    Files.copy(file, ours.resolve(file.getFileName()));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.shmstress.scenario.ObjectScannerTest/Plain",
                "org.shmstress.lift.fixtures/Plain*",
                "*Plain*",
                "defects/D-999",
                "defects/*",
                "*"
            })
    void selectsWhatTheWholeCatalogueWouldHave(String pattern) {
        Selection selection = new Selection(List.of(pattern));
        List<Scenario> expected = selection.from(Catalog.load(List.of(classes)));
        assertFalse(expected.isEmpty());
        assertEquals(expected, Catalog.select(List.of(classes), selection));
    }

    @Test
    void leavesAloneClassesThatCannotBeSelected() throws IOException {
        Files.write(classes.resolve("Broken.class"), new byte[] {1, 2, 3});
        Selection one = new Selection(List.of("org.shmstress.lift.fixtures/PlainStoreBuffering"));
        assertEquals(1, ClassScanner.scan(classes, one).size());
        assertEquals(List.of(), ObjectScanner.scan(classes, one));
    }

    @Test
    void suggestsANameAmongAllWhereNoneIsSelected() {
        HarnessException e = assertThrows(
                HarnessException.class,
                () -> Catalog.select(
                        List.of(classes), new Selection(List.of("org.shmstress.scenario.ObjectScannerTest/Plan"))));
        assertTrue(String.valueOf(e.getMessage())
                .contains("did you mean 'org.shmstress.scenario.ObjectScannerTest/Plain'?"));
    }

    @Test
    void refusesAPlaceWithoutTestsAndTakesOneWhoseTestsAreNotSelected() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Selection selection = new Selection(List.of("org.shmstress.scenario.ObjectScannerTest/Plain"));
        HarnessException e =
                assertThrows(HarnessException.class, () -> Catalog.select(List.of(classes, empty), selection));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        Files.write(empty.resolve("Broken.class"), new byte[] {1, 2, 3});
        assertEquals(1, Catalog.select(List.of(classes, empty), selection).size());
    }
}
