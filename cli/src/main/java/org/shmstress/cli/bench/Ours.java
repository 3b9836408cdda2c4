package org.shmstress.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Placement;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.Profile;
import org.shmstress.plan.TrialSpec;
import org.shmstress.protocol.Schedule;
import org.shmstress.record.Entry;
import org.shmstress.record.RecordReader;
import org.shmstress.run.Interruption;
import org.shmstress.run.Run;
import org.shmstress.run.RunOptions;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Selection;
import org.shmstress.segment.AccessPath;
import org.shmstress.verdict.Grade;

/** Our side: a run of the product with one trial on fresh workers. */
final class Ours {

    /** The engine itself tells apart what it takes in this time. */
    private static final long WARM_UP_MILLIS = 300;

    private static final Duration COMMAND_BOUND = Duration.ofMinutes(5);

    private final Jvm jvm;
    private final Path jar;
    private final Path directory;
    private final long millis;
    private final Interruption interruption;

    /**
     * @param jar the litmus classes
     * @param directory where the runs leave their records
     * @param millis time in which samples count
     */
    Ours(Jvm jvm, Path jar, Path directory, long millis, Interruption interruption) {
        this.jvm = jvm;
        this.jar = jar;
        this.directory = directory;
        this.millis = millis;
        this.interruption = interruption;
    }

    /** One trial. */
    Measured trial(LitmusTest test, int round) {
        TrialSpec spec = spec(test, WARM_UP_MILLIS + millis, round);
        RunOptions options = new RunOptions(
                new PlanOptions(Profile.QUICK, Optional.empty(), 1, round, Mode.PROCESSES),
                new Selection(List.of(test.scenario())),
                Optional.of(spec),
                false,
                List.of(jar),
                List.of(jvm.home()),
                Optional.of(directory.resolve(test.name() + "-" + round)),
                1,
                true,
                List.of("bench", "litmus"));
        List<Entry.TrialFinished> finished = new ArrayList<>();
        Run.execute(
                options,
                entry -> {
                    if (entry instanceof Entry.TrialFinished trial) {
                        finished.add(trial);
                    }
                },
                interruption);
        if (interruption.happened()) {
            throw new HarnessException("interrupted");
        }
        return measured(finished.get(finished.size() - 1));
    }

    /** A whole command, as a user would give it. */
    Measured command(LitmusTest test, long trialMillis, Child children, List<String> launcher) {
        Path out = directory.resolve(test.name() + "-command");
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(
                "run",
                "--plain",
                "--test-classpath",
                jar.toString(),
                "--jdk",
                jvm.home().toString()));
        command.addAll(List.of(
                "--select",
                test.scenario(),
                "--trial",
                spec(test, trialMillis, 1).text()));
        command.addAll(List.of("--unknown", "pass", "--out", out.toString()));
        long nanos =
                children.run("ours-" + test.name(), command, COMMAND_BOUND, 0).nanos();
        List<Entry.TrialFinished> trials = RecordReader.read(out).trialsOf(test.scenario());
        Outcomes seen = outcomes(trials.get(trials.size() - 1));
        Map<String, Long> counts = new LinkedHashMap<>();
        seen.counts().forEach(c -> counts.put(c.outcome(), c.count()));
        return new Measured(counts, nanos, seen.samples(), nanos, seen.workers().size());
    }

    private TrialSpec spec(LitmusTest test, long trialMillis, long seed) {
        return new TrialSpec(
                test.scenario(),
                Mode.PROCESSES,
                Collections.nCopies(test.actors(), jvm.feature()),
                Collections.nCopies(test.actors(), Jit.TIERED),
                AccessPath.UNSAFE,
                Placement.SPREAD,
                Schedule.FREE,
                seed,
                trialMillis);
    }

    private static Measured measured(Entry.TrialFinished trial) {
        Outcomes seen = outcomes(trial);
        Map<String, Long> counts = new LinkedHashMap<>();
        seen.counts().stream()
                .filter(c -> c.warmCount() > 0)
                .forEach((OutcomeCount c) -> counts.put(c.outcome(), c.warmCount()));
        return new Measured(
                counts,
                seen.warmNanos(),
                seen.samples(),
                (long) (trial.seconds() * 1e9),
                seen.workers().size());
    }

    private static Outcomes outcomes(Entry.TrialFinished trial) {
        Observation seen = trial.observation().value();
        if (seen instanceof Outcomes outcomes && trial.grade() != Grade.FAILED) {
            return outcomes;
        }
        throw new HarnessException("a trial of " + trial.scenario() + " cannot be compared: " + trial.reason());
    }
}
