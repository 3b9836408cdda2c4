package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.Entry.WorkerLife;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.TimelinePage.Bar;
import org.shmstress.reports.model.TimelinePage.End;
import org.shmstress.reports.model.TimelinePage.Label;
import org.shmstress.reports.model.TimelinePage.Merged;
import org.shmstress.reports.model.TimelinePage.Tick;
import org.shmstress.reports.model.TimelinePage.TrialRow;
import org.shmstress.reports.model.TimelinePage.WorkerRow;
import org.shmstress.verdict.Grade;

/** Draws the run over time. However long it was, the drawing has at most as many parts as it has pixels in a row. */
final class TimelinePages {

    /** File name of the same as trace events. */
    static final String TRACE_FILE = "timeline.trace.json";

    private static final int LEFT = 8;
    private static final int NARROWEST = 1_020;
    private static final int WIDEST = 4_000;
    private static final double PIXELS_PER_SECOND = 5;
    private static final int TOP = 28;
    private static final int ROW = 16;
    private static final int BAR = 12;
    private static final int GAP = 18;
    private static final int NAMED = 60;
    private static final int TABLED = 80;
    private static final int TICK_PIXELS = 90;
    private static final double[] TICK_SECONDS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200};

    private final Site site;
    private final RunRecord record;
    private final Lives lives;
    private final List<TrialFinished> trials;
    private final double end;
    private final double scale;
    private final int width;
    private final Rows trialRows = new Rows();
    private final Rows lifeRows = new Rows();
    private final IdentityHashMap<WorkerLife, Integer> rowOf = new IdentityHashMap<>();

    TimelinePages(Site site) {
        this.site = site;
        this.record = site.record();
        this.lives = site.lives();
        this.trials = record.trials().values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble(TimelinePages::begin))
                .toList();
        this.end = end();
        int span = (int) Math.max(NARROWEST, Math.min(WIDEST, end * PIXELS_PER_SECOND));
        this.scale = span / Math.max(end, 1e-3);
        this.width = span + 2 * LEFT;
    }

    private static double begin(TrialFinished trial) {
        return trial.atSeconds() - trial.seconds();
    }

    private double end() {
        return Stream.of(
                        record.finished().stream().map(f -> f.seconds()),
                        lives.byStart().stream().map(WorkerLife::toSeconds),
                        trials.stream().map(TrialFinished::atSeconds))
                .flatMap(times -> times)
                .max(Comparator.naturalOrder())
                .orElse(0.0);
    }

    TimelinePage page() {
        List<Bar> trialBars = trialBars();
        List<Bar> lifeBars = lifeBars();
        return new TimelinePage(
                site.frame("Timeline", Site.TIMELINE_FILE),
                facts(),
                width,
                lifeTop() + Math.max(1, lifeRows.count()) * ROW + 4,
                ticks(),
                labels(),
                named(trialBars),
                named(lifeBars),
                Stream.concat(merged(trialBars).stream(), merged(lifeBars).stream())
                        .toList(),
                uses(),
                ends(),
                tabled(trials, t -> t.grade() != Grade.PASSED, TrialFinished::seconds, TimelinePages::begin).stream()
                        .map(this::trialRow)
                        .toList(),
                leftOut(trials.size()),
                leftOut(lives.byStart().size()),
                tabled(
                                lives.byStart(),
                                l -> !endShape(l).isEmpty(),
                                l -> l.toSeconds() - l.fromSeconds(),
                                WorkerLife::fromSeconds)
                        .stream()
                        .map(this::workerRow)
                        .toList(),
                record.cutOff().stream()
                        .map(t -> "Trial " + Text.of(t.trial()).shown() + " of "
                                + Text.of(t.scenario()).shown() + " began at " + Words.seconds(t.atSeconds())
                                + " and has no end in the record.")
                        .toList(),
                TRACE_FILE);
    }

    /** Of very many those that did not go as usual, then those that took longest; in order of time. */
    private static <T> List<T> tabled(
            List<T> all, Predicate<T> unusual, ToDoubleFunction<T> length, ToDoubleFunction<T> begin) {
        return all.stream()
                .sorted(Comparator.comparing(unusual::test)
                        .thenComparingDouble(length)
                        .reversed())
                .limit(TABLED)
                .sorted(Comparator.comparingDouble(begin))
                .toList();
    }

    private static String leftOut(int size) {
        return size <= TABLED
                ? ""
                : Words.counted(size - TABLED, "more is", "more are")
                        + " in the drawing and in the trace only: shorter ones," + " with nothing unusual.";
    }

    private String facts() {
        return Words.seconds(end) + " · " + Words.counted(trials.size(), "trial", "trials") + " · "
                + Words.counted(lives.byStart().size(), "worker JVM", "worker JVMs") + ": " + ended("")
                + " left when asked, " + ended("e-kill") + " were killed on purpose, " + ended("e-crash")
                + " ended unasked";
    }

    private String ended(String shape) {
        return Words.count(ended(lives.byStart(), shape));
    }

    /** How many ended so, as {@link #endShape} tells. */
    static long ended(List<WorkerLife> lives, String shape) {
        return lives.stream().filter(life -> endShape(life).equals(shape)).count();
    }

    private int x(double seconds) {
        return LEFT + (int) Math.round(seconds * scale);
    }

    private int length(double seconds) {
        return Math.max(1, (int) Math.round(seconds * scale));
    }

    private int lifeTop() {
        return TOP + Math.max(1, trialRows.count()) * ROW + GAP;
    }

    private int lifeY(WorkerLife life) {
        return lifeTop() + rowOf.getOrDefault(life, 0) * ROW;
    }

    private List<Bar> trialBars() {
        List<Bar> bars = new ArrayList<>();
        for (TrialFinished trial : trials) {
            int y = TOP + trialRows.place(begin(trial), trial.atSeconds()) * ROW;
            String title = Text.of(trial.trial() + ", " + trial.scenario() + ": " + trial.grade() + ", "
                            + Words.seconds(trial.seconds()) + " from " + Words.seconds(begin(trial)))
                    .shown();
            bars.add(new Bar(
                    x(begin(trial)),
                    y,
                    length(trial.seconds()),
                    BAR,
                    "tl " + Mark.of(trial.grade()).tone(),
                    bars.size() < NAMED || trial.grade().isDefect() ? title : ""));
        }
        return bars;
    }

    private List<Bar> lifeBars() {
        List<Bar> bars = new ArrayList<>();
        for (WorkerLife life : lives.byStart()) {
            rowOf.put(life, lifeRows.place(life.fromSeconds(), life.toSeconds()));
            String title = Text.of("process " + life.pid() + ", JDK " + life.jdk() + ", " + life.accessPath() + ", "
                            + life.jit() + ", " + Words.seconds(life.toSeconds() - life.fromSeconds()) + " from "
                            + Words.seconds(life.fromSeconds()) + ", " + life.exit())
                    .shown();
            bars.add(new Bar(
                    x(life.fromSeconds()),
                    lifeY(life),
                    length(life.toSeconds() - life.fromSeconds()),
                    BAR,
                    "life",
                    bars.size() < NAMED ? title : ""));
        }
        return bars;
    }

    /** Those that are drawn one by one. */
    private static List<Bar> named(List<Bar> bars) {
        return bars.stream().filter(b -> !b.title().isEmpty()).toList();
    }

    /** The others, those of one tone as one path. */
    private static List<Merged> merged(List<Bar> bars) {
        Map<String, StringBuilder> paths = new TreeMap<>();
        for (Bar bar : bars) {
            if (bar.title().isEmpty()) {
                paths.computeIfAbsent(bar.tone(), t -> new StringBuilder())
                        .append("M" + bar.x() + " " + bar.y() + "h" + bar.width() + "v" + BAR + "h-" + bar.width()
                                + "z");
            }
        }
        return paths.entrySet().stream()
                .map(e -> new Merged(e.getKey(), e.getValue().toString()))
                .toList();
    }

    private List<String> uses() {
        Map<Integer, BitSet> pixels = new TreeMap<>();
        for (TrialFinished trial : trials) {
            for (WorkerLife life : lives.in(trial)) {
                int from = x(Math.max(begin(trial), life.fromSeconds()));
                int to = Math.max(from + 1, x(Math.min(trial.atSeconds(), life.toSeconds())));
                // The last pixel stays free, so that one trial ends visibly before the next begins.
                pixels.computeIfAbsent(lifeY(life), y -> new BitSet()).set(from, Math.max(from + 1, to - 1));
            }
        }
        return pixels.entrySet().stream()
                .map(e -> path(e.getKey() + BAR / 2, e.getValue()))
                .toList();
    }

    private static String path(int y, BitSet pixels) {
        StringBuilder path = new StringBuilder();
        for (int from = pixels.nextSetBit(0); from >= 0; ) {
            int to = pixels.nextClearBit(from);
            path.append('M').append(from).append(' ').append(y).append('h').append(to - from);
            from = pixels.nextSetBit(to);
        }
        return path.toString();
    }

    private List<End> ends() {
        return lives.byStart().stream()
                .filter(life -> !endShape(life).isEmpty())
                .limit(NAMED)
                .map(life -> new End(
                        x(life.toSeconds()) - 8,
                        lifeY(life) - 2,
                        endShape(life),
                        Text.of("process " + life.pid() + " at " + Words.seconds(life.toSeconds()) + ": " + life.exit())
                                .shown()))
                .toList();
    }

    /** The record has a life's end in words: those of who obeyed, those of who was killed on purpose, and any others. */
    static String endShape(WorkerLife life) {
        if (life.exit().startsWith("left")) {
            return "";
        }
        return life.exit().startsWith("kill") || life.exit().startsWith("was killed") ? "e-kill" : "e-crash";
    }

    private List<Label> labels() {
        return List.of(
                new Label(TOP + 10, "Trials", ""),
                new Label(lifeTop() + 10, "JVMs", lifeRows.count() > 1 ? lifeRows.count() + " at once" : ""));
    }

    private List<Tick> ticks() {
        double step = java.util.Arrays.stream(TICK_SECONDS)
                .filter(s -> s * scale >= TICK_PIXELS)
                .findFirst()
                .orElse(Math.max(end, 1));
        return IntStream.rangeClosed(0, (int) (end / step))
                .mapToObj(i -> new Tick(x(i * step), i == 0 ? "0" : tick(i * step)))
                .toList();
    }

    private static String tick(double seconds) {
        return seconds < 60
                ? Math.round(seconds) + Words.NBSP + "s"
                : Words.seconds(seconds).replace(Words.NBSP + "s", "s").replace(" 0s", "");
    }

    /** What a table sorts by. */
    private static String at(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private TrialRow trialRow(TrialFinished trial) {
        String pids = trial.observation().value().workers().stream()
                .map(WorkerSeen::pid)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
        return new TrialRow(
                Words.seconds(begin(trial)),
                Words.seconds(trial.seconds()),
                at(begin(trial)),
                Text.of(trial.trial()),
                Text.of(trial.scenario()),
                site.linkTo(trial.scenario()),
                Mark.of(trial.grade()),
                Text.of(pids));
    }

    private WorkerRow workerRow(WorkerLife life) {
        return new WorkerRow(
                Long.toString(life.pid()),
                Integer.toString(life.jdk()),
                Text.of(life.accessPath() + ", " + life.jit()),
                Words.seconds(life.fromSeconds()),
                Words.seconds(life.toSeconds()),
                at(life.fromSeconds()),
                Text.of(life.exit()),
                Text.of(life.log()),
                site.files().link(life.log()));
    }
}
