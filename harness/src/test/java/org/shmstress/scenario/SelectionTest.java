package org.shmstress.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.HarnessException;

class SelectionTest {

    private static final List<Scenario> ALL = List.of(
            scenario("ordering/StoreBuffering", Set.of("fast")),
            scenario("ordering/StoreBufferingOpaque", Set.of()),
            scenario("tearing/LongPair", Set.of("fast")),
            scenario("defects/D-001", Set.of("fast")));

    @Test
    void selectsEverythingButMutantsWhenNothingIsSaid() {
        assertEquals(List.of("ordering/StoreBuffering", "ordering/StoreBufferingOpaque", "tearing/LongPair"), ids());
    }

    @Test
    void takesAnIdLiterally() {
        assertEquals(List.of("ordering/StoreBuffering"), ids("ordering/StoreBuffering"));
    }

    @Test
    void letsAStarCrossSlashes() {
        assertEquals(List.of("ordering/StoreBuffering", "ordering/StoreBufferingOpaque", "tearing/LongPair"), ids("*"));
        assertEquals(List.of("ordering/StoreBufferingOpaque"), ids("*g/*Opaque"));
    }

    @Test
    void selectsByTagButNeverMutants() {
        assertEquals(List.of("ordering/StoreBuffering", "tearing/LongPair"), ids("@fast"));
    }

    @Test
    void selectsMutantsOnlyByTheirSubject() {
        assertEquals(List.of("defects/D-001"), ids("defects/*"));
        assertUsage("d*", "no scenario matches 'd*'");
    }

    @Test
    void keepsCatalogueOrderAndSelectsOnce() {
        assertEquals(
                List.of("ordering/StoreBuffering", "tearing/LongPair"),
                ids("tearing/*", "ordering/StoreBuffering", "@fast"));
    }

    @Test
    void suggestsANameForAMisspeltOne() {
        assertUsage("ordering/StorBuffering", "did you mean 'ordering/StoreBuffering'?");
        assertUsage("zzz", "see 'shmstress list'");
        assertUsage("@slow", "tags are @fast");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "[x]", "ordering/(", "@", "a\nb"})
    void refusesMalformedPatterns(String pattern) {
        HarnessException e = assertThrows(HarnessException.class, () -> new Selection(List.of(pattern)));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        assertTrue(e.getMessage().startsWith("malformed pattern"), e.getMessage());
    }

    private static List<String> ids(String... patterns) {
        return new Selection(List.of(patterns))
                .from(ALL).stream().map(Scenario::id).toList();
    }

    private static void assertUsage(String pattern, String expected) {
        HarnessException e = assertThrows(HarnessException.class, () -> ids(pattern));
        assertEquals(HarnessException.Kind.USAGE, e.kind());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    private static Scenario scenario(String id, Set<String> tags) {
        return new Scenario.ScriptTest(id, "title", "", tags, 2, Set.of(), (runner, seed, budget) -> {
            throw new UnsupportedOperationException();
        });
    }
}
