package org.shmstress.reports.model;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.record.Entry;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.Entry.WorkerLife;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.FrontPage.Finding;
import org.shmstress.reports.model.FrontPage.Mutant;
import org.shmstress.reports.model.FrontPage.Row;
import org.shmstress.reports.model.FrontPage.Subject;
import org.shmstress.reports.model.FrontPage.Tally;
import org.shmstress.verdict.Grade;

/** Draws up the front page. */
final class FrontPages {
    private static final int FINDINGS = 20;
    private static final int BAR = 180;
    private static final Comparator<ScenarioFinished> WORST_FIRST =
            Comparator.comparing(ScenarioFinished::grade).reversed();

    private final Site site;
    private final RunRecord record;

    FrontPages(Site site) {
        this.site = site;
        this.record = site.record();
    }

    FrontPage page() {
        FrontPage.Verdict verdict = new VerdictWords(record).verdict();
        List<ScenarioFinished> found = found();
        boolean single = record.counted().size() == 1;
        return new FrontPage(
                site.frame(verdict.word() + " " + verdict.sentence().shown(), "index.html"),
                verdict,
                verdicts().isEmpty() ? List.of() : tally(verdicts(), true),
                single ? record.counted().stream().map(this::finding).toList() : List.of(),
                single ? List.of() : findings(found),
                single ? List.of() : further(found),
                EnvironmentWords.items(record),
                EnvironmentWords.details(record),
                totals(),
                single ? List.of() : site.subjects().stream().map(this::subject).toList(),
                new NotRunWords(record).rows(),
                record.calibration().stream().map(this::mutant).toList(),
                PowerWords.of(record, site.calibration()),
                workers());
    }

    private List<ScenarioFinished> verdicts() {
        return record.counted().stream()
                .flatMap(s -> record.verdictOf(s.scenario()).stream())
                .toList();
    }

    private List<ScenarioFinished> found() {
        return verdicts().stream()
                .filter(v -> v.grade().compareTo(Grade.UNKNOWN) >= 0)
                .sorted(WORST_FIRST)
                .toList();
    }

    private List<Finding> findings(List<ScenarioFinished> found) {
        Map<String, ScenarioPlanned> byId =
                record.counted().stream().collect(toMap(ScenarioPlanned::scenario, s -> s, (first, again) -> first));
        return found.stream()
                .limit(FINDINGS)
                .flatMap(v -> Stream.ofNullable(byId.get(v.scenario())))
                .map(this::finding)
                .toList();
    }

    static List<Tally> tally(List<ScenarioFinished> verdicts, boolean withNone) {
        Map<Grade, Long> counts = verdicts.stream().collect(groupingBy(ScenarioFinished::grade, counting()));
        return Stream.of(Grade.values())
                .sorted(Comparator.reverseOrder())
                .filter(grade -> withNone || counts.containsKey(grade))
                .map(grade -> tally(grade, counts.getOrDefault(grade, 0L)))
                .toList();
    }

    private static Tally tally(Grade grade, long count) {
        return new Tally(Mark.of(grade), Words.count(count), count == 0);
    }

    private Finding finding(ScenarioPlanned scenario) {
        Optional<ScenarioFinished> verdict = record.verdictOf(scenario.scenario());
        Optional<TrialFinished> trial = Deciding.trial(record, scenario.scenario());
        return new Finding(
                Mark.of(verdict),
                Text.of(scenario.scenario()),
                site.fileOf(scenario),
                Text.of(scenario.title()),
                Text.of(verdict.map(ScenarioFinished::reason).orElse("The record ends before its verdict.")),
                trial.map(t -> meta(scenario, t)).orElse(""),
                trial.map(t -> Text.visible(t.repeat())).orElse(""));
    }

    private String meta(ScenarioPlanned scenario, TrialFinished trial) {
        List<TrialFinished> all = record.trialsOf(scenario.scenario());
        long same = all.stream().filter(t -> t.grade() == trial.grade()).count();
        return Words.count(same) + " of " + Words.counted(all.size(), "trial", "trials") + " · "
                + ConfigurationWords.line(trial.configuration());
    }

    private static List<String> further(List<ScenarioFinished> found) {
        Map<Grade, Long> rest = found.stream()
                .skip(FINDINGS)
                .collect(groupingBy(ScenarioFinished::grade, LinkedHashMap::new, counting()));
        return rest.entrySet().stream()
                .map(e -> Words.counted(e.getValue(), "more scenario is", "more scenarios are") + " " + e.getKey())
                .toList();
    }

