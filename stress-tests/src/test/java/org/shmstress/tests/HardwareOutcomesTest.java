package org.shmstress.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;

/** The table of outcomes that x86-64 shows, against the outcome tables in the tests. */
class HardwareOutcomesTest {

    private static final int COLUMNS = 4;

    private record Row(String scenario, String outcome, String shown, String note) {}

    private final Map<String, BundledTest> tests =
            BundledTest.all().stream().collect(Collectors.toMap(BundledTest::id, Function.identity()));

    @Test
    void namesEveryTestAndNoOther() throws IOException {
        assertEquals(tests.keySet(), rows().stream().map(Row::scenario).collect(Collectors.toSet()));
    }

    @Test
    void hardwareShowsNothingThatIsForbidden() throws IOException {
        for (Row row : rows()) {
            assertNotEquals(Expect.FORBIDDEN, test(row).grade(row.outcome()), row.toString());
        }
    }

    @Test
    void everyTestHasAnOutcomeToWaitFor() throws IOException {
        Set<String> witnessed = rows().stream()
                .filter(r -> r.shown().equals("always"))
                .map(Row::scenario)
                .collect(Collectors.toSet());
        assertEquals(tests.keySet(), witnessed);
    }

    @Test
    void rowsAreWellFormedAndStandOnce() throws IOException {
        Set<String> seen = new HashSet<>();
        for (Row row : rows()) {
            assertTrue(Set.of("always", "maybe").contains(row.shown()), row.toString());
            assertTrue(seen.add(row.scenario() + " " + row.outcome()), "twice: " + row);
            assertTrue(!row.note().isBlank(), "no note: " + row);
        }
    }

    @Test
    void hasEveryOutcomeOfWholeActorsInTurn() throws IOException, ReflectiveOperationException {
        Set<String> known =
                rows().stream().map(r -> r.scenario() + " " + r.outcome()).collect(Collectors.toSet());
        for (BundledTest test : tests.values()) {
            for (var order : BundledTest.orders(test.actors())) {
                String outcome = test.id() + " " + test.runInTurn(order);
                assertTrue(known.contains(outcome), outcome);
            }
        }
    }

    private BundledTest test(Row row) {
        BundledTest test = tests.get(row.scenario());
        assertTrue(test != null, "no such test: " + row);
        return test;
    }

    private static List<Row> rows() throws IOException {
        try (InputStream in = HardwareOutcomesTest.class.getResourceAsStream("x86-64-outcomes.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(HardwareOutcomesTest::row)
                    .toList();
        }
    }

    private static Row row(String line) {
        String[] cells = line.split("\t", -1);
        assertEquals(COLUMNS, cells.length, line);
        return new Row(cells[0], cells[1], cells[2], cells[3]);
    }
}
