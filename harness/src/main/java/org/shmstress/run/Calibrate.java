package org.shmstress.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.shmstress.calibration.Calibration;
import org.shmstress.calibration.DefectTable;
import org.shmstress.calibration.DefectTable.Row;
import org.shmstress.calibration.Finding;
import org.shmstress.calibration.Hunt;
import org.shmstress.calibration.Hunt.Attempt;
import org.shmstress.calibration.Hunt.Sight;
import org.shmstress.calibration.Result;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Plan;
import org.shmstress.plan.Rotation;
import org.shmstress.plan.Trial;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Catalog;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.Leak;
import org.shmstress.verdict.Folder.Graded;
import org.shmstress.verdict.Judge;
import org.shmstress.verdict.LeftBehind;
import org.shmstress.verdict.TrialVerdict;

/**
 * A calibration from options to exit code: the tester is turned on defects that are known to be there, and on correct code that looks like
 * them. {@link Hunt} says what is tried next; this performs, judges and records it as a run does.
 */
public final class Calibrate {

    private final Preparation prepared;
    private final Archive archive;
    private final Workplace workplace;
    private final TrialPerformer performer;
    private final Interruption interruption;
    private final Map<String, Target> targets;
    private final Hunt hunt;
    private final Consumer<Finding> decided;
    private final Map<String, Finding> checked = new HashMap<>();
    private int trials;

    /** A row with the scenarios that stand for it: one mutant, or the objects that are the control. */
    private record Target(Row row, List<Scenario> scenarios, List<Rotation> rotations) {
        static Target of(Row row, List<Scenario> scenarios, RunOptions options, Machine machine) {
            List<Rotation> rotations = scenarios.stream()
                    .map(s -> Rotation.of(options.plan(), machine, s))
                    .toList();
            return new Target(row, scenarios, rotations);
        }

        int ways() {
            return rotations.stream().mapToInt(Rotation::turns).sum();
        }

        /** The scenarios' turns, one scenario after the other. */
        Trial trial(Attempt attempt) {
            int turn = attempt.turn();
            int index = 0;
            while (turn >= rotations.get(index).turns()) {
                turn -= rotations.get(index++).turns();
            }
            return rotations.get(index).trial(attempt.round(), turn, attempt.millis());
        }

        Optional<String> whyNot() {
            return rotations.stream().flatMap(r -> r.whyNot().stream()).findFirst();
        }
    }

    /**
     * What a calibration leaves.
     *
     * @param run directory, verdict and exit code
     * @param calibration what was found
     */
    public record Outcome(RunResult run, Calibration calibration) {}

    private Calibrate(
            Preparation prepared,
            Archive archive,
            Workplace workplace,
            Interruption interruption,
            Map<String, Target> targets,
            Consumer<Finding> decided) {
        this.prepared = prepared;
        this.archive = archive;
        this.workplace = workplace;
        this.performer = workplace.performer();
        this.interruption = interruption;
        this.targets = targets;
        this.decided = decided;
        this.hunt = new Hunt(
                targets.values().stream()
                        .filter(target -> target.ways() > 0)
                        .map(target -> new Hunt.Entrant(target.row(), target.ways()))
                        .toList(),
                prepared.options().plan().effectiveBudget().toMillis() / 1e3);
    }

    /**
     * Calibrates.
     *
     * @param options the selection's patterns are ids of the table; the budget is kept, the profile is not asked
     * @param planted jar with the classes in which faults of a harness are planted
     * @param listener told each line of the record
     * @param decided told each row as it is decided, the rest at the end
     * @throws org.shmstress.HarnessException USAGE or NO_ROOM before any work is done; later trouble is graded and recorded
     */
    public static Outcome execute(
            RunOptions options,
            Path planted,
            RunListener listener,
            Consumer<Finding> decided,
            Interruption interruption) {
        DefectTable table = DefectTable.read();
        List<Row> selected = table.select(options.selection().patterns());
        List<Scenario> all = Catalog.load(options.testClasspath());
        Map<Row, List<Scenario>> scenarios = scenarios(selected, all);
        Map<String, Target> targets = new LinkedHashMap<>();
        Preparation prepared = Preparation.of(
                options,
                scenarios.values().stream().flatMap(List::stream).distinct().toList(),
                (o, machine, byId) -> {
                    scenarios.forEach((row, some) -> targets.put(row.id(), Target.of(row, some, o, machine)));
                    return firstRounds(o, targets.values());
                });
        try (Archive archive = Archive.open(prepared, listener);
                Workplace workplace = Workplace.open(prepared, archive)) {
            archive.begin(Set.of(RunRecord.CALIBRATION_TAG));
            Calibrate calibrate = new Calibrate(prepared, archive, workplace, interruption, targets, decided);
            calibrate.check(new SelfChecks(workplace, prepared, all, planted), selected);
            calibrate.hunt();
            workplace.close();
            Calibration calibration = calibrate.calibration(table, selected);
            RunResult run = archive.finish(
                    interruption.happened(), workplace.leaks(), calibration.verdict(), calibration.reason());
            return new Outcome(run, calibration);
        }
    }

