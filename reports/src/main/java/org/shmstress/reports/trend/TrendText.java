package org.shmstress.reports.trend;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shmstress.reports.compare.DeviationChange;
import org.shmstress.reports.compare.EnvironmentChange;
import org.shmstress.reports.compare.GradeChange;
import org.shmstress.reports.model.Text;
import org.shmstress.reports.trend.Trend.Run;
import org.shmstress.verdict.Grade;

/** A trend for a terminal or a log: a line per run, and below it what is other than in the run before. */
public final class TrendText {
    private static final int MOST_ROWS = 20;

    private final StringBuilder out = new StringBuilder();

    private TrendText() {}

    /** Lines, the oldest run first. */
    public static String of(Trend trend) {
        TrendText text = new TrendText();
        trend.runs().forEach(text::run);
        if (trend.runs().size() == 1) {
            text.line("One run is no trend yet: give two or more.");
        }
        return text.out.toString();
    }

    private void run(Run run) {
        run.upgrades().stream().limit(MOST_ROWS).forEach(change -> line("  ^ upgrade: " + upgrade(change)));
        more(run.upgrades());
        line(String.join(
                "  ",
                run.startedAt(),
                run.id(),
                verdict(run.verdict()),
                counts(run),
                orUnknown(release(run.kernel())),
                orUnknown(run.libc()),
                "JDK " + orUnknown(jdks(run)),
                speed(run.speed())));
        run.shortfall().ifPresent(why -> line("  note: " + why));
        run.grades().stream().limit(MOST_ROWS).forEach(change -> line("  grade: " + grade(change)));
        more(run.grades());
        run.deviations().stream().limit(MOST_ROWS).forEach(change -> line("  known defect: " + deviation(change)));
        more(run.deviations());
        run.quarantined().stream().limit(MOST_ROWS).forEach(change -> line("  in quarantine: " + grade(change)));
        more(run.quarantined());
    }

    private void more(List<?> rows) {
        if (rows.size() > MOST_ROWS) {
            line("  and " + (rows.size() - MOST_ROWS) + " more; see the page or --json");
        }
    }

    /** What names may hold must not move the cursor, nor be longer than anybody reads. */
    private void line(String words) {
        out.append(Text.prose(words.replace('\n', ' ')).shown()).append('\n');
    }

    static String verdict(Optional<Grade> verdict) {
        return verdict.map(Grade::name).orElse("not finished");
    }

    /** Worst first: {@code 1 failed, 12 passed}. */
    static String counts(Run run) {
        List<Grade> worstFirst = Arrays.asList(Grade.values().clone());
        Collections.reverse(worstFirst);
        String counts = worstFirst.stream()
                .filter(grade -> run.count(grade) > 0)
                .map(grade -> run.count(grade) + " " + grade.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String apart = run.inQuarantine() == 0 ? "" : ", " + run.inQuarantine() + " in quarantine";
        return (counts.isEmpty() ? "no scenario" : counts) + apart;
    }

    /** {@code Linux 6.1.0-18-amd64 (#1 SMP)} → {@code Linux 6.1.0-18-amd64}. */
    static String release(String kernel) {
        int build = kernel.indexOf(" (");
        return build < 0 ? kernel : kernel.substring(0, build);
    }

    /** The versions alone. */
    static String jdks(Run run) {
        return run.jdks().stream().map(jdk -> jdk.split(",", 2)[0]).collect(Collectors.joining(", "));
    }

    static String speed(Speed speed) {
        return speed.isKnown()
                ? String.format(
                        Locale.ROOT, "%.2f times the first run's speed (median of %d)", speed.ratio(), speed.compared())
                : "speed not comparable: nothing tried alike, or the reference loop varied";
    }

    static String upgrade(EnvironmentChange change) {
        return change.fact() + ": " + orUnknown(change.base()) + " → " + orUnknown(change.now());
    }

    private static String grade(GradeChange change) {
        return change.scenario() + ": " + verdict(change.base()) + " → " + verdict(change.now()) + ": "
                + Text.of(change.seen()).shown();
    }

    private static String deviation(DeviationChange change) {
        return change.scenario() + " " + change(change) + ": "
                + Text.of(change.words()).shown();
    }

    static String change(DeviationChange change) {
        return change.appeared() ? "appeared" : "vanished";
    }

    private static String orUnknown(String words) {
        return words.isEmpty() ? "not known" : Text.of(words).shown();
    }
}
