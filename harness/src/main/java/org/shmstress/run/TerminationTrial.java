package org.shmstress.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.shmstress.fork.Response;
import org.shmstress.fork.Team;
import org.shmstress.fork.Watchdog;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.lift.LiftedJar;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Machine;
import org.shmstress.plan.SettingTable;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.protocol.Setting.SlotLayout;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Segment;
import org.shmstress.worker.sampling.ControlPage;
import org.shmstress.worker.sampling.TerminationPage;

/**
 * One trial of a termination test, in legs: an actor that never returns ends its leg, for its worker can only be killed. The next
 * leg has a fresh one and a fresh segment, so that nothing of the actor that was killed is left.
 */
final class TerminationTrial {

    /** Each stale iteration costs seconds and a start, and a fourth says no more than the third. */
    private static final int MAX_LEGS = 3;

    private static final int SIDES = 2;
    private static final int ACTOR = 0;
    private static final int SIGNAL = 1;

    /** Iterations come one after the other; the slots between keep them off lines that are still being fetched. */
    private static final List<Setting> SETTINGS = List.of(new Setting(1024, 1, SlotLayout.APART, 64, List.of(0, 0)));

    private final Workplace workplace;
    private final Machine machine;
    private final Trial trial;
    private final LiftedJar lifted;
    private final Layout layout;
    private final List<OutcomeReport> legs = new ArrayList<>();

    TerminationTrial(Workplace workplace, Machine machine, Trial trial, LiftedJar lifted) {
        this.workplace = workplace;
        this.machine = machine;
        this.trial = trial;
        this.lifted = lifted;
        this.layout = Layout.of(
                SIDES,
                ControlPage.BYTES + TerminationPage.BYTES,
                SettingTable.slotsBytes(SIDES, lifted.cells(), SETTINGS),
                SettingTable.resultsBytes(lifted.resultTypes(), SETTINGS));
    }

    Observation perform() {
        long start = System.nanoTime();
        long enoughNanos = trial.millis() * 1_000_000 * OutcomeTask.PATIENCE;
        Observation seen = leg();
        for (int n = 1; n < MAX_LEGS && endedStale(n) && System.nanoTime() - start < enoughNanos; n++) {
            seen = leg();
        }
        return seen;
    }

    /** What was seen in all legs until now, or what went wrong in this one. */
    private Observation leg() {
        try (Stage stage = Stage.set(workplace, machine, trial, layout)) {
            Segment segment = stage.segment();
            List<Message.Sample> commands = IntStream.range(0, SIDES)
                    .mapToObj(side -> new Message.Sample(task(side)))
                    .toList();
            Watchdog watchdog = Watchdog.after(
                    Duration.ofMillis(trial.millis()), side -> segment.opaqueProgress(side) + executed(stage, side));
            StaleProof proof = new StaleProof();
            try (WorkerKiller killer =
                    new WorkerKiller(stage.workers(), () -> stale(stage, proof), "that did not end after its signal")) {
                Team.Result result = new Team(stage.workers(), segment::releaseAbort).run(commands, watchdog);
                return observe(stage, result);
            }
        }
    }

    private OutcomeTask task(int side) {
        return new OutcomeTask(
                lifted.jar().toString(),
                lifted.testClass(),
                side,
                SIDES,
                SETTINGS,
                List.of(),
                SIDES,
                trial.millis(),
                0,
                List.of(),
                trial.seed() + legs.size(),
                layout.engineOffset(),
                layout.slotsOffset(),
                layout.slotsBytes(),
                layout.resultsOffset(),
                layout.resultsBytes());
    }

    /** An actor that burns CPU is getting on, as far as the watchdog is concerned: it has its own proof. */
    private static long executed(Stage stage, int side) {
        WorkerProcess worker = stage.workers().get(side);
        return ThreadSeen.of(worker.pid(), worker.hello().threadId())
                .map(ThreadSeen::executedNanos)
                .orElse(0L);
    }

    /** The actor's worker, once it is proved that it does not end and the signaller has not seen it end just now. */
    private OptionalInt stale(Stage stage, StaleProof proof) {
        long awaited = onPage(stage, TerminationPage::acquireAwaited);
        Optional<ThreadSeen> actor = awaited == 0
                ? Optional.empty()
                : ThreadSeen.of(stage.workers().get(ACTOR).pid(), onPage(stage, TerminationPage::plainThreadId));
        return proof.look(awaited, actor, System.nanoTime()) && onPage(stage, page -> page.decideStale(awaited))
                ? OptionalInt.of(ACTOR)
                : OptionalInt.empty();
    }

    private <T> T onPage(Stage stage, Function<TerminationPage, T> reader) {
        return stage.segment().read(view -> {
            AbortWord abort = new AbortWord(view.access(), view.region(), view.at(layout.abortOffset()));
            return reader.apply(new TerminationPage(view, layout.engineOffset(), abort));
        });
    }

    private Observation observe(Stage stage, Team.Result result) {
        if (result.stall().isPresent()
                || !(result.responses().get(SIGNAL) instanceof Response.Replied replied)
                || !(replied.reply() instanceof Message.Sampled sampled)
                || !hasEnded(result.responses().get(ACTOR), sampled.report())) {
            return Trouble.of(stage.seen(), stage.workers(), result);
        }
        legs.add(sampled.report());
        return new OutcomeSum(List.of(sum())).observation(stage.seen(), stage.segmentSeen(), -1);
    }

    /** An actor that was killed for being stale has ended as it should; any other end needs its reply. */
    private static boolean hasEnded(Response actor, OutcomeReport report) {
        return isStale(report)
                || actor instanceof Response.Replied replied && replied.reply() instanceof Message.Sampled;
    }

    private boolean endedStale(int leg) {
        return legs.size() == leg && isStale(legs.get(leg - 1));
    }

    private static boolean isStale(OutcomeReport report) {
        return report.tallies().stream().anyMatch(t -> t.outcome().equals("STALE"));
    }

    /** All legs as one; an outcome's first time counts from the begin of its leg. */
    private OutcomeReport sum() {
        List<OutcomeTally> tallies =
                legs.stream().flatMap(leg -> leg.tallies().stream()).toList();
        return new OutcomeReport(
                sum(OutcomeReport::samples),
                sum(OutcomeReport::ranSlots),
                sum(OutcomeReport::rounds),
                tallies,
                SETTINGS.size(),
                sum(OutcomeReport::warmSamples),
                sum(OutcomeReport::warmNanos),
                sum(OutcomeReport::sampledChunks),
                sum(OutcomeReport::overlappedChunks),
                sum(OutcomeReport::runNanos),
                0,
                0,
                legs.get(0).firstSampleNanos());
    }

    private long sum(ToLongFunction<OutcomeReport> part) {
        return legs.stream().mapToLong(part).sum();
    }
}
