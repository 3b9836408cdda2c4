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

/** Tests of which only their constructors, when they run, show that they cannot run between processes. */
@Timeout(600)
class CannotRunIT {

    @TempDir
    Path directory;

    private void assertSkipped(Class<?> test, String reason) {
        RunRecord record = new RunFixture(directory).run(Mode.PROCESSES, test);
        TrialFinished trial = RunFixture.trial(record, test);
        assertEquals(Grade.SKIPPED, trial.grade(), trial.reason());
        assertTrue(trial.reason().contains(reason), trial.reason());
    }

    @Test
    void constructionsThatVaryAreSkippedWithTheReason() {
        assertSkipped(Misbehaving.RandomAliases.class, "constructions vary");
    }

    @Test
    void statesThatAreTooLargeAreSkippedWithTheReason() {
        assertSkipped(Misbehaving.HugeArray.class, "is too large");
    }
}
