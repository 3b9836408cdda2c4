package org.shmstress.cli.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code bench litmus} prints.
 *
 * @param schemaVersion version of this form
 * @param jdk JDK of both sides
 * @param cpus CPUs of the machine
 * @param discardRule the rule by which rounds are discarded
 * @param tests per test, in the order shown
 * @param wallTime whole commands
 */
public record LitmusReport(
        int schemaVersion, String jdk, int cpus, String discardRule, List<Comparison> tests, List<WallTime> wallTime) {

    private static final int SCHEMA_VERSION = 1;
    private static final String START_ROW = "%-22s %7s %9s %10s %9s %12s %12s %8s %8s";

    /** What was measured. */
    public static LitmusReport of(String jdk, int cpus, List<Comparison> tests, List<WallTime> wallTime) {
        return new LitmusReport(SCHEMA_VERSION, jdk, cpus, Round.DISCARD_RULE, tests, wallTime);
    }

    /** As JSON, with a line break at its end. */
    public String json() {
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /** As tables. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "ours: processes, one per actor; jcstress 0.16: threads of one JVM; JDK %s, %d CPUs", jdk, cpus);
        line(
                text,
                "per second, after warm-up, start not counted, by short turns: median of the rounds (ratios: least–most)");
        line(text, "");
        line(
                text,
                "%-22s %9s %9s %-20s %9s %9s %-20s %-9s %s",
                "test",
                "ours",
                "jcstress",
                "ratio",
                "weak",
                "jcstress",
                "ratio",
                "outcomes",
                "rounds");
        tests.forEach(t -> test(text, t));
        line(text, "");
        line(
                text,
                "start and warm-up of the JVMs; with these: samples per second, and what one JVM took; CPU time in the other's turns");
        line(text, "");
        line(
                text,
                START_ROW,
                "test",
                "start",
                "jcstress",
                "ours",
                "jcstress",
                "ours/JVM",
                "jcstress/JVM",
                "idle",
                "jcstress");
        tests.forEach(t -> start(text, t));
        if (!wallTime.isEmpty()) {
            commands(text);
        }
        line(text, "");
        line(
                text,
                "Weak is what each test's class calls interesting. TearingOnFields: ours runs Tearing, whose form that is for stock jcstress.");
        line(text, "Rounds: %s.", discardRule);
        return text.toString();
    }

    private static void test(StringBuilder text, Comparison t) {
        String rounds = t.rounds()
                + (t.enoughRounds() ? "" : " (too few: the machine is busy)")
                + (t.discarded().isEmpty() ? "" : ", discarded " + discarded(t));
        line(
                text,
                "%-22s %9s %9s %-20s %9s %9s %-20s %-9s %s",
                t.name(),
                rate(t.ours().samplesPerSecond()),
                rate(t.peer().samplesPerSecond()),
                ratio(Optional.of(t.samplesRatioSpread())),
                rate(t.ours().weakPerSecond()),
                rate(t.peer().weakPerSecond()),
                ratio(t.weakRatioSpread()),
                t.ours().outcomes().size() + " / " + t.peer().outcomes().size(),
                rounds);
    }

    /** With the ratios that they had: a rule that discarded what does not suit would show. */
    private static String discarded(Comparison t) {
        return t.roundFigures().stream()
                .filter(r -> !r.counts())
                .map(r -> r.number() + " (" + factor(r.samplesRatio()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static void start(StringBuilder text, Comparison t) {
        line(
                text,
                START_ROW,
                t.name(),
                seconds(t.ours().startSeconds()),
                seconds(t.peer().startSeconds()),
                rate(t.ours().samplesPerSecondWithStart()),
                rate(t.peer().samplesPerSecondWithStart()),
                rate(t.ours().samplesPerFork()),
                rate(t.peer().samplesPerFork()),
                percent(t.ours().idleCpuShare()),
                percent(t.peer().idleCpuShare()));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** A line about a round that has just ended. */
    static String progress(LitmusTest test, Round round) {
        return String.format(
                        Locale.ROOT,
                        "round %d  %-22s  ours %9s/s  jcstress %9s/s  ratio %-6s weak %-6s %s",
                        round.number(),
                        test.name(),
                        rate(round.ours().samplesPerSecond()),
                        rate(round.peer().samplesPerSecond()),
                        factor(round.samplesRatio()),
                        factor(round.weakRatio(test::isWeak)),
                        round.lineNanos()
                                .map(l ->
                                        String.format(Locale.ROOT, "a line crosses in %.0f–%.0f ns", l.min(), l.max()))
                                .orElse(""))
                .stripTrailing();
    }

    private static String factor(Optional<Double> ratio) {
        return ratio.map(r -> String.format(Locale.ROOT, "%.2f", r)).orElse("-");
    }

    private void commands(StringBuilder text) {
        line(text, "");
        line(text, "from command to verdict, for at least as many weak outcomes as jcstress -m quick sees");
        line(text, "");
        line(text, "%-22s %9s %9s %-8s %11s %11s", "test", "ours", "jcstress", "share", "weak", "jcstress");
        for (WallTime w : wallTime) {
            line(
                    text,
                    "%-22s %7.1f s %7.1f s %-8.2f %11s %11s%s",
                    w.name(),
                    w.ours().seconds(),
                    w.peer().seconds(),
                    w.ratio(),
                    rate((double) w.ours().weak()),
                    rate((double) w.peer().weak()),
                    w.enough() ? "" : "  (fewer)");
        }
    }

    private static String ratio(Optional<Spread> ratio) {
        return ratio.map(r -> String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", r.median(), r.min(), r.max()))
                .orElse("-");
    }

    /** Rates reach from none to hundreds of millions. */
    static String rate(double perSecond) {
        if (perSecond >= 1e6) {
            return String.format(Locale.ROOT, "%.2f M", perSecond / 1e6);
        } else if (perSecond >= 1e3) {
            return String.format(Locale.ROOT, "%.2f k", perSecond / 1e3);
        }
        return String.format(Locale.ROOT, perSecond == 0 ? "%.0f" : "%.1f", perSecond);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
