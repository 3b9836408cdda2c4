package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.DeathSeen;
import org.shmstress.observation.Finding.OperationSeen;
import org.shmstress.observation.Finding.SectionSeen;
import org.shmstress.reports.model.HistoryView.Bar;
import org.shmstress.reports.model.HistoryView.Death;
import org.shmstress.reports.model.HistoryView.Inside;
import org.shmstress.reports.model.HistoryView.Label;
import org.shmstress.reports.model.HistoryView.Lanes;
import org.shmstress.reports.model.HistoryView.Line;
import org.shmstress.reports.model.HistoryView.Stop;
import org.shmstress.reports.model.HistoryView.Tick;

/**
 * Draws operations as bars, one lane per process. Operations of nanoseconds lie between pauses of milliseconds, so a distance is drawn as its
 * logarithm: whether one operation had ended before another began is exact.
 */
final class LaneDrawing {

    private static final int LEFT = 12;
    private static final int TOP = 52;
    private static final int LANE = 56;
    private static final int NARROWEST = 720;
    private static final int CHARACTER = 7;
    private static final int TICK_EVERY = 96;
    private static final double SHORT_NANOS = 40;

    /** The title of a bar has the words in full, and so has the list of steps. */
    private static final int LABEL = 40;

    /** Room for the mark of a stop, or of its end. */
    private static final int STOP = 24;

    private final Finding finding;
    private final Processes processes;
    private final Map<Integer, Integer> numbers;
    private final Map<Integer, Boolean> wrong;
    private final Map<Integer, String> marks;
    private final Map<Integer, Long> ends;
    private final TreeMap<Long, Integer> places = new TreeMap<>();
    private final int right;

    private LaneDrawing(
            Finding finding,
            Processes processes,
            Map<Integer, Integer> numbers,
            Map<Integer, Boolean> wrong,
            Map<Integer, String> marks,
            Map<Integer, Long> ends) {
        this.finding = finding;
        this.processes = processes;
        this.numbers = numbers;
        this.wrong = wrong;
        this.marks = marks;
        this.ends = ends;
        this.right = place();
    }

    /**
     * Draws.
     *
     * @param numbers steps of the explanation by index of their operation
     * @param wrong operations that cannot have ended as they did
     */
    static Lanes of(Finding finding, Processes processes, Map<Integer, Integer> numbers, Map<Integer, Boolean> wrong) {
        return of(finding, processes, numbers, wrong, Map.of(), Map.of());
    }

    /**
     * The same with signs.
     *
     * @param marks ids of signs by index of the operation above which they stand
     * @param ends when the lane of a process ends, beside deaths
     */
    static Lanes of(
            Finding finding,
            Processes processes,
            Map<Integer, Integer> numbers,
            Map<Integer, Boolean> wrong,
            Map<Integer, String> marks,
            Map<Integer, Long> ends) {
        return new LaneDrawing(finding, processes, numbers, wrong, marks, ends).lanes();
    }

    /** Gives each moment at which something happened its place; returns where the drawing ends. */
    private int place() {
        Map<Long, Integer> room = new TreeMap<>();
        for (OperationSeen one : finding.operations()) {
            int needs = one.needed() ? (label(one).length() + 2) * CHARACTER : 0;
            room.merge(one.invokedNanos(), needs, Math::max);
            if (one.respondedNanos() != Finding.NEVER) {
                room.merge(one.respondedNanos(), 0, Math::max);
            }
        }
        for (SectionSeen section : finding.sections()) {
            room.merge(section.enteredNanos(), 0, Math::max);
            if (section.leftNanos() != Finding.NEVER) {
                room.merge(section.leftNanos(), 0, Math::max);
            }
        }
        finding.deaths().stream()
                .filter(death -> death.atNanos() >= 0)
                .forEach(death -> room.merge(death.atNanos(), 0, Math::max));
        finding.pauses().stream()
                .flatMap(pause -> Stream.of(pause.fromNanos(), pause.untilNanos()))
                .filter(moment -> moment >= 0)
                .forEach(moment -> room.merge(moment, STOP, Math::max));
        int x = LEFT;
        long before = 0;
        int reserved = 0;
        for (Map.Entry<Long, Integer> needs : room.entrySet()) {
            long moment = needs.getKey();
            double gap = 8 * Math.log10(1 + (moment - before) / SHORT_NANOS);
            x += places.isEmpty() ? 0 : Math.max(6 + (int) gap, reserved);
            places.put(moment, x);
            reserved = needs.getValue();
            before = moment;
        }
        return Math.max(NARROWEST, x + 120);
    }

