package org.shmstress.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shmstress.fork.Response;
import org.shmstress.fork.Team;
import org.shmstress.fork.Watchdog;
import org.shmstress.judge.Budget;
import org.shmstress.judge.Linearizability;
import org.shmstress.observation.Observation;
import org.shmstress.observation.WorkerExit;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.protocol.OperationTask;
import org.shmstress.run.history.LogReader;
import org.shmstress.run.history.PlainModel;
import org.shmstress.run.history.RoundJudge;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.Layout;
import org.shmstress.segment.View;
import org.shmstress.worker.operations.HistoryEvidence;
import org.shmstress.worker.operations.HistoryLayout;

/** One trial of an object with a model: rounds of recorded operations, each judged. */
final class HistoryTrial {

    private static final OperationRecording RECORDING = OperationRecording.FENCED;

    private final Trial trial;
    private final Scenario.ObjectTest test;
    private final Scenario.ObjectModel model;
    private final Layout layout;
    private final RoundJudge judge;

    private HistoryTrial(Trial trial, Scenario.ObjectTest test, Scenario.ObjectModel model, RoundJudge judge) {
        this.trial = trial;
        this.test = test;
        this.model = model;
        this.judge = judge;
        this.layout = Layout.of(
                test.workers(),
                HistoryLayout.controlBytes(test.workers()),
                test.objectBytes(),
                HistoryLayout.logsBytes(test.workers()));
    }

    /** Performs the trial. */
    static Observation perform(Workplace workplace, Machine machine, Trial trial, Scenario.ObjectTest test) {
        Scenario.ObjectModel about = test.model().orElseThrow();
        try (PlainModel model = PlainModel.load(test.origin(), about)) {
            HistoryTrial performed = new HistoryTrial(trial, test, about, new RoundJudge(new Linearizability<>(model, Budget.DEFAULT)::judge));
            try (Stage stage = Stage.set(workplace, machine, trial, performed.layout)) {
                return performed.perform(stage);
            }
        }
    }

    private Observation perform(Stage stage) {
        LogReader reader = new LogReader(model.operations(), RECORDING);
        RoundTaker taker = new RoundTaker(
                stage.segment(),
                this::evidence,
                logs -> reader.read(logs, List.of()),
                judge,
                test.workers(),
                trial.millis());
        Team.Result result;
        try (taker) {
            result = operate(stage);
        }
        Optional<RuntimeException> failure = taker.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        return observe(stage, result);
    }

    private Team.Result operate(Stage stage) {
        List<Message.Operate> commands = IntStream.range(0, test.workers())
                .mapToObj(worker -> new Message.Operate(task(worker)))
                .toList();
        Watchdog watchdog = Watchdog.after(
                Duration.ofMillis(trial.millis()),
                worker -> stage.segment().read(view -> evidence(view).progress()));
        return new Team(stage.workers(), stage.segment()::releaseAbort).run(commands, watchdog);
    }

    private OperationTask task(int worker) {
        return new OperationTask(
                test.origin().toString(),
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
                layout.resultsOffset(),
                false,
                model.operations(),
                model.initialiser(),
                RECORDING);
    }

    private HistoryEvidence evidence(View view) {
        return new HistoryEvidence(view, layout.engineOffset(), layout.resultsOffset(), test.workers());
    }

    private Observation observe(Stage stage, Team.Result result) {
        boolean stuck = stuck(result);
        if (result.replies().isEmpty() && !stuck) {
            return Trouble.of(stage.seen(), stage.workers(), result);
        }
        return new Observation.Histories(
                stage.seen(),
                stage.segmentSeen(),
                trial.schedule().name().toLowerCase(Locale.ROOT),
                judge.rounds(),
                judge.operations(),
                judge.overlapped(),
                judge.undecided(),
                judge.finding(),
                List.of(),
                stuck ? stage.segment().read(view -> evidence(view).whereabouts()) : List.of());
    }

    /** A worker stuck in the object was ended by the watchdog; the harness's own waits give up when told to. */
    private static boolean stuck(Team.Result result) {
        return result.stall().isPresent()
                && result.responses().stream()
                        .anyMatch(r ->
                                r instanceof Response.Died died && died.exit().how() == WorkerExit.How.HUNG);
    }
}