    private String totals() {
        long trials = record.trials().values().stream().mapToLong(List::size).sum();
        String samples = record.finished()
                .filter(f -> f.samples() > 0)
                .map(f -> ", " + Words.large(f.samples()) + " samples at "
                        + Words.large(Math.round(f.samplesPerSecond())) + " a second")
                .orElse("");
        return Words.counted(record.counted().size(), "scenario", "scenarios") + ", "
                + Words.counted(trials, "trial", "trials") + samples + ", "
                + Words.counted(record.workers().size(), "worker JVM", "worker JVMs") + ". " + covered();
    }

    private String covered() {
        return record.covered()
                .map(Entry.Covered::coverage)
                .filter(c -> c.possible() > 0)
                .map(c -> Words.count(c.covered()) + " of " + Words.count(c.possible())
                        + " pairs of JDK set, JIT mode, access path and placement were tried, and for "
                        + Words.count(c.complete()) + " of " + Words.counted(c.scenarios(), "scenario", "scenarios")
                        + " all that it can have.")
                .orElse("");
    }

    private Subject subject(String name) {
        List<ScenarioPlanned> scenarios = site.scenariosOf(name);
        List<ScenarioFinished> verdicts = scenarios.stream()
                .flatMap(s -> record.verdictOf(s.scenario()).stream())
                .toList();
        double seconds = seconds(verdicts);
        double all = Math.max(seconds(verdicts()), Double.MIN_NORMAL);
        boolean ownPage = Sheets.isSheet(name) || scenarios.size() > Site.ROWS_ON_FRONT;
        return new Subject(
                Text.of(name),
                site.anchorOf(name),
                site.listOf(name),
                ownPage,
                verdicts.stream().anyMatch(v -> v.grade().compareTo(Grade.BROKEN) >= 0),
                Words.count(scenarios.size()),
                tally(verdicts, false),
                exercised(scenarios),
                Words.seconds(seconds),
                (int) Math.ceil(BAR * seconds / all),
                scenarios.stream().map(this::row).toList());
    }

    private static double seconds(List<ScenarioFinished> verdicts) {
        return verdicts.stream().mapToDouble(ScenarioFinished::seconds).sum();
    }

    /** Samples, operations and steps are different things and are added up apart. */
    private String exercised(List<ScenarioPlanned> scenarios) {
        Map<String, Long> amounts = new LinkedHashMap<>();
        for (ScenarioPlanned scenario : scenarios) {
            for (TrialFinished trial : record.trialsOf(scenario.scenario())) {
                Amount amount = Amount.of(trial.observation().value());
                amounts.merge(amount.unit(), amount.count(), Long::sum);
            }
        }
        return amounts.entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .map(e -> Words.large(e.getValue()) + Words.NBSP + e.getKey())
                .reduce((a, b) -> a + ", " + b)
                .orElse("–");
    }

    private Row row(ScenarioPlanned scenario) {
        Optional<ScenarioFinished> verdict = record.verdictOf(scenario.scenario());
        return new Row(
                Mark.of(verdict),
                Text.of(scenario.scenario()),
                site.fileOf(scenario),
                Text.of(scenario.title()),
                Text.of(verdict.filter(v -> v.grade() != Grade.PASSED)
                        .map(ScenarioFinished::reason)
                        .orElse("")),
                Words.count(record.trialsOf(scenario.scenario()).size()),
                verdict.map(v -> Words.seconds(v.seconds())).orElse("–"));
    }

    private Mutant mutant(ScenarioPlanned scenario) {
        Optional<ScenarioFinished> verdict = record.verdictOf(scenario.scenario());
        List<TrialFinished> trials = record.trialsOf(scenario.scenario());
        long caught = trials.stream().filter(t -> t.grade().isDefect()).count();
        String result = verdict.isEmpty()
                ? "the record ends before it"
                : (verdict.get().grade().isDefect() ? "caught" : "missed") + " in " + caught + " of "
                        + Words.counted(trials.size(), "trial", "trials");
        return new Mutant(
                Mark.of(verdict),
                Text.of(scenario.scenario()),
                site.fileOf(scenario),
                Text.of(scenario.title()),
                result);
    }

    private String workers() {
        List<WorkerLife> lives = record.workers();
        if (lives.isEmpty()) {
            return "";
        }
        long killed = TimelinePages.ended(lives, "e-kill");
        long unasked = TimelinePages.ended(lives, "e-crash");
        return Words.counted(lives.size(), "process", "processes") + ": "
                + Words.count(lives.size() - killed - unasked) + " left when asked, " + Words.count(killed)
                + " killed on purpose, " + Words.count(unasked) + " ended unasked"
                + (unasked > 0 && found().isEmpty() ? ", as scenarios that passed allow it." : ".");
    }
}
