package org.shmstress.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.fork.JvmProbe;
import org.shmstress.lift.fixtures.Misbehaving;
import org.shmstress.plan.Jvm;
import org.shmstress.record.Entry;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Mode;
import org.shmstress.verdict.ExitCodes;
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

    @Test
    void whatAStaticInitializerThrowsIsTheReasonToSkip() {
        assertSkipped(Misbehaving.Unsupported.class, "UnsupportedOperationException: no such alignment");
    }

    /** What was found stays found: nothing could run, and that is less bad than a summary that cannot be written. */
    @Test
    void aSummaryThatCannotBeWrittenIsTheHarnesssTrouble() {
        RunFixture fixture = new RunFixture(directory);
        RunResult result = fixture.execute(
                entry -> {
                    if (entry instanceof Entry.RunStarted) {
                        inTheWay(fixture.out().resolve("summary.json"));
                    }
                },
                Misbehaving.HugeArray.class);
        assertEquals(ExitCodes.HARNESS, result.exitCode());
        assertEquals(
                ExitCodes.TOO_FEW,
                RecordReader.read(fixture.out()).finished().orElseThrow().exitCode());
    }

    /** No file can take the place of a directory that is not empty. */
    private static void inTheWay(Path file) {
        try {
            Files.createDirectories(file.resolve("something"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trials on which every worker has the JDK that the test wants keep their verdict, and the scenario has it too. */
    @Test
    void whatOneJdkLacksSkipsTheTrialsOnThatJdkAlone() {
        List<Jvm> jdks = JvmProbe.installed().defaults();
        assumeTrue(jdks.size() > 1 && jdks.get(0).feature() == 17, "wants JDK 17 and a later one");
        RunRecord record = new RunFixture(directory)
                .run(jdks.stream().map(Jvm::home).toList(), 6, Mode.PROCESSES, Misbehaving.RunsOnOldJdks.class);
        Map<Grade, Set<String>> reasons = new EnumMap<>(Grade.class);
        List<TrialFinished> trials = record.trialsOf(RunFixture.id(Misbehaving.RunsOnOldJdks.class));
        for (TrialFinished trial : trials) {
            reasons.computeIfAbsent(trial.grade(), g -> new TreeSet<>()).add(trial.reason());
        }
        assertEquals(Set.of(Grade.PASSED, Grade.SKIPPED), reasons.keySet(), reasons.toString());
        for (String reason : reasons.getOrDefault(Grade.SKIPPED, Set.of())) {
            assertTrue(reason.contains("taken from the JDK"), reason);
        }
        assertEquals(
                Grade.PASSED,
                record.verdictOf(RunFixture.id(Misbehaving.RunsOnOldJdks.class))
                        .orElseThrow()
                        .grade());
    }
}
