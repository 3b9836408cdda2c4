package org.shmstress.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shmstress.fork.Response;
import org.shmstress.fork.Team;
import org.shmstress.fork.Watchdog;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.protocol.OperationReport;
import org.shmstress.protocol.OperationTask;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Segment;
import org.shmstress.segment.View;
import org.shmstress.worker.operations.OperationEvidence;
import org.shmstress.worker.operations.OperationLayout;
import org.shmstress.worker.operations.Phase;

/** One trial of a shared lock to which nothing befalls: every worker runs bursts of sections under it. */
final class ObjectTrial {

    /** Operations per worker and burst: lost wake-ups and stalls show at the end of a burst, so bursts are short. */
    private static final int BURST = 20;

    private final Workplace workplace;
    private final Machine machine;
    private final Trial trial;
    private final Scenario.ObjectTest test;
    private final Layout layout;

    ObjectTrial(Workplace workplace, Machine machine, Trial trial, Scenario.ObjectTest test) {
        this.workplace = workplace;
        this.machine = machine;
        this.trial = trial;
        this.test = test;
        this.layout = Layout.of(
                test.workers(),
                OperationLayout.controlBytes(test.workers()),
                test.objectBytes(),
                OperationLayout.DATA_BYTES);
    }

    Observation perform() {
        try (Stage stage = Stage.set(workplace, machine, trial, layout)) {
            return observe(stage, operate(stage));
        }
    }

    private Team.Result operate(Stage stage) {
        Segment segment = stage.segment();
        List<Message.Operate> commands = IntStream.range(0, test.workers())
                .mapToObj(worker -> new Message.Operate(task(stage, worker)))
                .toList();
        Watchdog watchdog = Watchdog.after(
                Duration.ofMillis(trial.millis()),
                worker -> segment.read(view -> evidence(view).progress()),
                () -> new StandstillWatch(stage, standing(stage)));
        Team team = new Team(stage.workers(), segment::releaseAbort);
        return Stopper.during(
                trial,
                stage,
                layout.slotsOffset(),
                test.objectBytes(),
                new Stops(),
                () -> team.run(commands, watchdog));
    }

    private StandstillWatch.Evidence standing(Stage stage) {
        return new StandstillWatch.Evidence() {
            @Override
            public long progress() {
                return stage.segment().read(view -> evidence(view).progress());
            }

            @Override
            public Phase phase(int worker) {
                return stage.segment().read(view -> evidence(view).phase(worker));
            }

            @Override
            public long completed(int worker) {
                return stage.segment().read(view -> evidence(view).completed(worker));
            }
        };
    }

    private OperationTask task(Stage stage, int worker) {
        return new OperationTask(
                test.origin().toAbsolutePath().toString(),
                wovenJar(),
                test.objectClass(),
                worker,
                test.workers(),
                trial.schedule().name(),
                BURST,
                Integer.MAX_VALUE,
                trial.millis(),
                trial.seed(),
                layout.engineOffset(),
                layout.slotsOffset(),
                test.objectBytes(),
                stage.directory().toString(),
                layout.resultsOffset(),
                false,
                -1,
                List.of(),
                "",
                OperationRecording.LIGHT,
                0);
    }

    private String wovenJar() {
        return trial.schedule().needsSteps()
                ? workplace.weaver().weave(test).jar().toString()
                : "";
    }

    private OperationEvidence evidence(View view) {
        return new OperationEvidence(view, layout.engineOffset(), layout.resultsOffset(), test.workers());
    }

    private Observation observe(Stage stage, Team.Result result) {
        List<OperationReport> reports = reports(result);
        boolean someFailed = result.responses().stream()
                .anyMatch(r -> r instanceof Response.Replied replied && replied.reply() instanceof Message.Failed);
        if (someFailed) {
            return Trouble.of(stage.seen(), stage.workers(), result);
        }
        List<WorkerSeen> seen = stage.seen();
        OperationEvidence.Counts counts =
                stage.segment().read(view -> evidence(view).counts());
        boolean stalled = result.somebodyIsStuck();
        boolean found = stalled || counts.violations() > 0 || counts.protectedSum() != counts.recordedOperations();
        return new Observation.Operations(
                seen,
                stage.segmentSeen(),
                found ? scheduleSeen(stage) : trial.schedule().words(),
                reports.stream().mapToLong(OperationReport::operations).sum(),
                counts.recordedOperations(),
                counts.protectedSum(),
                counts.violations(),
                evidenceLines(stage, reports, result),
                counts.contended(),
                reports.stream().flatMap(r -> r.events().stream()).toList(),
                stalled,
                Optional.empty());
    }

    /** With the part under which the trial ended: the first violation ends it. */
    private String scheduleSeen(Stage stage) {
        return trial.schedule()
                .words(trial.seed(), stage.segment().read(view -> evidence(view).generation()));
    }

    private List<String> evidenceLines(Stage stage, List<OperationReport> reports, Team.Result result) {
        List<String> lines = new ArrayList<>();
        reports.forEach(r -> lines.addAll(r.evidence()));
        result.stall().ifPresent(proof -> {
            lines.add(proof);
            lines.addAll(stage.segment().read(view -> evidence(view).whereabouts()));
        });
        return lines;
    }

    private static List<OperationReport> reports(Team.Result result) {
        return result.responses().stream()
                .filter(Response.Replied.class::isInstance)
                .map(r -> ((Response.Replied) r).reply())
                .filter(Message.Operated.class::isInstance)
                .map(r -> ((Message.Operated) r).report())
                .toList();
    }
}
