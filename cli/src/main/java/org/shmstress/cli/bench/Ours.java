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
import org.shmstress.plan.TrialSpec;
import org.shmstress.protocol.Schedule;
import org.shmstress.record.Entry;
import org.shmstress.record.RecordReader;
import org.shmstress.run.TurnTrial;
import org.shmstress.run.Turns;
import org.shmstress.scenario.Mode;
import org.shmstress.segment.AccessPath;
import org.shmstress.verdict.Grade;

/** Our side: the engine on living workers, and the whole product as a user starts it. */
final class Ours {

    /** The engine itself tells apart what it takes in this time. */
    private static final long WARM_UP_MILLIS = 300;

    /** Long enough for a rate that has the warm-up in it, as a command has. */
    private static final long RATING_MILLIS = 1000;

    private static final Duration COMMAND_BOUND = Duration.ofMinutes(5);

    private final Jvm jvm;
    private final Path jar;
    private final Path directory;

    /**
     * @param jar the litmus classes
     * @param directory where workers leave their logs and commands their runs
     */
    Ours(Jvm jvm, Path jar, Path directory) {
        this.jvm = jvm;
        this.jar = jar;
        this.directory = directory;
    }

    /** Starts workers, which wait for their first turn. */
    Side open(LitmusTest test) {
        return new Side(new TurnTrial(jvm, test.ours(), directory));
    }

    /** One worker per actor for all turns of one test. */
    static final class Side implements AutoCloseable {
        private final TurnTrial workers;
        private final long startNanos;
        private long samples;
        private long nanos;
        private Optional<Turns> turns = Optional.empty();

        private Side(TurnTrial workers) {
            this.workers = workers;
            this.startNanos = workers.startNanos();
            this.nanos = startNanos;
        }

        /** A trial, whose first turn begins when this returns: after the engine's warm-up. */
        void begin(long seed) {
            turns = Optional.of(workers.begin(seed));
            Pairing.sleep(WARM_UP_MILLIS);
        }

        void pause() {
            turns.orElseThrow().pause();
        }

        void resume() {
            turns.orElseThrow().resume();
        }

        /** Ends the trial: all its turns. */
        Measured end() {
            Turns.Seen seen = finish();
            Map<String, Long> counts = new LinkedHashMap<>();
            seen.counts().stream()
                    .filter(c -> c.warmCount() > 0)
                    .forEach((OutcomeCount c) -> counts.put(c.outcome(), c.warmCount()));
            return new Measured(counts, seen.warmNanos());
        }

        /** Ends the trial: all that was sampled since it began, the warm-up included. */
        private Measured endWithWarmUp() {
            Turns.Seen seen = finish();
            return new Measured(all(seen.counts()), seen.nanos());
        }

        private Turns.Seen finish() {
            Turns.Seen seen = turns.orElseThrow().end();
            samples += seen.samples();
            nanos += seen.nanos();
            return seen;
        }

        long cpuMillis() {
            return workers.cpuMillis();
        }

        Life life(double idleCpuShare) {
            return new Life(samples, nanos, startNanos + WARM_UP_MILLIS * 1_000_000, workers.count(), idleCpuShare);
        }

        @Override
        public void close() {
            workers.close();
        }
    }

    /** Weak outcomes per second of a trial that has just begun: fresh workers, warm-up included. */
    double freshWeakPerSecond(LitmusTest test) {
        try (Side side = open(test)) {
            side.begin(1);
            Pairing.sleep(RATING_MILLIS - WARM_UP_MILLIS);
            return side.endWithWarmUp().weakPerSecond(test::isWeak);
        }
    }

    private static Map<String, Long> all(List<OutcomeCount> seen) {
        Map<String, Long> counts = new LinkedHashMap<>();
        seen.forEach(c -> counts.put(c.outcome(), c.count()));
        return counts;
    }

    /** A whole command, as a user would give it. */
    Measured command(LitmusTest test, long trialMillis, Child children, List<String> launcher) {
        Path out = directory.resolve(test.name() + "-" + trialMillis + "ms");
        List<String> command = new ArrayList<>(launcher);
        command.addAll(List.of(
                "run",
                "--plain",
                "--test-classpath",
                jar.toString(),
                "--jdk",
                jvm.home().toString()));
        command.addAll(List.of(
                "--select", test.ours().id(), "--trial", spec(test, trialMillis).text()));
        command.addAll(List.of("--unknown", "pass", "--out", out.toString()));
        long nanos = children.run(out.getFileName() + "-command", command, COMMAND_BOUND)
                .nanos();
        List<Entry.TrialFinished> trials =
                RecordReader.read(out).trialsOf(test.ours().id());
        return new Measured(all(outcomes(trials.get(trials.size() - 1)).counts()), nanos);
    }

    private TrialSpec spec(LitmusTest test, long trialMillis) {
        return new TrialSpec(
                test.ours().id(),
                Mode.PROCESSES,
                Collections.nCopies(test.ours().actors(), jvm.feature()),
                Collections.nCopies(test.ours().actors(), Jit.TIERED),
                AccessPath.UNSAFE,
                Placement.SPREAD,
                Schedule.FREE,
                1,
                trialMillis);
    }

    private static Outcomes outcomes(Entry.TrialFinished trial) {
        Observation seen = trial.observation().value();
        if (seen instanceof Outcomes outcomes && trial.grade() != Grade.FAILED) {
            return outcomes;
        }
        throw new HarnessException("a trial of " + trial.scenario() + " cannot be compared: " + trial.reason());
    }
}
