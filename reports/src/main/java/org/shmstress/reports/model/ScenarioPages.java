package org.shmstress.reports.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Operations;
import org.shmstress.record.Entry.Configuration;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.ScenarioPage.OperationsRow;
import org.shmstress.reports.model.ScenarioPage.TrialRow;
import org.shmstress.verdict.Grade;

/** Draws up a scenario's page. */
final class ScenarioPages {
    /** So many trials are shown in full, the worst first; the list has all. */
    private static final int IN_FULL = 40;

    /** So many drawings stand open, of the outcomes that matter most. */
    private static final int FIGURES = 2;

    private final Site site;
    private final RunRecord record;
    private final ScenarioPlanned scenario;
    private final List<TrialFinished> trials;
    private final Optional<TrialFinished> deciding;
    private final List<TrialFinished> others;
    private final Map<String, String> anchors = new HashMap<>();

    ScenarioPages(Site site, ScenarioPlanned scenario) {
        this.site = site;
        this.record = site.record();
        this.scenario = scenario;
        this.trials = record.trialsOf(scenario.scenario());
        this.deciding = Deciding.trial(record, scenario.scenario());
        this.others = others();
        Stream.concat(deciding.stream(), others.stream().limit(IN_FULL))
                .forEach(trial -> anchors.put(trial.trial(), "trial-" + anchors.size()));
    }

    ScenarioPage page() {
        Optional<ScenarioFinished> verdict = record.verdictOf(scenario.scenario());
        OutcomeTables tables = OutcomeTables.of(scenario, trials);
        Mark mark = Mark.of(verdict);
        return new ScenarioPage(
                site.frame(mark.word() + ": " + scenario.scenario(), site.fileOf(scenario)),
                Text.of(scenario.scenario()),
                Text.of(Site.subject(scenario)),
                site.linkFrom(scenario),
                mark,
                scenario.mutant(),
                facts(verdict),
                Text.of(verdict.map(ScenarioFinished::reason).orElse("The record ends before its verdict.")),
                Text.of(scenario.title()),
                scenario.description()
                        .lines()
                        .filter(l -> !l.isBlank())
                        .map(Text::prose)
                        .toList(),
                tables.shown(),
                tables.others(),
                tables.unseen(),
                tables.figures().stream().limit(FIGURES).toList(),
                tables.figures().stream().skip(FIGURES).toList(),
                tables.heat().stream().filter(h -> h.rows().size() > 1).toList(),
                Text.prose(FieldsNote.of(scenario, trials)),
                trials.stream().flatMap(t -> operations(t).stream()).toList(),
                trials.stream()
                        .flatMap(t -> ObjectTables.row(t, link(t)).stream())
                        .toList(),
                verdict.filter(v -> v.grade() == Grade.PASSED).isPresent()
                        ? List.of()
                        : ObjectTables.grid(trials).stream().toList(),
                AnswerTables.of(trials).stream().toList(),
                deciding.stream().map(this::detail).toList(),
                trials.stream().map(this::row).toList(),
                deciding.map(t -> Text.visible(t.repeat().replace(" " + t.trial(), " TRIAL")))
                        .orElse(""),
                others.stream().limit(IN_FULL).map(this::detail).toList(),
                leftOut(others.size() - IN_FULL),
                cutOff());
    }

    /** One among many that passed has nothing to say that the list has not. */
    private List<TrialFinished> others() {
        return trials.stream()
                .filter(t -> t.grade() != Grade.PASSED)
                .filter(t -> deciding.filter(d -> d.trial().equals(t.trial())).isEmpty())
                .sorted(Comparator.comparing(TrialFinished::grade).reversed())
                .toList();
    }

    private static String leftOut(int count) {
        return count <= 0 ? "" : Words.counted(count, "more trial is", "more trials are") + " in the list above only.";
    }

    private String facts(Optional<ScenarioFinished> verdict) {
        long same = verdict.map(
                        v -> trials.stream().filter(t -> t.grade() == v.grade()).count())
                .orElse(0L);
        String jdks = trials.stream()
                .map(t -> t.configuration().jdkSet())
                .distinct()
                .map(j -> Text.of(j).shown())
                .collect(Collectors.joining(", "));
        long amount = trials.stream()
                .mapToLong(t -> Amount.of(t.observation().value()).count())
                .sum();
        String unit = trials.stream()
                .map(t -> Amount.of(t.observation().value()))
                .filter(a -> a.count() > 0)
                .map(Amount::unit)
                .findFirst()
                .orElse("");
        return "in " + Words.count(same) + " of " + Words.counted(trials.size(), "trial", "trials")
                + (jdks.isEmpty() ? "" : " · JDK" + Words.NBSP + jdks)
                + (unit.isEmpty() ? "" : " · " + Words.count(amount) + Words.NBSP + unit)
                + verdict.map(v -> " · " + Words.seconds(v.seconds())).orElse("");
    }

    private Optional<OperationsRow> operations(TrialFinished trial) {
        if (!(trial.observation().value() instanceof Operations seen)) {
            return Optional.empty();
        }
        return Optional.of(new OperationsRow(
                Text.of(trial.trial()),
                link(trial),
                Mark.of(trial.grade()),
                Text.of(seen.schedule()),
                Words.count(seen.operations()),
                Words.count(seen.recordedOperations()),
                Words.count(seen.protectedSum()),
                Words.count(seen.violations()),
                Words.count(seen.contended()),
                seen.stalled()));
    }

    private TrialRow row(TrialFinished trial) {
        Configuration c = trial.configuration();
        return new TrialRow(
                Text.of(trial.trial()),
                link(trial),
                Mark.of(trial.grade()),
                Text.of(c.jdkSet()),
                Text.of(String.join(" ", c.jits())),
                Text.of(c.accessPath()),
                Text.of(c.placement()),
                Text.of(c.schedule()),
                Long.toString(c.seed()),
                Amount.of(trial.observation().value()).words(),
                Words.seconds(trial.seconds()),
                trial.witness());
    }

    /** Where the trial stands in full; empty when only the list has it. */
    private String link(TrialFinished trial) {
        return anchors.containsKey(trial.trial()) ? "#" + anchors.get(trial.trial()) : "";
    }

    private TrialDetail detail(TrialFinished trial) {
        boolean known = record.verdictOf(scenario.scenario())
                .filter(v -> v.reason().equals(trial.reason()))
                .isPresent();
        TrialDetail detail = TrialDetails.of(
                trial,
                known ? "" : trial.reason(),
                anchors.getOrDefault(trial.trial(), ""),
                scenario.expectations(),
                site);
        return trials.size() == 1 ? detail.withoutOutcomes() : detail; // those are the page's
    }

    private List<String> cutOff() {
        return record.cutOff().stream()
                .filter(t -> t.scenario().equals(scenario.scenario()))
                .map(t -> "Trial " + Text.of(t.trial()).shown() + " (" + ConfigurationWords.line(t.configuration())
                        + ") began at " + Words.seconds(t.atSeconds()) + " and has no end in the record.")
                .toList();
    }
}