    private int x(long nanos) {
        Map.Entry<Long, Integer> at = places.floorEntry(nanos);
        return at == null ? LEFT : at.getValue();
    }

    private Lanes lanes() {
        return new Lanes(
                right + LEFT,
                TOP + processes.count() * LANE,
                labels(),
                lines(),
                bars(),
                insides(),
                deaths(),
                stops(),
                ticks());
    }

    private boolean hasLane(int process) {
        return processes.all().contains(process);
    }

    private int y(int process) {
        return TOP + processes.lane(process) * LANE + LANE / 2;
    }

    private List<Label> labels() {
        return processes.all().stream()
                .map(process -> new Label(y(process), processes.name(process), processes.about(process)))
                .toList();
    }

    private List<Line> lines() {
        return processes.all().stream()
                .map(process -> new Line(y(process), LEFT, end(process)))
                .toList();
    }

    private int end(int process) {
        return finding.deaths().stream()
                .filter(death -> death.process() == process)
                .map(death -> x(death.atNanos()))
                .findFirst()
                .orElseGet(() -> ends.containsKey(process) ? x(ends.getOrDefault(process, 0L)) : right);
    }

    private List<Bar> bars() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < finding.operations().size(); i++) {
            bars.add(bar(i, finding.operations().get(i)));
        }
        return bars;
    }

    private Bar bar(int index, OperationSeen one) {
        boolean open = one.respondedNanos() == Finding.NEVER;
        int from = x(one.invokedNanos());
        int width = Math.max(3, (open ? end(one.process()) : x(one.respondedNanos())) - from);
        String label = label(one);
        boolean bad = wrong.getOrDefault(index, false);
        String style = "opbar" + (open ? " open" : "") + (bad ? " wrong" : one.needed() ? "" : " beside");
        return new Bar(
                from,
                y(one.process()) - 11,
                width,
                style,
                (label.length() + 1) * CHARACTER <= width ? label : "",
                numbers.getOrDefault(index, 0),
                marks.getOrDefault(index, ""),
                bad,
                Text.of(one.line()).shown());
    }

    private List<Inside> insides() {
        return finding.sections().stream()
                .filter(section -> hasLane(section.process()))
                .map(this::inside)
                .toList();
    }

    private Inside inside(SectionSeen section) {
        int from = x(section.enteredNanos());
        boolean open = section.leftNanos() == Finding.NEVER;
        int to = open ? end(section.process()) : x(section.leftNanos());
        String stay = open
                ? "from " + section.enteredNanos() + " ns on"
                : "from " + section.enteredNanos() + " to " + section.leftNanos() + " ns";
        return new Inside(
                from,
                y(section.process()) + 6,
                Math.max(3, to - from),
                processes.name(section.process()) + " was inside the critical section " + stay);
    }

    static String label(OperationSeen one) {
        String label =
                Text.of(one.call() + " " + HistoryViews.answer(one.response())).shown();
        return label.length() <= LABEL ? label : label.substring(0, label.offsetByCodePoints(0, LABEL - 1)) + "…";
    }

    private List<Death> deaths() {
        return finding.deaths().stream()
                .filter(death -> hasLane(death.process()))
                .map(this::death)
                .toList();
    }

    private Death death(DeathSeen death) {
        return new Death(
                x(death.atNanos()),
                y(death.process()),
                Text.of("kill -9 of " + processes.name(death.process()) + " " + death.where())
                        .shown());
    }

    private List<Stop> stops() {
        return finding.pauses().stream()
                .filter(pause -> hasLane(pause.process()))
                .map(pause -> new Stop(
                        x(pause.fromNanos()),
                        x(pause.untilNanos()),
                        y(pause.process()),
                        Text.of(processes.name(pause.process()) + " was stopped for "
                                        + Words.nanos(pause.untilNanos() - pause.fromNanos()))
                                .shown()))
                .toList();
    }

    private List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        int last = -TICK_EVERY;
        for (Map.Entry<Long, Integer> place : places.entrySet()) {
            if (place.getValue() - last >= TICK_EVERY) {
                ticks.add(new Tick(place.getValue(), Words.nanos(place.getKey())));
                last = place.getValue();
            }
        }
        return ticks;
    }
}
