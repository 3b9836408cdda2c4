package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.SectionSeen;
import org.shmstress.observation.Observation;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.scenario.Mode;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** Locks that fail show how. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class RecordedAgainIT {

    @TempDir
    private Path directory;

    @Test
    void lockThatLetsTwoInShowsBothInside() {
        TrialFinished trial = run("LetsTwoIn");
        assertEquals(Grade.FAILED, trial.grade(), trial.reason());
        Finding finding =
                recorded(trial).flatMap(Observation.Histories::finding).orElseThrow();
        assertEquals("exclusion", finding.judge(), finding.reason());
        assertTrue(finding.needed().size() <= 2, finding.toString());
        List<Integer> inside = finding.needed().stream()
                .map(Finding.OperationSeen::process)
                .distinct()
                .toList();
        List<SectionSeen> sections = finding.sections();
        assertTrue(
                inside.stream().allMatch(one -> sections.stream().anyMatch(section -> section.process() == one)),
                finding.toString());
        assertTrue(
                trial.facts().stream().map(Fact::key).anyMatch("why"::equals),
                trial.facts().toString());
    }

    @Test
    void lockThatIsNotGivenUpShowsWhoWaits() {
        TrialFinished trial = run("NotGivenUp");
        assertEquals(Grade.FAILED, trial.grade(), trial.reason());
        Finding finding =
                recorded(trial).flatMap(Observation.Histories::finding).orElseThrow();
        assertEquals("progress", finding.judge(), finding.reason());
    }

    @Test
    void soundLockIsNotUsedAgain() {
        TrialFinished trial = run("Sound");
        assertEquals(Grade.PASSED, trial.grade(), trial.reason());
        assertEquals(Optional.empty(), recorded(trial));
    }

    private TrialFinished run(String simpleName) {
        List<TrialFinished> trials = new RunFixture(directory)
                .run(List.of("org.shmstress.run.RecordedAgainIT/" + simpleName), Mode.PROCESSES, RecordedAgainIT.class)
                .trialsOf("org.shmstress.run.RecordedAgainIT/" + simpleName);
        return trials.get(trials.size() - 1);
    }

    private static Optional<Observation.Histories> recorded(TrialFinished trial) {
        if (trial.observation().value() instanceof Observation.Operations operations) {
            return operations.recorded();
        }
        throw new AssertionError(trial.reason());
    }

    /** Nothing is wrong with it. */
    @SharedObject(title = "sound", bytes = 4)
    public static final class Sound extends TestAndSet {
        public Sound(Slice word) {
            super(word);
        }
    }

    /** Looks, and then takes. */
    @SharedObject(title = "lets two in", bytes = 4)
    public static final class LetsTwoIn extends TestAndSet {
        public LetsTwoIn(Slice word) {
            super(word);
        }

        @Override
        public void lock(int process) {
            while (word.getIntVolatile(0) != 0) {
                Thread.onSpinWait();
            }
            word.putIntVolatile(0, 1);
        }
    }

    /** Whoever has been inside a hundred times keeps it. */
    @SharedObject(title = "not given up", bytes = 4)
    public static final class NotGivenUp extends TestAndSet {
        private int times;

        public NotGivenUp(Slice word) {
            super(word);
        }

        @Override
        public void unlock(int process) {
            if (++times % 100 != 0) {
                super.unlock(process);
            }
        }
    }
}