    private static Plan firstRounds(RunOptions options, Collection<Target> targets) {
        return Rotation.firstRounds(
                options.plan(),
                targets.stream().flatMap(target -> target.rotations().stream()).toList(),
                Hunt.FIRST_MILLIS);
    }

    private static Map<Row, List<Scenario>> scenarios(List<Row> rows, List<Scenario> all) {
        Map<Row, List<Scenario>> scenarios = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.unreachable().isEmpty() && !selfChecks().contains(row.id())) {
                scenarios.put(row, all.stream().filter(s -> standsFor(s, row)).toList());
            }
        }
        return scenarios;
    }

    private static boolean standsFor(Scenario scenario, Row row) {
        return scenario.isMutant()
                ? scenario.id().equals("defects/" + row.id())
                : scenario.tags().contains(row.id()) || row.standIns().contains(scenario.id());
    }

    /** Ids of the rows that are mistakes of a harness, for which no scenario stands. */
    public static List<String> selfChecks() {
        return SelfChecks.ids();
    }

    /** Before the rest: what follows is believed only as far as these mistakes are noticed. */
    private void check(SelfChecks checks, List<Row> selected) {
        for (Row row : selected) {
            if (selfChecks().contains(row.id()) && !interruption.happened()) {
                Sight sight = checks.look(row.id());
                if (!interruption.happened()) {
                    Finding finding = row.after(List.of(sight));
                    checked.put(row.id(), finding);
                    decided.accept(finding);
                }
            }
        }
    }

    private void hunt() {
        double begin = archive.seconds();
        for (Optional<Attempt> next = hunt.next(0);
                next.isPresent() && !interruption.happened();
                next = hunt.next(archive.seconds() - begin)) {
            attempt(next.get());
        }
    }

    private void attempt(Attempt attempt) {
        Trial trial = target(attempt.id()).trial(attempt).withId(String.format("t%04d", ++trials));
        Scenario scenario = prepared.scenario(trial.scenario());
        archive.beginTrial(trial);
        Observation seen = performer.perform(trial, scenario);
        if (!interruption.happened()) { // else the workers were killed for it: what was seen says nothing
            Graded graded = archive.finishTrial(trial, seen, verdict(attempt, trial, scenario, seen));
            hunt.seen(attempt, sight(trial, seen, graded)).ifPresent(decided);
        }
    }

    /** What a planted defect leaves behind is not how it is to be found; of a correct object it is a defect. */
    private TrialVerdict verdict(Attempt attempt, Trial trial, Scenario scenario, Observation seen) {
        TrialVerdict verdict = Judge.judge(scenario, seen, prepared.opensWindow(trial));
        List<Leak> leaks = workplace.leaksOfTrial();
        return target(attempt.id()).row().isControl() ? LeftBehind.told(verdict, leaks) : verdict;
    }

    private static Sight sight(Trial trial, Observation seen, Graded graded) {
        return new Sight(
                graded.verdict().grade(),
                graded.verdict().reason(),
                schedule(trial, seen),
                graded.samples(),
                graded.seconds());
    }

    private static String schedule(Trial trial, Observation seen) {
        if (seen instanceof Observation.Operations operations) {
            return operations.schedule();
        }
        return seen instanceof Observation.Histories histories
                ? histories.schedule()
                : trial.schedule().words();
    }

    private Target target(String id) {
        return Optional.ofNullable(targets.get(id)).orElseThrow(() -> new IllegalArgumentException(id));
    }

    private Calibration calibration(DefectTable table, List<Row> selected) {
        List<Finding> rows = new ArrayList<>();
        for (Row row : table.rows()) {
            Finding finding = selected.contains(row) ? finding(row) : row.without(Result.SKIPPED, "not selected");
            rows.add(finding);
        }
        Calibration calibration = new Calibration(rows);
        rows.stream()
                .filter(f -> f.result() != Result.FOUND && f.result() != Result.ALARM && f.result() != Result.SKIPPED)
                .filter(f -> !checked.containsKey(f.id()))
                .forEach(decided);
        return calibration;
    }

    private Finding finding(Row row) {
        if (row.unreachable().isPresent()) {
            return row.without(Result.UNREACHABLE, row.unreachable().get());
        }
        if (selfChecks().contains(row.id())) {
            return Optional.ofNullable(checked.get(row.id()))
                    .orElseGet(() -> row.without(Result.SKIPPED, "interrupted"));
        }
        Target target = target(row.id());
        if (target.scenarios().isEmpty()) {
            Result none = row.isControl() ? Result.UNKNOWN : Result.MISSED;
            return row.without(none, "nothing among the scenarios stands for it");
        } else if (target.ways() == 0) {
            return row.without(
                    Result.UNREACHABLE, "on this machine: " + target.whyNot().orElse("no configuration"));
        }
        Finding finding = hunt.finding(row.id());
        boolean open = Stream.of(Result.FOUND, Result.ALARM).noneMatch(r -> r == finding.result());
        return open && interruption.happened()
                ? row.without(Result.SKIPPED, "interrupted after " + finding.trials() + " trials")
                : finding;
    }
}
