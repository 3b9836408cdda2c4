package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.lift.fixtures.Misbehaving;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Mode;
import org.shmstress.verdict.Grade;

/** A mistake in one row's check is that row's, and the others are tried all the same. */
@Timeout(600)
class ThrowingCheckIT {

    @TempDir
    Path directory;

    @Test
    void aCheckThatThrowsIsBrokenAndTheRunGoesOn() {
        String other = RunFixture.id(Misbehaving.LeavesAProcess.class);
        RunRecord record = new RunFixture(directory)
                .run(List.of(ThrowingCheck.ID, other), Mode.PROCESSES, Misbehaving.LeavesAProcess.class);
        List<TrialFinished> trials = record.trialsOf(ThrowingCheck.ID);
        TrialFinished trial = trials.get(trials.size() - 1);
        assertEquals(Grade.BROKEN, trial.grade(), trial.reason());
        assertTrue(trial.reason().contains("the check of " + ThrowingCheck.ID + " failed by itself"), trial.reason());
        assertTrue(trial.reason().contains("no such figure at org.shmstress.run.ThrowingCheck"), trial.reason());
        assertEquals(1, record.trialsOf(other).size());
    }
}
