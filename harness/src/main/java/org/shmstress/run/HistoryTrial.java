package org.shmstress.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.fork.Response;
import org.shmstress.fork.Team;
import org.shmstress.fork.Watchdog;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation;
import org.shmstress.observation.WorkerExit;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.protocol.OperationTask;
import org.shmstress.run.history.Judges;
import org.shmstress.run.history.LogReader;
import org.shmstress.run.history.PlainModel;
import org.shmstress.run.history.RoundJudge;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.Layout;
import org.shmstress.segment.View;
import org.shmstress.weave.Woven;
import org.shmstress.worker.operations.HistoryEvidence;
import org.shmstress.worker.operations.HistoryLayout;
import org.shmstress.worker.operations.LockedCounter;

/** One trial of an object with a model: rounds of recorded operations, each judged. */
final class HistoryTrial {

    /** As long as the proof of a standstill takes, at the least. */
    private static final long STILL_MILLIS = Standstill.LEAST_MILLIS;

    /** What a lock does for its owners. */
    private static final Scenario.ObjectModel LOCKED_COUNTER =
            new Scenario.ObjectModel(LockedCounter.Model.class.getName(), List.of(LockedCounter.SECTION), "");

    private final Trial trial;
    private final Scenario.ObjectTest test;
    private final Scenario.ObjectModel model;
    private final Optional<Woven> woven;
    private final Layout layout;
    private final Judges judges;
    private final RoundJudge judge;
    private final Stops stops = new Stops();

    private HistoryTrial(
            Trial trial, Scenario.ObjectTest test, Scenario.ObjectModel model, Optional<Woven> woven, Judges judges) {
        this.trial = trial;
        this.test = test;
        this.model = model;
        this.woven = woven;
        this.judges = judges;
        this.judge = new RoundJudge(judges);
        this.layout = Layout.of(
                test.workers(),
                HistoryLayout.controlBytes(test.workers()),
                HistoryLayout.objectRegionBytes(test.objectBytes()),
                HistoryLayout.logsBytes(test.workers()));
    }

    /** Performs the trial. */
    static Observation perform(Workplace workplace, Machine machine, Trial trial, Scenario.ObjectTest test) {
        Scenario.ObjectModel about = test.model().orElse(LOCKED_COUNTER);
        Optional<Woven> woven =
                trial.schedule().needsSteps() ? Optional.of(workplace.weaver().weave(test)) : Optional.empty();
        try (PlainModel model = PlainModel.load(test.origin(), about)) {
            Judges judges = test.model().isPresent()
                    ? Judges.of(model, about.operations())
                    : Judges.ofLock(model, about.operations());
            HistoryTrial performed = new HistoryTrial(trial, test, about, woven, judges);
            try (Stage stage = performed.stage(workplace, machine)) {
                return performed.perform(stage);
            }
        }
    }

    private Stage stage(Workplace workplace, Machine machine) {
        return test.hasFaults()
                ? Stage.setNamed(workplace, machine, trial, layout)
                : Stage.set(workplace, machine, trial, layout);
    }

    private Observation perform(Stage stage) {
        RoundTaker taker = new RoundTaker(stage, plan(stage), judge);
        Team.Result result;
        try (taker) {
            result = operate(stage, taker);
            if (result.stall().isPresent() || someFailed(result)) {
                taker.cancel();
            }
        }
        Optional<RuntimeException> failure = taker.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return observe(stage, result, taker);
    }

    private RoundTaker.Plan plan(Stage stage) {
        Optional<FaultPlan> faultPlan = test.hasFaults()
                ? Optional.of(new FaultPlan(trial.seed(), test.workers(), test.faults(), steps()))
                : Optional.empty();
        return new RoundTaker.Plan(
                this::evidence,
                new LogReader(model.operations(), isLock()),
                test.workers(),
                trial.seed(),
                trial.millis(),
                faultPlan,
                isLock(),
                (worker, round) -> new Message.Operate(task(stage, worker, round)),
                stops);
    }

    private boolean isLock() {
        return test.model().isEmpty();
    }

    /** Names of the object's steps, then those of the section that a lock protects; none if nothing is woven. */
    private List<String> steps() {
        Stream<String> own = woven.stream().flatMap(w -> w.steps().stream());
        return woven.isPresent() && isLock()
                ? Stream.concat(own, LockedCounter.STEPS.stream()).toList()
                : own.toList();
    }

    private Team.Result operate(Stage stage, RoundTaker taker) {
        List<Message.Operate> commands = IntStream.range(0, test.workers())
                .mapToObj(worker -> new Message.Operate(task(stage, worker, 0)))
                .toList();
        Watchdog watchdog = Watchdog.after(
                Duration.ofMillis(trial.millis()),
                worker -> taker.beat()
                        + stage.segment().read(view -> evidence(view).progress()),
                taker::standstillWatch);
        Team team = new Team(stage.workers(), stage.segment()::releaseAbort);
        return Stopper.during(
                trial, stage, layout.slotsOffset(), test.objectBytes(), stops, () -> team.run(commands, watchdog));
    }

    private OperationTask task(Stage stage, int worker, long joinedRound) {
        return new OperationTask(
                test.origin().toAbsolutePath().toString(),
                woven.map(w -> w.jar().toString()).orElse(""),
                test.objectClass(),
                worker,
                test.workers(),
                trial.schedule().name(),
                HistoryLayout.BURST,
                HistoryLayout.BURSTS,
                trial.millis(),
                trial.seed(),
                layout.engineOffset(),
                layout.slotsOffset(),
                test.objectBytes(),
                stage.directory().toString(),
                layout.resultsOffset(),
                test.hasFaults(),
                isLock() ? woven.map(w -> w.steps().size()).orElse(0) : -1,
                model.operations(),
                model.initialiser(),
                OperationRecording.BY_TURNS,
                joinedRound);
    }

    private HistoryEvidence evidence(View view) {
        return new HistoryEvidence(view, layout.engineOffset(), layout.resultsOffset(), test.workers());
    }

    private Observation observe(Stage stage, Team.Result result, RoundTaker taker) {
        boolean stuck = result.somebodyIsStuck();
        if (!stuck && someFailed(result)) {
            return Trouble.of(stage.seen(), stage.workers(), result);
        }
        List<String> stall = stuck ? stage.segment().read(view -> evidence(view).whereabouts()) : taker.stall();
        boolean hadToWait = !stall.isEmpty() && judge.finding().isEmpty() && taker.hadToWait(STILL_MILLIS);
        return new Observation.Histories(
                stage.seen(),
                stage.segmentSeen(),
                scheduleSeen(stuck || !stall.isEmpty(), taker),
                judge.rounds(),
                judge.fencedRounds(),
                judge.operations(),
                judge.overlapped(),
                judge.undecided(),
                judge.doubt(),
                judges.names(test.hasFaults()),
                judge.finding(),
                taker.faults(),
                hadToWait ? List.of() : stall);
    }

    /** With the part that showed what was found. */
    private String scheduleSeen(boolean still, RoundTaker taker) {
        return judge.finding()
                .map(Finding::round)
                .or(() -> still ? Optional.of(taker.round()) : Optional.empty())
                .map(round -> trial.schedule().words(trial.seed(), round))
                .orElseGet(trial.schedule()::words);
    }

    /** Whether a worker died by itself or could not do its work. */
    private static boolean someFailed(Team.Result result) {
        return result.responses().stream()
                .anyMatch(r -> r instanceof Response.Died died
                        ? died.exit().how() != WorkerExit.How.KILLED_ON_PURPOSE
                        : r instanceof Response.Replied replied && replied.reply() instanceof Message.Failed);
    }
}
