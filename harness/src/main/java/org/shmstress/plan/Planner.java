package org.shmstress.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Scenario;

/**
 * Options, scenarios and machine to a plan: a pure function, the same for the same seed.
 *
 * <p>Each scenario has rows: cells of its {@link Matrix} in which every pair of settings occurs, the strong ones first (see
 * {@link Covering}). Pass <i>p</i> runs one row of every scenario, each scenario beginning at another one, so that the first pass
 * over many scenarios already has most pairs. Passes are added until their estimated time fills the budget; beyond the first, only
 * while rows are left, except in a soak, which then covers the pairs again by other cells.
 *
 * <p>Within a pass trials that need the same kinds of workers follow one another, so that a thousand tests do not pay a thousand
 * starts. Scenarios of the same shape share their rows for the same reason.
 *
 * <p>Passes that the user counted repeat the settings under which most is seen: strong cells, compiled as a JVM does by itself.
 */
public final class Planner {

    /** What a trial costs beside its own time: attaching, lifting, JIT warm-up, sometimes a start. */
    private static final long OVERHEAD_MILLIS = 120;

    /** A script on workers that are there already; its time is a bound which it never comes near. */
    private static final long KEPT_MILLIS = 25;

    /** How many times its time a test with more actors than CPUs gets: in half a second, one IRIW trial of 32 missed an outcome. */
    private static final int CROWDED = 4;

    /** A mutant may need that long under a schedule that can show its defect; a trial ends at the first violation. */
    private static final long MUTANT_MILLIS = 6_000;

    /** So many rows share a quick pass: each costs the start of its workers. */
    private static final int QUICK_ROWS = 6;

    private final PlanOptions options;
    private final Machine machine;
    private final Map<List<Cell>, Course> courses = new HashMap<>();

    public Planner(PlanOptions options, Machine machine) {
        this.options = options;
        this.machine = machine;
    }

    /** The rows of scenarios of one shape, round by round. */
    private final class Course {
        private final List<Cell> cells;
        private final List<Covering.Rows> rounds = new ArrayList<>();
        private int scenarios;

        Course(List<Cell> cells) {
            this.cells = cells;
        }

        private Covering.Rows round(int round) {
            while (rounds.size() <= round) {
                Covering.Rows rows = Covering.of(cells, new Random(options.seed() * 31 + rounds.size()));
                rounds.add(new Covering.Rows(alternating(rows.strong()), rows.rest()));
            }
            return rounds.get(round);
        }

        int size() {
            return cells.isEmpty() ? 0 : round(0).size();
        }

        /** Which row the next scenario of this shape begins with. */
        int nextStart() {
            int strong = cells.isEmpty() ? 1 : round(0).strong().size();
            return scenarios++ % (options.profile() == Profile.QUICK ? Math.min(QUICK_ROWS, strong) : strong);
        }

        Cell row(int roundNumber, int index, int start) {
            Covering.Rows round = round(roundNumber);
            int strong = round.strong().size();
            return index < strong
                    ? round.strong().get((index + start) % strong)
                    : round.rest().get((index - strong + start) % round.rest().size());
        }
    }

    /** Schedules in turn: a defect that one cannot show is not to wait for the next until all other settings were tried. */
    private static List<Cell> alternating(List<Cell> rows) {
        Map<Schedule, List<Cell>> bySchedule = new TreeMap<>();
        rows.forEach(cell -> bySchedule
                .computeIfAbsent(cell.schedule(), schedule -> new ArrayList<>())
                .add(cell));
        List<Cell> inTurn = new ArrayList<>();
        for (int turn = 0; inTurn.size() < rows.size(); turn++) {
            for (List<Cell> cells : bySchedule.values()) {
                if (turn < cells.size()) {
                    inTurn.add(cells.get(turn));
                }
            }
        }
        return inTurn;
    }

    /** A scenario on its course. */
    private record Entrant(Scenario scenario, Course course, int start) {}

