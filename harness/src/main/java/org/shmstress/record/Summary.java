package org.shmstress.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.shmstress.HarnessException;
import org.shmstress.plan.Coverage;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.RunFinished;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.verdict.Grade;
import tools.jackson.core.JacksonException;

/**
 * What {@code summary.json} holds: the part of a run that scripts ask for.
 *
 * @param schemaVersion version of this format, the record's
 * @param runId id of the run
 * @param verdict the verdict on the scenarios
 * @param exitCode exit code of the command
 * @param reason why it is that, in one sentence
 * @param seed seed from which every other seed was drawn
 * @param counts scenarios by grade, every grade present
 * @param scenarios one per finished scenario, in planned order; mutants only if they were selected
 * @param environment what it ran on
 * @param samplesPerSecond samples over the time spent sampling
 * @param trials trials that ended
 * @param workerStarts worker JVMs that were started for them
 * @param coverage pairs of settings, possible and covered
 * @param quarantined scenarios whose grade decided nothing
 */
public record Summary(
        int schemaVersion,
        String runId,
        Grade verdict,
        int exitCode,
        String reason,
        long seed,
        Map<Grade, Integer> counts,
        List<ScenarioLine> scenarios,
        Machine environment,
        double samplesPerSecond,
        int trials,
        int workerStarts,
        Pairs coverage,
        List<String> quarantined) {

    /** One scenario. */
    public record ScenarioLine(String id, Grade grade, long samples, double seconds, String reason) {
        private static ScenarioLine of(ScenarioFinished verdict) {
            return new ScenarioLine(
                    verdict.scenario(), verdict.grade(), verdict.samples(), verdict.seconds(), verdict.reason());
        }
    }

    /** How much of the matrix of configurations the trials cover; {@code missing} names what they do not. */
    public record Pairs(int possible, int covered, List<String> missing, int scenarios, int scenariosComplete) {
        private static Pairs of(Coverage seen) {
            return new Pairs(seen.possible(), seen.covered(), seen.missing(), seen.scenarios(), seen.complete());
        }
    }

    /** What it ran on, in short. */
    public record Machine(String kernel, String libc, String cpu, List<String> jdks) {
        private static Machine of(EnvironmentSeen seen) {
            return new Machine(seen.kernel(), seen.libc(), seen.cpu(), seen.jdks());
        }
    }

    /**
     * Takes the summary out of a record.
     *
     * @throws HarnessException if the record is partial: a run that was cut off has no verdict to sum up
     */
    public static Summary of(RunRecord record) {
        RunFinished finished = record.finished()
                .orElseThrow(() -> new HarnessException("run " + record.run().runId() + " never finished: no summary"));
        return new Summary(
                record.run().schemaVersion(),
                record.run().runId(),
                finished.verdict(),
                finished.exitCode(),
                finished.reason(),
                record.run().seed(),
                everyGrade(finished.counts()),
                record.counted().stream()
                        .flatMap(s -> record.verdictOf(s.scenario()).stream())
                        .map(ScenarioLine::of)
                        .toList(),
                record.environment().map(Machine::of).orElse(new Machine("", "", "", List.of())),
                finished.samplesPerSecond(),
                record.trials().values().stream().mapToInt(List::size).sum(),
                record.workers().size(),
                record.covered().map(c -> Pairs.of(c.coverage())).orElse(new Pairs(0, 0, List.of(), 0, 0)),
                List.copyOf(record.quarantined().keySet()));
    }

    private static Map<Grade, Integer> everyGrade(Map<Grade, Integer> counts) {
        Map<Grade, Integer> all = new EnumMap<>(Grade.class);
        for (Grade grade : Grade.values()) {
            all.put(grade, counts.getOrDefault(grade, 0));
        }
        return all;
    }

    /** Writes {@code summary.json}; a reader sees all of it or none. Returns the file. */
    public static Path write(Path runDirectory, RunRecord record) {
        Path file = runDirectory.resolve(RecordFormat.SUMMARY_FILE);
        Path fresh = runDirectory.resolve(RecordFormat.SUMMARY_FILE + ".new");
        try {
            Files.write(
                    fresh, RecordFormat.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(of(record)));
            return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | JacksonException e) {
            throw new HarnessException("cannot write " + file + "; is the directory writable?", e);
        }
    }
}
