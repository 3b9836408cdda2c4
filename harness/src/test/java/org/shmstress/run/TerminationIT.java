package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.run.RunFixture.count;
import static org.shmstress.run.RunFixture.outcomes;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.lift.fixtures.Terminations;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.WorkerExit.How;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Mode;
import org.shmstress.verdict.Grade;

/** Termination tests as whole trials: an actor that never returns costs its worker, not the run. */
@Timeout(600)
class TerminationIT {

    @TempDir
    Path directory;

    @Test
    void countsEachIterationOfAnActorThatEnds() {
        RunRecord record = new RunFixture(directory)
                .run(Mode.PROCESSES, Terminations.VolatileSpin.class, Terminations.SeparateState.class);
        for (Class<?> test : new Class<?>[] {Terminations.VolatileSpin.class, Terminations.SeparateState.class}) {
            TrialFinished trial = RunFixture.trial(record, test);
            assertEquals(Grade.PASSED, trial.grade(), trial.reason());
            assertTrue(count(trial, "TERMINATED") > 1);
            assertEquals(outcomes(trial).samples(), count(trial, "TERMINATED"));
        }
    }

    @Test
    void callsAnActorStaleThatNeverReturnsAndReplacesItsWorker() {
        RunRecord record = new RunFixture(directory).run(Mode.PROCESSES, Terminations.NeverEnds.class);
        TrialFinished trial = RunFixture.trial(record, Terminations.NeverEnds.class);
        assertEquals(Grade.PASSED, trial.grade(), trial.reason());
        long stale = count(trial, "STALE");
        assertTrue(stale >= 1 && stale <= 3, trial::toString);
        assertEquals(outcomes(trial).samples(), stale);
        WorkerSeen actor = outcomes(trial).workers().get(0);
        assertEquals(How.KILLED_ON_PURPOSE, actor.exit().orElseThrow().how());
    }

    @Test
    void countsAnExceptionOfTheActorAsAnOutcome() {
        RunRecord record = new RunFixture(directory).run(Mode.PROCESSES, Terminations.ActorThrows.class);
        TrialFinished trial = RunFixture.trial(record, Terminations.ActorThrows.class);
        assertEquals(Grade.FAILED, trial.grade(), trial.reason());
        assertEquals(outcomes(trial).samples(), count(trial, "ERROR"));
    }
}
