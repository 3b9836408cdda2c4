package org.shmstress.reports.model;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.ChecksPage.Group;
import org.shmstress.reports.model.ChecksPage.Row;
import org.shmstress.verdict.Grade;

/** Draws up the page of a subject whose scenarios each check one sentence. */
final class ChecksPages {

    private final Site site;
    private final RunRecord record;
    private final String subject;
    private final List<ScenarioPlanned> scenarios;

    ChecksPages(Site site, String subject) {
        this.site = site;
        this.record = site.record();
        this.subject = subject;
        this.scenarios = site.scenariosOf(subject);
    }

    ChecksPage page() {
        List<Group> groups = groups();
        String heading = heading();
        return new ChecksPage(
                site.frame(heading, Sheets.file(subject)),
                subject,
                heading,
                facts(),
                lead(),
                sentence(),
                groups.stream()
                        .flatMap(g -> g.rows().stream())
                        .anyMatch(r -> !r.controls().isEmpty()),
                FrontPages.tally(verdicts(scenarios), false),
                groups,
                repeatAny());
    }

    private List<ScenarioFinished> verdicts(List<ScenarioPlanned> some) {
        return some.stream()
                .flatMap(s -> record.verdictOf(s.scenario()).stream())
                .toList();
    }

    private String heading() {
        long all = scenarios.size();
        long passed = verdicts(scenarios).stream()
                .filter(v -> v.grade() == Grade.PASSED && !deviates(v.scenario()))
                .count();
        String some = Words.count(passed) + " of " + Words.count(all);
        return switch (subject) {
            case Sheets.CLAIMS ->
                some + " textbook claims about shared memory " + (passed == 1 ? "holds" : "hold") + " on this machine";
            case Sheets.CONFORMANCE -> some + " rows of the contract of shared memory are answered here as they say";
            default -> some + " known defects of kernels, C libraries and JDKs were looked for and not seen here";
        };
    }

    private String sentence() {
        return switch (subject) {
            case Sheets.CLAIMS -> "Claim";
            case Sheets.CONFORMANCE -> "What must hold";
            default -> "Known defect";
        };
    }

    private String lead() {
        return switch (subject) {
            case Sheets.CLAIMS ->
                "Each claim is checked between processes, and each check is shown cases in which the claim is false."
                        + " A check that does not notice proves nothing.";
            case Sheets.CONFORMANCE ->
                "Each row is one sentence of POSIX or of the Linux manual, asked of this system by real calls.";
            default ->
                "Each was once shipped in a release. What it takes to meet it is done here, and what is seen is told.";
        };
    }

    private String facts() {
        double seconds = verdicts(scenarios).stream()
                .mapToDouble(ScenarioFinished::seconds)
                .sum();
        int unfinished = scenarios.size() - verdicts(scenarios).size();
        long deviating = scenarios.stream().filter(s -> deviates(s.scenario())).count();
        return Words.counted(scenarios.size(), "row", "rows") + " · " + Words.seconds(seconds)
                + (deviating == 0
                        ? ""
                        : " · " + Words.count(deviating) + " with a deviation that is known and accepted")
                + (unfinished == 0 ? "" : " · " + Words.count(unfinished) + " not finished");
    }

    private boolean deviates(String scenario) {
        return Deciding.trial(record, scenario)
                .filter(trial -> CheckEvidence.of(trial, false).deviates())
                .isPresent();
    }

    private List<Group> groups() {
        Map<String, List<ScenarioPlanned>> byName =
                scenarios.stream().collect(groupingBy(this::groupName, LinkedHashMap::new, Collectors.toList()));
        boolean single = byName.size() == 1;
        List<Group> groups = new ArrayList<>();
        byName.forEach((name, some) -> groups.add(group(single ? "" : name, some)));
        groups.sort(Comparator.comparing(Group::open).reversed());
        return groups;
    }

    /** Of {@code conformance/SEM_WAIT-03} the function, of {@code regressions/kernel/…} the part in the middle. */
    private String groupName(ScenarioPlanned scenario) {
        String number = number(scenario);
        if (subject.equals(Sheets.CLAIMS)) {
            return "";
        }
        int end = Math.max(number.lastIndexOf('-'), number.indexOf('/'));
        return end <= 0 ? "" : number.substring(0, end).toLowerCase(java.util.Locale.ROOT);
    }

    private String number(ScenarioPlanned scenario) {
        String id = scenario.scenario();
        return id.length() > subject.length() + 1 ? id.substring(subject.length() + 1) : id;
    }

    private Group group(String name, List<ScenarioPlanned> some) {
        List<ScenarioFinished> verdicts = verdicts(some);
        boolean open = name.isEmpty()
                || verdicts.size() < some.size()
                || verdicts.stream().anyMatch(v -> v.grade().compareTo(Grade.UNKNOWN) >= 0);
        return new Group(
                Text.of(name),
                open,
                FrontPages.tally(verdicts, false),
                some.stream().map(this::row).toList());
    }

    private Row row(ScenarioPlanned scenario) {
        Optional<ScenarioFinished> verdict = record.verdictOf(scenario.scenario());
        Optional<TrialFinished> trial = Deciding.trial(record, scenario.scenario());
        boolean paged = site.hasPage(scenario);
        Optional<CheckEvidence> evidence = trial.map(t -> CheckEvidence.of(t, !paged));
        return new Row(
                site.anchorOf(scenario),
                Text.of(number(scenario)),
                paged ? site.fileOf(scenario) : "",
                Mark.of(verdict),
                Text.of(scenario.title()),
                Text.of(verdict.map(ScenarioFinished::reason).orElse("The record ends before its verdict.")),
                evidence.filter(CheckEvidence::deviates).isPresent(),
                evidence.map(CheckEvidence::told).orElse(List.of()),
                evidence.map(CheckEvidence::lines).orElse(List.of()),
                evidence.map(CheckEvidence::controls).orElse(List.of()),
                paged ? "" : trial.map(t -> Text.of(t.trial()).shown()).orElse(""));
    }

    /** Rows have the trial alone, since the rest of the command is the same for all. */
    private String repeatAny() {
        return scenarios.stream()
                .filter(s -> !site.hasPage(s))
                .flatMap(s -> Deciding.trial(record, s.scenario()).stream())
                .map(t -> Text.visible(t.repeat().replace(" " + t.trial(), " TRIAL")))
                .findFirst()
                .orElse("");
    }
}
