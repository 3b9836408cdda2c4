package org.shmstress.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.verdict.Grade;

/**
 * Which row of the table is tried next and for how long: the policy of a calibration. It knows neither processes nor a clock.
 *
 * <p>Rounds go over all rows that are not decided. In a round each is tried in its first way, the one that shows most, then what
 * is left in the second, and so on, so that a row which takes long does not keep the others from their turn. The
 * first round's trials are short, since most defects show at once under the right schedule; each further round doubles them and takes
 * another kind of workers, so that the time which the easy ones leave goes to the hard ones. Controls take part in the first rounds only:
 * they would be in all of them. What is not decided when the budget is spent is missed.
 */
public final class Hunt {

    /** Long enough for thousands of operations, short enough to come to the schedule that shows the defect. */
    public static final long FIRST_MILLIS = 400;

    private static final long LONGEST_MILLIS = 6_400;

    /** What a trial takes beside its own time. */
    private static final long OVERHEAD_MILLIS = 150;

    private static final int CONTROL_ROUNDS = 2;

    private final Map<String, Quarry> quarries = new LinkedHashMap<>();
    private final double budgetSeconds;
    private List<Quarry> left = List.of();
    private int round = -1;
    private int position;
    private int turn;
    private long millis;

    /**
     * A row that can be tried.
     *
     * @param row the row
     * @param ways how many trials a round has
     */
    public record Entrant(DefectTable.Row row, int ways) {}

    /**
     * The next trial.
     *
     * @param id id of the row
     * @param round from 0
     * @param turn which of its ways
     * @param millis its time budget
     */
    public record Attempt(String id, int round, int turn, long millis) {}

    /**
     * What a trial came to.
     *
     * @param grade its grade
     * @param reason in one sentence
     * @param schedule under which it ran
     * @param operations operations, samples or tries
     * @param seconds how long it took
     */
    public record Sight(Grade grade, String reason, String schedule, long operations, double seconds) {}

    /** A hunt for these, within a budget. */
    public Hunt(List<Entrant> entrants, double budgetSeconds) {
        entrants.forEach(e -> quarries.put(e.row().id(), new Quarry(e)));
        this.budgetSeconds = budgetSeconds;
    }

    /**
     * The next trial, if there is to be another.
     *
     * @param seconds since the hunt began
     */
    public Optional<Attempt> next(double seconds) {
        if (seconds >= budgetSeconds) {
            return Optional.empty();
        }
        for (; turn < mostWays(); turn++, position = 0) {
            while (position < left.size()) {
                Quarry quarry = left.get(position++);
                if (!quarry.isDecided() && turn < quarry.entrant.ways()) {
                    return Optional.of(new Attempt(quarry.id(), round, turn, millis));
                }
            }
        }
        return beginRound(seconds) ? next(seconds) : Optional.empty();
    }

    private int mostWays() {
        return left.stream().mapToInt(q -> q.entrant.ways()).max().orElse(0);
    }

    private boolean beginRound(double seconds) {
        round++;
        position = 0;
        turn = 0;
        left = quarries.values().stream()
                .filter(q -> !q.isDecided() && (round < CONTROL_ROUNDS || !q.isControl()))
                .toList();
        int trials = left.stream().mapToInt(q -> q.entrant.ways()).sum();
        if (trials == 0) {
            return false;
        }
        long affordable = (long) ((budgetSeconds - seconds) * 1e3 / trials) - OVERHEAD_MILLIS;
        long wanted = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(round, Integer.SIZE / 2));
        millis = Math.max(FIRST_MILLIS, Math.min(wanted, affordable));
        return true;
    }

    /** Tells what an attempt came to. Returns the row's finding if that decides it. */
    public Optional<Finding> seen(Attempt attempt, Sight sight) {
        Quarry quarry = quarry(attempt.id());
        quarry.add(sight);
        return quarry.isDecided() ? Optional.of(quarry.finding()) : Optional.empty();
    }

    /** What a row has come to; asked at the end. */
    public Finding finding(String id) {
        return quarry(id).finding();
    }

    private Quarry quarry(String id) {
        return Optional.ofNullable(quarries.get(id)).orElseThrow(() -> new IllegalArgumentException(id));
    }

    /** A row with all that was seen of it. */
    private static final class Quarry {
        private final Entrant entrant;
        private final List<Sight> sights = new ArrayList<>();

        Quarry(Entrant entrant) {
            this.entrant = entrant;
        }

        String id() {
            return entrant.row().id();
        }

        boolean isControl() {
            return entrant.row().isControl();
        }

        void add(Sight sight) {
            sights.add(sight);
        }

        boolean isDecided() {
            return sights.stream().anyMatch(s -> s.grade().isDefect());
        }

        Finding finding() {
            return entrant.row().after(sights);
        }
    }
}
