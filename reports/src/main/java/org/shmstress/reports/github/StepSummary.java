package org.shmstress.reports.github;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.Quarantined;
import org.shmstress.record.Entry.RunFinished;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.Evidence;
import org.shmstress.verdict.Grade;

/**
 * A run as the summary of a step of GitHub Actions, in its Markdown: the verdict, on what, what was not passed with its evidence, counts.
 * Names and texts are shown as they are, whatever they hold: none can begin markup.
 */
public final class StepSummary {

    /** GitHub takes 1 MiB for a step; what is longer it drops altogether. */
    private static final int MOST_ROWS = 200;

    private static final int MOST_EVIDENCE = 20;
    private static final int LONGEST_EVIDENCE = 2_000;
    private static final int LONGEST_CELL = 400;
    private static final String PUNCTUATION = "\\`*_{}[]()#+-.!|~:@/";

    private final RunRecord record;
    private final StringBuilder text = new StringBuilder();

    private StepSummary(RunRecord record) {
        this.record = record;
    }

    /** The Markdown. */
    public static String of(RunRecord record) {
        return new StepSummary(record).write();
    }

    private String write() {
        Optional<RunFinished> finished = record.finished();
        line("## shmstress: " + finished.map(RunFinished::word).orElse("cut off before its end"));
        line("");
        finished.ifPresent(f -> line(escaped(f.reason()) + " (" + counts(f) + ")"));
        finished.ifPresent(
                f -> f.leaks().stream().limit(MOST_ROWS).forEach(leak -> line("- left behind: " + escaped(leak))));
        line("");
        record.environment().ifPresent(this::environment);
        List<ScenarioFinished> wrong = record.counted().stream()
                .flatMap(s -> record.verdictOf(s.scenario()).stream())
                .filter(v -> v.grade() != Grade.PASSED)
                .sorted(Comparator.comparing(ScenarioFinished::grade).reversed())
                .toList();
        table(wrong);
        wrong.stream()
                .filter(v -> v.grade().severity() > Grade.SKIPPED.severity())
                .limit(MOST_EVIDENCE)
                .forEach(this::evidence);
        return text.toString();
    }

    private void environment(EnvironmentSeen seen) {
        line(escaped(seen.kernel() + "; " + seen.libc() + "; " + seen.cpus() + " CPUs, " + seen.cpu() + "; JDK "
                + String.join("; JDK ", seen.jdks())));
        line("");
    }

    private void table(List<ScenarioFinished> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("| grade | scenario | why |");
        line("|---|---|---|");
        rows.stream()
                .limit(MOST_ROWS)
                .forEach(row -> line(
                        "| " + grade(row) + " | " + escaped(row.scenario()) + " | " + escaped(row.reason()) + " |"));
        line("");
        if (rows.size() > MOST_ROWS) {
            line("and " + (rows.size() - MOST_ROWS) + " more, in the report");
            line("");
        }
    }

    private String grade(ScenarioFinished row) {
        Quarantined held = record.quarantined().get(row.scenario());
        return held == null
                ? row.grade().name()
                : row.grade() + ", in quarantine until "
                        + escaped(held.expires() + ", " + held.owner() + ": " + held.reason());
    }

    private void evidence(ScenarioFinished verdict) {
        ScenarioPlanned scenario = record.counted().stream()
                .filter(s -> s.scenario().equals(verdict.scenario()))
                .findFirst()
                .orElseThrow();
        String evidence = Evidence.of(record, scenario);
        if (!evidence.isEmpty()) {
            line("<details><summary>" + verdict.grade() + " " + html(shortened(verdict.scenario(), LONGEST_CELL))
                    + "</summary><pre>"
                    + html(shortened(evidence, LONGEST_EVIDENCE)).replace("\n", "<br>") + "</pre></details>");
            line("");
        }
    }

    private static String counts(RunFinished finished) {
        return Arrays.stream(Grade.values())
                .filter(g -> finished.counts().getOrDefault(g, 0) > 0)
                .map(g -> finished.counts().get(g) + " " + g)
                .collect(Collectors.joining(", "));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    /** For the middle of a line: one line, no markup, no table cell's end. */
    private static String escaped(String raw) {
        StringBuilder escaped = new StringBuilder();
        html(shortened(raw, LONGEST_CELL)).codePoints().forEach(c -> {
            if (c == '\n' || c == '\r') {
                escaped.append(' ');
            } else {
                if (PUNCTUATION.indexOf(c) >= 0) {
                    escaped.append('\\');
                }
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static String html(String raw) {
        StringBuilder html = new StringBuilder();
        raw.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&apos;");
                default -> html.appendCodePoint(isHarmless(c) ? c : 0xfffd);
            }
        });
        return html.toString();
    }

    private static boolean isHarmless(int c) {
        return c == '\n' || !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
    }

    private static String shortened(String raw, int longest) {
        return raw.length() <= longest ? raw : raw.substring(0, longest) + "…";
    }
}
