package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.run.RunFixture.count;
import static org.shmstress.run.RunFixture.outcomes;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.lift.fixtures.Heap;
import org.shmstress.lift.fixtures.Races;
import org.shmstress.lift.fixtures.Terminations;
import org.shmstress.plan.TrialSpec;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Mode;
import org.shmstress.verdict.Grade;

/** Whole trials between the threads of one worker. */
@Timeout(900)
class ThreadsIT {

    @TempDir
    Path directory;

    private TrialFinished run(Class<?> test) {
        RunRecord record = new RunFixture(directory).run(Mode.THREADS, test);
        return RunFixture.trial(record, test);
    }

    @Test
    void allActorsAreThreadsOfOneWorkerAndTheRecordSaysSo() {
        TrialFinished trial = run(Races.LostUpdates.class);
        assertEquals(Grade.PASSED, trial.grade(), trial.reason());
        assertEquals(1, outcomes(trial).workers().size());
        assertEquals("threads", trial.configuration().mode());
        assertEquals("fields", trial.configuration().accessPath());
        assertEquals(Mode.THREADS, TrialSpec.parse(trial.portable()).mode());
        assertEquals(outcomes(trial).samples(), count(trial, "1") + count(trial, "2"));
    }

    @Test
    void statesWithReferencesRunToo() {
        TrialFinished trial = run(Heap.Locked.class);
        assertEquals(Grade.PASSED, trial.grade(), trial.reason());
        assertEquals(outcomes(trial).samples(), count(trial, "2"));
    }

    @Test
    void slicesOfAStateAreZeroedAndApartFromOthers() {
        TrialFinished trial = run(Races.MixedCells.class);
        assertTrue(outcomes(trial).samples() > 0, trial.reason());
        assertEquals(outcomes(trial).samples(), count(trial, "7, 5, 9, -70"));
    }

    /** What no lifted test shows: a plain field that the JIT reads once. Waits for the JIT, which a busy host delays. */
    @Test
    void anActorThatTheJitMadeSpinOnOneReadIsStale() {
        long stale = 0;
        for (int attempt = 0; stale == 0 && attempt < 20; attempt++) {
            TrialFinished trial = run(Terminations.PlainSpin.class);
            assertEquals(Grade.PASSED, trial.grade(), trial.reason());
            assertEquals(outcomes(trial).samples(), count(trial, "TERMINATED") + count(trial, "STALE"));
            stale = count(trial, "STALE");
        }
        assertTrue(stale > 0, "the JIT never hoisted the read");
    }
}
