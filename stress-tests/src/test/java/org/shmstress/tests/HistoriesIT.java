package org.shmstress.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.Profile;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.run.Interruption;
import org.shmstress.run.Run;
import org.shmstress.run.RunOptions;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Selection;
import org.shmstress.verdict.Grade;

/** The bundled objects with models, in whole runs. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class HistoriesIT {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"defects/D-049", "defects/D-050"})
    void mutantIsFoundWithTheFewOperationsThatShowIt(String id) {
        TrialFinished trial = only(run(id, 1), id);
        assertEquals(Grade.FAILED, trial.grade(), trial.reason());
        Finding finding = histories(trial).finding().orElseThrow();
        assertFalse(finding.needed().isEmpty());
        assertTrue(finding.needed().size() < finding.recorded(), finding.toString());
        assertFalse(finding.explanation().isEmpty());
    }

    @Test
    void objectIsTriedNoFurtherOnceItHasFailed() {
        List<TrialFinished> trials = run("defects/D-049", Profile.DEFAULT, 1).trialsOf("defects/D-049");
        assertEquals(Grade.FAILED, trials.get(trials.size() - 1).grade());
        assertTrue(trials.subList(0, trials.size() - 1).stream().noneMatch(t -> t.grade() == Grade.FAILED));
    }

    @Test
    void someRoundsAreRecordedWithFencesAndSomeWithout() {
        Observation.Histories seen = histories(only(run("sync/Counter", 1), "sync/Counter"));
        assertTrue(
                seen.rounds() < 16 || seen.fencedRounds() > 0 && seen.fencedRounds() < seen.rounds(), seen.toString());
        assertFalse(seen.judges().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync/Counter", "sync/SpscRing"})
    void correctObjectIsNeverBlamed(String id) {
        for (TrialFinished trial : run(id, 4).trialsOf(id)) {
            assertTrue(
                    trial.grade() == Grade.PASSED || trial.grade() == Grade.UNKNOWN && !trial.witness(),
                    trial.reason());
            assertTrue(histories(trial).operations() > 0);
        }
    }

    /** Java says only that a fault occurred, on JDK 17 long after the access: that is the object's doing, and no failure of the harness. */
    @Test
    void memoryTakenFromUnderAnObjectIsItsDefect() {
        TrialFinished trial = only(run("defects/D-098", 1), "defects/D-098");
        assertTrue(trial.grade() == Grade.CRASHED || trial.grade() == Grade.FAILED, trial.reason());
    }

    @Test
    void deadWorkerIsReplacedAndWhatItLeftMakesSense() {
        String id = "crash/SpscRingKilled";
        for (TrialFinished trial : run(id, 4).trialsOf(id)) {
            assertEquals(Grade.PASSED, trial.grade(), trial.reason());
            assertFalse(histories(trial).faults().isEmpty());
        }
    }

    private static Observation.Histories histories(TrialFinished trial) {
        if (trial.observation().value() instanceof Observation.Histories histories) {
            return histories;
        }
        throw new AssertionError(trial.reason());
    }

    private static TrialFinished only(RunRecord record, String id) {
        List<TrialFinished> trials = record.trialsOf(id);
        return trials.get(trials.size() - 1);
    }

    private RunRecord run(String id, int times) {
        return run(id, Profile.QUICK, times);
    }

    private RunRecord run(String id, Profile profile, int times) {
        PlanOptions plan = new PlanOptions(profile, Optional.of(Duration.ofSeconds(30)), times, 1, Mode.PROCESSES);
        RunOptions options = new RunOptions(
                plan,
                new Selection(List.of(id)),
                Optional.empty(),
                false,
                List.of(),
                List.of(),
                Optional.of(directory.resolve("run")),
                1,
                false,
                List.of());
        try (Interruption interruption = Interruption.watch()) {
            Run.execute(options, entry -> {}, interruption);
        }
        return RecordReader.read(directory.resolve("run"));
    }
}
