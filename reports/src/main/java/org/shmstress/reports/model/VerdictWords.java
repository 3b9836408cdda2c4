package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.RunFinished;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.FrontPage.Verdict;
import org.shmstress.verdict.Grade;

/** The answer of a run, or of what is left of its record. */
final class VerdictWords {
    private final RunRecord record;

    VerdictWords(RunRecord record) {
        this.record = record;
    }

    Verdict verdict() {
        Optional<RunFinished> finished = record.finished();
        return new Verdict(
                finished.map(f -> Mark.of(f.shown())).orElse(Mark.notFinished()),
                finished.map(RunFinished::word).orElse("NO VERDICT") + ".",
                Text.of(finished.map(this::sentence).orElse("The run was cut off before it had one.")),
                counts(finished),
                notes(finished),
                when());
    }

    /**
     * What makes the run red by itself; else the worst finding as the scenario's own reason puts it; of a run without findings what
     * became of its scenarios.
     */
    private String sentence(RunFinished finished) {
        if (finished.redByItself() && !finished.interrupted()) {
            return ended(capital(finished.reason()));
        }
        List<ScenarioFinished> same = record.counted().stream()
                .flatMap(s -> record.verdictOf(s.scenario()).stream())
                .filter(v -> v.grade() == finished.verdict())
                .filter(v -> !record.quarantined().containsKey(v.scenario()))
                .toList();
        if (same.isEmpty()) {
            return ended(finished.reason());
        }
        long all = record.counted().size();
        if (finished.verdict() == Grade.PASSED && all > 1) {
            return same.size() == all
                    ? "All " + Words.counted(all, "scenario", "scenarios") + "."
                    : Words.count(same.size()) + " of " + Words.counted(all, "scenario", "scenarios") + ".";
        }
        String first = same.get(0).scenario() + ": " + ended(same.get(0).reason());
        return same.size() == 1
                ? first
                : Words.count(same.size()) + " of " + Words.counted(all, "scenario", "scenarios") + ", the first "
                        + first;
    }

    private static String capital(String words) {
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String ended(String reason) {
        String trimmed = reason.strip();
        boolean ended = trimmed.isEmpty() || ".!?".indexOf(trimmed.charAt(trimmed.length() - 1)) >= 0;
        return ended ? trimmed : trimmed + ".";
    }

    private String counts(Optional<RunFinished> finished) {
        long all = record.counted().size();
        long defects = count(Grade.FAILED) + count(Grade.CRASHED);
        List<String> parts = new ArrayList<>();
        parts.add(
                all == 0
                        ? "No scenario was planned"
                        : defects + " of " + Words.counted(all, "scenario", "scenarios")
                                + (defects == 1 ? " is a defect" : " are defects"));
        add(parts, count(Grade.PASSED), "passed");
        add(parts, count(Grade.BROKEN), "could not be judged, because the harness broke");
        add(parts, count(Grade.UNKNOWN), count(Grade.UNKNOWN) == 1 ? "proves nothing here" : "prove nothing here");
        add(parts, count(Grade.SKIPPED), "could not run here");
        add(
                parts,
                all
                        - record.counted().stream()
                                .filter(s -> record.verdictOf(s.scenario()).isPresent())
                                .count(),
                "did not finish");
        return String.join(", ", parts) + "."
                + finished.map(f -> (f.leaks().isEmpty() ? " The run left nothing behind." : "") + " Exit code "
                                + f.exitCode() + ".")
                        .orElse("");
    }

    private static void add(List<String> parts, long count, String words) {
        if (count > 0) {
            parts.add(Words.count(count) + " " + words);
        }
    }

    private long count(Grade grade) {
        return record.counted().stream()
                .flatMap(s -> record.verdictOf(s.scenario()).stream())
                .map(ScenarioFinished::grade)
                .filter(grade::equals)
                .count();
    }

    private List<Text> notes(Optional<RunFinished> finished) {
        Stream<String> interrupted = finished
                .filter(RunFinished::interrupted)
                .map(f -> "The run was interrupted before its plan was done.")
                .stream();
        Stream<String> leaks =
                finished.stream().flatMap(f -> f.leaks().stream()).map(l -> "Left behind: " + l);
        return Stream.of(partial().stream(), interrupted, resumed().stream(), quarantine(), leaks)
                .flatMap(lines -> lines)
                .map(Text::of)
                .toList();
    }

    private Optional<String> resumed() {
        return record.resumed().isEmpty()
                ? Optional.empty()
                : Optional.of("The run was cut short and resumed after "
                        + record.resumed().stream()
                                .map(r -> Words.seconds(r.atSeconds()))
                                .collect(Collectors.joining(", and after "))
                        + ".");
    }

    private Stream<String> quarantine() {
        return record.quarantined().values().stream()
                .map(held -> held.scenario() + " is " + held.grade() + " and decides nothing: in quarantine until "
                        + held.expires() + ", " + held.owner() + ": " + ended(held.reason()));
    }

    private Optional<String> partial() {
        if (!record.isPartial()) {
            return Optional.empty();
        }
        long trials = record.trials().values().stream().mapToLong(List::size).sum();
        long missing = Math.max(record.cutOff().size(), record.run().plannedTrials() - trials);
        String where = record.truncatedLine().isPresent()
                ? "The record ends in the middle of line "
                        + Words.count(record.truncatedLine().getAsInt())
                : "The record ends after line " + Words.count(record.lines());
        return Optional.of(where + "; " + Words.counted(missing, "trial is", "trials are") + " missing.");
    }

    private String when() {
        String duration =
                record.finished().map(f -> ", " + Words.seconds(f.seconds())).orElse("");
        String kernel = record.environment()
                .map(EnvironmentSeen::kernel)
                .filter(k -> !k.isEmpty())
                .map(k -> ", " + Text.of(k.replaceFirst(" \\(.*", "")).shown())
                .orElse("");
        return Words.moment(record.run().startedAt()) + duration + kernel + ", profile "
                + Text.of(record.run().profile()).shown() + ".";
    }
}