    /** The plan for these scenarios. What cannot run here gets no trial. */
    public Plan plan(List<Scenario> scenarios) {
        Map<String, Set<String>> possible = new LinkedHashMap<>();
        Map<String, String> inapplicable = new LinkedHashMap<>();
        Set<String> leftOut = new TreeSet<>();
        List<Entrant> entrants = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            if (scenario.refusal(options.mode()).isEmpty()) {
                Matrix matrix = Matrix.of(options, machine, scenario);
                leftOut.addAll(matrix.leftOut());
                if (matrix.cells().isEmpty()) {
                    inapplicable.put(scenario.id(), matrix.whyEmpty());
                    continue;
                }
                possible.put(
                        scenario.id(),
                        Settings.pairs(matrix.cells().stream()
                                .map(Cell::settings)
                                .distinct()
                                .toList()));
                Course course = courses.computeIfAbsent(wanted(matrix.cells()), Course::new);
                entrants.add(new Entrant(scenario, course, scenario.isMutant() ? 0 : course.nextStart()));
            }
        }
        return new Plan(options.seed(), numbered(passes(entrants)), possible, inapplicable, List.copyOf(leftOut));
    }

    /** All cells, or for counted passes the telling ones. */
    private List<Cell> wanted(List<Cell> cells) {
        if (!options.counted()) {
            return cells;
        }
        List<Cell> strong = cells.stream().filter(Cell::strong).toList();
        List<Cell> telling = strong.isEmpty() ? cells : strong;
        return options.limits().jits().isEmpty()
                ? telling.stream()
                        .filter(cell -> cell.modes().stream().allMatch(mode -> mode == JitMode.TIERED))
                        .toList()
                : telling;
    }

    private List<Trial> passes(List<Entrant> entrants) {
        List<Trial> all = new ArrayList<>();
        long left = options.effectiveBudget().toMillis();
        for (int pass = 0; pass == 0 || isWanted(pass, left); pass++) {
            List<Placed> placed = pass(entrants, pass);
            if (placed.isEmpty()) {
                break;
            }
            placed.forEach(p -> all.add(p.trial));
            left -= placed.stream().mapToLong(Placed::costMillis).sum();
        }
        return all;
    }

    private boolean isWanted(int pass, long leftMillis) {
        return options.counted() ? pass < options.repeat() : options.profile() != Profile.QUICK && leftMillis > 0;
    }

    private boolean endless() {
        return options.counted() || options.profile() == Profile.SOAK;
    }

    private record Placed(Scenario scenario, Trial trial, Cell cell) {

        long costMillis() {
            return keepsWorkers(scenario) ? KEPT_MILLIS : trial.millis() + OVERHEAD_MILLIS;
        }
    }

    private static boolean keepsWorkers(Scenario scenario) {
        return scenario instanceof Scenario.ScriptTest script && script.keepsWorkers();
    }

    private List<Placed> pass(List<Entrant> entrants, int pass) {
        List<Placed> placed = new ArrayList<>();
        for (Entrant entrant : entrants) {
            int rows = entrant.course.size();
            // Of a table of rows one configuration is enough, unless there is all the time in the world.
            boolean once = keepsWorkers(entrant.scenario) && !endless();
            if (rows > 0 && (pass < (once ? 1 : rows) || endless())) {
                Cell cell = entrant.course.row(pass / rows, pass % rows, entrant.start);
                placed.add(new Placed(entrant.scenario, trial(entrant.scenario, cell, pass, pass / rows), cell));
            }
        }
        placed.sort(Comparator.comparing(p -> p.cell.workers()));
        return placed;
    }

    private static List<Trial> numbered(List<Trial> trials) {
        return IntStream.range(0, trials.size())
                .mapToObj(i -> trials.get(i).withId(String.format("t%04d", i + 1)))
                .toList();
    }

    private Trial trial(Scenario scenario, Cell cell, int pass, int round) {
        long seed = new Random(options.seed() * 31 + scenario.id().hashCode() * 1_000_003L + pass).nextLong();
        return new Trial(
                "",
                scenario.id(),
                pass,
                options.mode(),
                cell.jvms(),
                cell.jits(stressSeed(round)),
                cell.path(),
                cell.placement(),
                cell.schedule(),
                seed,
                millis(scenario));
    }

    /** One per round: with one per trial, no stressed worker could serve twice. */
    private int stressSeed(int round) {
        return new Random(options.seed() ^ (round * 0x9e3779b97f4a7c15L)).nextInt(1, Integer.MAX_VALUE);
    }

    private long millis(Scenario scenario) {
        Profile profile = options.profile();
        if (scenario instanceof Scenario.OutcomeTest test) {
            return profile.outcomeMillis() * (isCrowded(test) ? CROWDED : 1);
        } else if (scenario instanceof Scenario.ObjectTest object) {
            return object.isMutant() ? MUTANT_MILLIS : profile.objectMillis();
        }
        return profile.scriptMillis();
    }

    /** Whether actors must take turns, so that fewer samples are taken, of more outcomes. */
    private boolean isCrowded(Scenario.OutcomeTest test) {
        return machine.canSpread() && test.actors() > machine.allowedCpus().size();
    }
}
