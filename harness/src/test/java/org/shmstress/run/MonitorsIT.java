package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.run.RunFixture.count;
import static org.shmstress.run.RunFixture.outcomes;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.lift.fixtures.Locks;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Mode;
import org.shmstress.verdict.Grade;

/** Monitors between processes. */
@Timeout(600)
class MonitorsIT {

    @TempDir
    Path directory;

    @Test
    void excludeAndOrderMoreProcessesThanThereMayBeCpus() {
        RunRecord record = new RunFixture(directory).run(Mode.PROCESSES, Locks.FourContenders.class);
        TrialFinished trial = RunFixture.trial(record, Locks.FourContenders.class);
        assertTrue(outcomes(trial).samples() > 0, trial.reason());
        assertEquals(outcomes(trial).samples(), count(trial, "1111"), trial.reason());
        assertEquals(4, outcomes(trial).workers().size());
    }

    @Test
    void areHandedOverToAProcessThatHasToWait() {
        RunRecord record = new RunFixture(directory).run(Mode.PROCESSES, Locks.SynchronizedSpin.class);
        TrialFinished trial = RunFixture.trial(record, Locks.SynchronizedSpin.class);
        assertEquals(Grade.PASSED, trial.grade(), trial.reason());
        assertTrue(count(trial, "TERMINATED") > 0);
    }
}
