package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.lift.fixtures.Misbehaving;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Mode;
import org.shmstress.verdict.Grade;

/** What a test leaves behind is held against it, though nothing was wrong with its outcomes. */
@Timeout(600)
class LeaksIT {

    @TempDir
    Path directory;

    @Test
    void processThatATestStartedAndLeftMakesItFail() {
        RunRecord record = new RunFixture(directory).run(Mode.PROCESSES, Misbehaving.LeavesAProcess.class);
        TrialFinished trial = RunFixture.trial(record, Misbehaving.LeavesAProcess.class);
        assertEquals(Grade.FAILED, trial.grade(), trial.reason());
        assertTrue(trial.reason().startsWith("left behind: child process of worker "), trial.reason());
        assertTrue(trial.facts().stream().anyMatch(fact -> fact.key().equals("left behind")), "the fact");
    }
}
