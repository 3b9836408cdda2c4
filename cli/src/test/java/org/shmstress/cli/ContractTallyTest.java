package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.record.Entry;
import org.shmstress.verdict.Grade;

class ContractTallyTest {

    private final ContractTally tally = new ContractTally();

    private void plan(int rows) {
        IntStream.range(0, rows).forEach(i -> tally.planned("conformance/ROW-" + i));
    }

    private boolean swallows(String scenario, Grade grade, String reason) {
        return tally.swallows(new Entry.ScenarioFinished(scenario, grade, reason, 1, 1, 0.01));
    }

    private void tried(String scenario, int processes, String... deviations) {
        List<WorkerSeen> workers = IntStream.range(0, processes)
                .mapToObj(i -> new WorkerSeen(i, 100 + i, "17 /jdk", "byte-buffer", 0, 0, -1, Optional.empty()))
                .toList();
        Scripts seen = new Scripts(
                workers,
                1,
                3,
                List.of("w"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(deviations));
        tally.tried(scenario, seen);
    }

    @Test
    void saysNothingWhereNoRowWasTried() {
        assertFalse(swallows("ordering/StoreBuffering", Grade.PASSED, "fine"));
        assertEquals(Optional.empty(), tally.line());
    }

    @Test
    void tellsManyRowsInOneLine() {
        plan(20);
        tried("conformance/ROW-0", 2);
        tried("conformance/ROW-1", 1, "tmpfs keeps bytes");
        assertTrue(swallows("conformance/ROW-0", Grade.PASSED, "fine"));
        assertTrue(swallows("conformance/ROW-1", Grade.PASSED, "fine"));
        assertTrue(swallows("conformance/ROW-2", Grade.SKIPPED, "MOUNT: it needs a mount namespace"));
        assertTrue(swallows("conformance/ROW-3", Grade.SKIPPED, "ROOT: it needs root"));
        assertTrue(swallows("conformance/ROW-4", Grade.SKIPPED, "ROOT: it needs root"));
        assertEquals(
                Optional.of(
                        "contract: 2 rows were checked, 1 of them between processes; 3 skipped for want of MOUNT (1), ROOT (2);"
                                + " known deviations: 1"),
                tally.line());
    }

    @Test
    void leavesALineToWhatIsWrongAndToFewRows() {
        plan(20);
        assertFalse(swallows("conformance/ROW-0", Grade.FAILED, "wrong"));
        ContractTally few = new ContractTally();
        few.planned("conformance/ROW-0");
        assertFalse(few.swallows(new Entry.ScenarioFinished("conformance/ROW-0", Grade.PASSED, "fine", 1, 1, 0.01)));
    }
}
