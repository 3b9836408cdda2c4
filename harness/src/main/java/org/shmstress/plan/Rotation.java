package org.shmstress.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AccessPath;

/**
 * The configurations of one scenario in turn, for whoever looks for a defect in it: a pure function of options, machine and scenario.
 *
 * <p>A round tries every schedule on one kind of workers, which therefore live on from trial to trial; the next round takes another kind:
 * other JDKs, another access path, and now and then an interpreter or C2 alone, since some defects show only there. Rounds have the same
 * order of kinds in all scenarios, as far as these have them, so that a round over many scenarios starts few workers.
 */
public final class Rotation {

    /** Where in the order of kinds those come that do not compile as a JVM does by itself. */
    private static final int INTERPRETER_AT = 2;

    private static final int C2_AT = 4;

    /** Those that find most come first. */
    private static final List<Schedule> FIRST = List.of(Schedule.MIXED);

    private final PlanOptions options;
    private final Scenario scenario;
    private final List<Kind> kinds;
    private final List<Way> ways;
    private final String whyEmpty;

    private record Kind(List<Jvm> jvms, AccessPath path, List<JitMode> modes) {
        static Kind of(Cell cell) {
            return new Kind(cell.jvms(), cell.path(), cell.modes());
        }

        Kind with(JitMode mode) {
            return new Kind(jvms, path, Collections.nCopies(jvms.size(), mode));
        }
    }

    private record Way(Placement placement, Schedule schedule) {
        static Way of(Cell cell) {
            return new Way(cell.placement(), cell.schedule());
        }

        int rank() {
            int rank = FIRST.indexOf(schedule);
            return rank < 0 ? FIRST.size() + schedule.ordinal() : rank;
        }
    }

    private Rotation(PlanOptions options, Scenario scenario, Matrix matrix) {
        this.options = options;
        this.scenario = scenario;
        this.whyEmpty = matrix.cells().isEmpty() ? matrix.whyEmpty() : "";
        List<Cell> cells = strong(matrix.cells());
        this.kinds = kinds(cells);
        this.ways = cells.stream()
                .map(Way::of)
                .distinct()
                .sorted(Comparator.comparingInt(Way::rank))
                .toList();
    }

    /** The rotation of a scenario on a machine. */
    public static Rotation of(PlanOptions options, Machine machine, Scenario scenario) {
        return new Rotation(options, scenario, Matrix.of(options, machine, scenario));
    }

    private static List<Cell> strong(List<Cell> cells) {
        List<Cell> tiered = only(cells, cell -> cell.modes().stream().allMatch(mode -> mode == JitMode.TIERED));
        return only(tiered, Cell::strong);
    }

    private static List<Cell> only(List<Cell> cells, Predicate<Cell> wanted) {
        List<Cell> some = cells.stream().filter(wanted).toList();
        return some.isEmpty() ? cells : some;
    }

    private List<Kind> kinds(List<Cell> cells) {
        List<Kind> kinds =
                new ArrayList<>(byTurns(cells.stream().map(Kind::of).distinct().toList()));
        if (!kinds.isEmpty()
                && Matrix.hasJitModes(scenario)
                && options.limits().jits().isEmpty()) {
            Kind last = kinds.get(kinds.size() > 1 ? 1 : 0);
            kinds.add(Math.min(INTERPRETER_AT, kinds.size()), toInterpret(kinds).with(JitMode.INTERPRETER));
            kinds.add(Math.min(C2_AT, kinds.size()), last.with(JitMode.C2));
        }
        return List.copyOf(kinds);
    }

    /** By a byte buffer if there is one: of its misaligned accesses the interpreter makes several. */
    private static Kind toInterpret(List<Kind> kinds) {
        return kinds.stream()
                .filter(kind -> kind.path() == AccessPath.BYTE_BUFFER)
                .findFirst()
                .orElse(kinds.get(0));
    }

    /** From each set of JDKs in turn, and from each first what another set did not begin with. */
    private static List<Kind> byTurns(List<Kind> kinds) {
        Map<List<Jvm>, List<Kind>> bySet = new LinkedHashMap<>();
        kinds.forEach(kind ->
                bySet.computeIfAbsent(kind.jvms(), jvms -> new ArrayList<>()).add(kind));
        List<Deque<Kind>> queues = new ArrayList<>();
        for (List<Kind> set : bySet.values()) {
            Collections.rotate(set, -queues.size() - 1);
            queues.add(new ArrayDeque<>(set));
        }
        List<Kind> inTurn = new ArrayList<>();
        while (inTurn.size() < kinds.size()) {
            queues.stream()
                    .map(Deque::poll)
                    .flatMap(kind -> Optional.ofNullable(kind).stream())
                    .forEach(inTurn::add);
        }
        return inTurn;
    }

    /** How many trials a round has; none where the scenario cannot be tried. */
    public int turns() {
        return ways.size();
    }

    /** Why it cannot be tried here, if so. */
    public Optional<String> whyNot() {
        return scenario.refusal(options.mode()).or(() -> Optional.of(whyEmpty).filter(why -> !why.isEmpty()));
    }

    /**
     * One trial, without an id yet.
     *
     * @param round from 0, without end
     * @param turn within the round
     * @param millis time budget
     */
    public Trial trial(int round, int turn, long millis) {
        Kind kind = kinds.get(round % kinds.size());
        Way way = ways.get(turn);
        long seed = new Random(options.seed() * 31 + scenario.id().hashCode() * 1_000_003L + round * 101L + turn)
                .nextLong();
        return new Trial(
                "",
                scenario.id(),
                round,
                options.mode(),
                kind.jvms(),
                kind.modes().stream().map(mode -> new Jit(mode, 0)).toList(),
                kind.path(),
                way.placement(),
                way.schedule(),
                seed,
                millis);
    }

    /** The plan of the first rounds of several. */
    public static Plan firstRounds(PlanOptions options, Collection<Rotation> rotations, long millis) {
        List<Trial> trials = new ArrayList<>();
        Map<String, String> inapplicable = new LinkedHashMap<>();
        for (Rotation rotation : rotations) {
            rotation.whyNot().ifPresent(why -> inapplicable.put(rotation.scenario.id(), why));
            for (int turn = 0; turn < rotation.turns() && rotation.whyNot().isEmpty(); turn++) {
                trials.add(rotation.trial(0, turn, millis));
            }
        }
        return new Plan(options.seed(), trials, Map.of(), inapplicable, List.of());
    }
}
