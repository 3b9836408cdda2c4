package org.shmstress.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.shmstress.fork.Response;
import org.shmstress.fork.Team;
import org.shmstress.fork.Watchdog;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.Cause;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Placement;
import org.shmstress.plan.SettingTable;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.StateTooLargeException;
import org.shmstress.scenario.Expectations;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Segment;
import org.shmstress.worker.sampling.ControlPage;

/** One trial of an outcome test: lift it, give each actor a worker, let them sample, add up what they tallied. */
final class OutcomeTrial {

    /** A hundredth of what a trial takes on a quiet machine. */
    private static final long LEAST_SAMPLES = 200_000;

    /** What slots get where a state, of a size that only its constructor knows, turns out to need more than usual. */
    private static final long AMPLE_SLOTS_BYTES = 64L << 20;

    private final Workplace workplace;
    private final Machine machine;
    private final Trial trial;
    private final Scenario.OutcomeTest test;

    OutcomeTrial(Workplace workplace, Machine machine, Trial trial, Scenario.OutcomeTest test) {
        this.workplace = workplace;
        this.machine = machine;
        this.trial = trial;
        this.test = test;
    }

    Observation perform() {
        long start = System.nanoTime();
        Actors actors = Actors.of(trial, test, workplace.lifter());
        if (actors.jar().isTermination()) {
            return new TerminationTrial(workplace, machine, trial, actors).perform();
        }
        return observe(sample(actors), start);
    }

    /** What the workers answer, before it is added up. */
    Sampled sample() {
        return sample(Actors.of(trial, test, workplace.lifter()));
    }

    private Sampled sample(Actors actors) {
        Sampled sampled = sample(actors, 0);
        return sampled.isTooLarge() ? sample(actors, AMPLE_SLOTS_BYTES) : sampled;
    }

    /** What came of it, while the stage may be gone already. */
    record Sampled(Team.Result result, List<WorkerProcess> workers, List<WorkerSeen> seen, SegmentSeen segment) {

        /** The same with other answers. */
        Sampled with(Team.Result other) {
            return new Sampled(other, workers, seen, segment);
        }

        boolean isTooLarge() {
            return result.responses().stream()
                    .anyMatch(r -> r instanceof Response.Replied replied
                            && replied.reply() instanceof Message.Failed failed
                            && failed.exception().equals(StateTooLargeException.class.getName()));
        }
    }

    private Sampled sample(Actors actors, long leastSlotsBytes) {
        List<Setting> settings =
                SettingTable.forTest(test.actors(), actors.jar().cells());
        Layout layout = actors.layout(ControlPage.BYTES, settings, leastSlotsBytes);
        try (Stage stage = Stage.set(workplace, machine, trial, layout)) {
            Segment segment = stage.segment();
            Actors.Work work = new Actors.Work(
                    settings, Expectations.interesting(test.expectations()), cpus(), LEAST_SAMPLES, trial.seed());
            Team.Result result = new Team(stage.workers(), segment::releaseAbort)
                    .run(
                            actors.commands(layout, work),
                            Watchdog.after(
                                    Duration.ofMillis(trial.millis() * OutcomeTask.PATIENCE),
                                    actor -> progress(segment, layout, actor)));
            return new Sampled(result, stage.workers(), stage.seen(), stage.segmentSeen());
        }
    }

    /** Slices, and the meetings within: interpreted on a busy host, the hundreds of one slice outlast a watchdog. */
    private static long progress(Segment segment, Layout layout, int actor) {
        return segment.opaqueProgress(actor)
                + segment.read(view -> ControlPage.acquireMeetings(view, layout.engineOffset(), actor));
    }

    private int cpus() {
        List<Integer> allowed = machine.allowedCpus();
        int all = allowed.isEmpty() ? Runtime.getRuntime().availableProcessors() : allowed.size();
        return trial.placement() == Placement.TOGETHER ? 1 : all;
    }

    /** Adds up; {@code start} is when the trial began. */
    Observation observe(Sampled sampled, long start) {
        Team.Result result = sampled.result();
        Optional<List<Message.Reply>> replies = result.replies();
        if (result.stall().isPresent() || replies.isEmpty()) {
            return Trouble.of(sampled.seen(), sampled.workers(), result);
        }
        List<OutcomeReport> reports = Actors.reports(replies.get());
        if (reports.size() != test.actors()) {
            return new Observation.Nothing(
                    sampled.seen(),
                    Cause.HARNESS,
                    "a worker answered with something else than a report: " + replies.get());
        }
        OutcomeSum sum = new OutcomeSum(reports);
        return sum.miscount()
                .<Observation>map(wrong -> new Observation.Nothing(sampled.seen(), Cause.HARNESS, wrong))
                .orElseGet(() -> sum.observation(
                        sampled.seen(),
                        sampled.segment(),
                        startToFirstSample(sampled.workers(), reports.get(0), start)));
    }

    /** Only a trial that started all its workers itself can say how long a start takes. */
    private static long startToFirstSample(List<WorkerProcess> workers, OutcomeReport leader, long start) {
        long newest =
                workers.stream().mapToLong(WorkerProcess::startedNanos).max().orElse(0);
        boolean fresh = workers.stream().allMatch(w -> w.startedNanos() >= start);
        return fresh && leader.rounds() > 0 ? (leader.firstSampleNanos() - newest) / 1_000_000 : -1;
    }
}
