package org.shmstress.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.shmstress.fork.Response;
import org.shmstress.fork.Team;
import org.shmstress.fork.Watchdog;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Machine;
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

    private static final int ACTOR = 0;
    private static final String STALE = "that did not end after its signal";

    /** Iterations come one after the other; the slots between keep them off lines that are still being fetched. */
    private static final List<Setting> SETTINGS = List.of(new Setting(1024, 1, SlotLayout.APART, 64, 0, List.of(0, 0)));

    private final Workplace workplace;
    private final Machine machine;
    private final Trial trial;
    private final Actors actors;
    private final Layout layout;
    private final List<OutcomeReport> reports = new ArrayList<>();

    TerminationTrial(Workplace workplace, Machine machine, Trial trial, Actors actors) {
        this.workplace = workplace;
        this.machine = machine;
        this.trial = trial;
        this.actors = actors;
        this.layout = actors.layout(ControlPage.BYTES + TerminationPage.BYTES, SETTINGS);
    }

    Observation perform() {
        long start = System.nanoTime();
        long enoughNanos = trial.millis() * 1_000_000 * OutcomeTask.PATIENCE;
        Observation seen = leg();
        for (int n = 1; n < MAX_LEGS && stale() == n && System.nanoTime() - start < enoughNanos; n++) {
            seen = leg();
        }
        return seen;
    }

    /** What was seen in all legs until now, or what went wrong in this one. */
    private Observation leg() {
        try (Stage stage = Stage.set(workplace, machine, trial, layout)) {
            Segment segment = stage.segment();
            List<Message.Command> commands = actors.commands(
                    layout, new Actors.Work(SETTINGS, List.of(), actors.count(), 0, trial.seed() + reports.size()));
            Watchdog watchdog = Watchdog.after(
                    Duration.ofMillis(trial.millis()), side -> segment.opaqueProgress(side) + executed(stage, side));
            StaleProof proof = new StaleProof();
            try (WorkerKiller killer = new WorkerKiller(stage.workers(), () -> stale(stage, proof), STALE)) {
                Team.Result result = new Team(stage.workers(), segment::releaseAbort).run(commands, watchdog);
                return observe(stage, result);
            }
        }
    }

    /** An actor that burns CPU is getting on, as far as the watchdog is concerned: it has its own proof. */
    private long executed(Stage stage, int worker) {
        long thread = onPage(stage, TerminationPage::plainThreadId);
        return worker != ACTOR || thread == 0
                ? 0
                : ThreadSeen.of(stage.workers().get(ACTOR).pid(), thread)
                        .map(ThreadSeen::executedNanos)
                        .orElse(0L);
    }

    /**
     * Calls the iteration stale once it is proved that the actor does not end, and the signaller has not seen it end just now.
     *
     * @return the worker to kill for it: the actor's own; a worker of threads must tell what it counted first
     */
    private OptionalInt stale(Stage stage, StaleProof proof) {
        long awaited = onPage(stage, TerminationPage::acquireAwaited);
        Optional<ThreadSeen> actor = awaited == 0
                ? Optional.empty()
                : ThreadSeen.of(stage.workers().get(ACTOR).pid(), onPage(stage, TerminationPage::plainThreadId));
        return proof.look(awaited, actor, System.nanoTime())
                        && onPage(stage, page -> page.decideStale(awaited))
                        && !actors.areThreads()
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
        List<Message.Reply> replies = result.responses().stream()
                .filter(Response.Replied.class::isInstance)
                .map(response -> ((Response.Replied) response).reply())
                .toList();
        List<OutcomeReport> leg = Actors.reports(replies);
        boolean stale = leg.stream().anyMatch(TerminationTrial::isStale);
        if (stale && actors.areThreads()) {
            stage.workers().get(ACTOR).kill("was killed: it ran an actor " + STALE);
        }
        // An actor that was killed for being stale has ended as it should; any other end needs its report.
        if (result.stall().isPresent() || leg.size() < (stale ? 1 : actors.count())) {
            return Trouble.of(stage.seen(), stage.workers(), result);
        }
        reports.addAll(leg);
        return new OutcomeSum(List.of(sum())).observation(stage.seen(), stage.segmentSeen(), -1);
    }

    private long stale() {
        return reports.stream().filter(TerminationTrial::isStale).count();
    }

    private static boolean isStale(OutcomeReport report) {
        return report.tallies().stream().anyMatch(t -> t.outcome().equals("STALE"));
    }

    /** All legs as one; an outcome's first time counts from the begin of its leg. */
    private OutcomeReport sum() {
        List<OutcomeTally> tallies =
                reports.stream().flatMap(leg -> leg.tallies().stream()).toList();
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
                reports.get(0).firstSampleNanos(),
                List.of());
    }

    private long sum(ToLongFunction<OutcomeReport> part) {
        return reports.stream().mapToLong(part).sum();
    }
}
