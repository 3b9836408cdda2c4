package org.shmstress.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.shmstress.observation.Observation;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.Profile;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Selection;
import org.shmstress.worker.sampling.InProcess;

/** Runs fixture classes as a user's own tests, on real workers. */
final class RunFixture {

    private final Path directory;
    private static final AtomicInteger RUNS = new AtomicInteger();

    RunFixture(Path directory) {
        this.directory = directory;
    }

    /** Each scenario once. */
    RunRecord run(Mode mode, Class<?>... tests) {
        return run(List.of(Path.of(System.getProperty("java.home"))), 1, mode, tests);
    }

    /** Each scenario so many times, on these JDKs. */
    RunRecord run(List<Path> javaHomes, int times, Mode mode, Class<?>... tests) {
        List<String> ids = Arrays.stream(tests).map(RunFixture::id).toList();
        return run(javaHomes, times, ids, mode, tests[0]);
    }

    /** Each of these scenarios once. */
    RunRecord run(List<String> ids, Mode mode, Class<?> near) {
        return run(List.of(Path.of(System.getProperty("java.home"))), 1, ids, mode, near);
    }

    /** Once, while somebody listens. */
    RunResult execute(RunListener listener, Class<?> test) {
        return execute(
                List.of(Path.of(System.getProperty("java.home"))),
                1,
                List.of(id(test)),
                Mode.PROCESSES,
                test,
                listener);
    }

    /** Where the last run left its files. */
    Path out() {
        return directory.resolve("run" + RUNS.get());
    }

    private RunRecord run(List<Path> javaHomes, int times, List<String> ids, Mode mode, Class<?> near) {
        return RecordReader.read(
                execute(javaHomes, times, ids, mode, near, entry -> {}).directory());
    }

    private RunResult execute(
            List<Path> javaHomes, int times, List<String> ids, Mode mode, Class<?> near, RunListener listener) {
        Path out = directory.resolve("run" + RUNS.incrementAndGet());
        PlanOptions plan = new PlanOptions(Profile.QUICK, Optional.of(Duration.ofSeconds(30)), times, 1, mode);
        RunOptions options = new RunOptions(
                plan,
                new Selection(ids),
                Optional.empty(),
                false,
                List.of(origin(near)),
                javaHomes,
                Optional.of(out),
                1,
                false,
                List.of());
        try (Interruption interruption = Interruption.watch()) {
            return Run.execute(options, listener, interruption);
        }
    }

    private static Path origin(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /** The one trial of the test's that counted. */
    static TrialFinished trial(RunRecord record, Class<?> test) {
        List<TrialFinished> trials = record.trialsOf(id(test));
        return trials.get(trials.size() - 1);
    }

    /** How often an outcome was counted in it. */
    static long count(TrialFinished trial, String outcome) {
        return outcomes(trial).counts().stream()
                .filter(c -> c.outcome().equals(outcome))
                .mapToLong(Observation.OutcomeCount::count)
                .sum();
    }

    static Observation.Outcomes outcomes(TrialFinished trial) {
        if (trial.observation().value() instanceof Observation.Outcomes outcomes) {
            return outcomes;
        }
        throw new AssertionError(trial.reason());
    }

    static String id(Class<?> test) {
        return InProcess.scenario(test).id();
    }
}
