package org.shmstress.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AccessPath;

/**
 * Every configuration that a scenario can be tried under here, and what is left out, with the reason.
 *
 * <p>A cell is <em>strong</em> if little stands in the way of what the hardware allows: JNA makes each access a native call, whose
 * return to Java is a full fence; an interpreter runs too few samples; on one CPU only preemption interleaves; a schedule of few parts
 * shows few defects. What the user asked for by name counts as strong.
 */
final class Matrix {

    /** How the ids of controls begin, by which their objects are tagged. */
    private static final String CONTROLS = "C-";

    private final PlanOptions options;
    private final Machine machine;
    private final Scenario scenario;
    private final int actors;
    private final int workers;
    private final Set<String> leftOut = new LinkedHashSet<>();
    private final List<Cell> cells = new ArrayList<>();

    private Matrix(PlanOptions options, Machine machine, Scenario scenario) {
        this.options = options;
        this.machine = machine;
        this.scenario = scenario;
        this.actors = actors(scenario);
        this.workers = workers(scenario, options.mode());
    }

    static Matrix of(PlanOptions options, Machine machine, Scenario scenario) {
        Matrix matrix = new Matrix(options, machine, scenario);
        matrix.fill();
        return matrix;
    }

    List<Cell> cells() {
        return List.copyOf(cells);
    }

    /** What is left out, one line each. */
    Set<String> leftOut() {
        return Collections.unmodifiableSet(leftOut);
    }

    /** Why there are no cells, where there are none. */
    String whyEmpty() {
        return leftOut.isEmpty()
                ? "the options leave none of its access paths: "
                        + offered(scenario).stream()
                                .map(AccessPath::label)
                                .sorted()
                                .collect(Collectors.joining(", "))
                : "the options leave no configuration for it: " + String.join("; ", leftOut);
    }

    private void fill() {
        for (List<Jvm> jvms : jdkSets()) {
            for (AccessPath path : paths(jvms)) {
                for (List<JitMode> modes : jitSets(jvms)) {
                    for (Placement placement : placements()) {
                        plannedSchedules().forEach(schedule -> cells.add(cell(jvms, path, modes, placement, schedule)));
                    }
                }
            }
        }
    }

    private Cell cell(List<Jvm> jvms, AccessPath path, List<JitMode> modes, Placement placement, Schedule schedule) {
        String memory = options.mode() == Mode.THREADS ? Trial.FIELDS : path.label();
        Limits limits = options.limits();
        boolean strong = (path != AccessPath.JNA || limits.paths().contains(path))
                && (!modes.contains(JitMode.INTERPRETER) || limits.jits().contains(JitMode.INTERPRETER))
                && (placement == best() || limits.placements().contains(placement))
                && (schedule == plannedSchedules().get(0) || measuresPower());
        return new Cell(jvms, modes, path, memory, placement, schedule, strong);
    }

    /** All workers on each JDK alone, then the lowest and the highest in turn. */
    private List<List<Jvm>> jdkSets() {
        List<List<Jvm>> sets = new ArrayList<>();
        machine.jvms().forEach(jvm -> sets.add(Collections.nCopies(workers, jvm)));
        if (machine.jvms().size() > 1 && workers > 1) {
            sets.add(inTurn(
                    machine.jvms().get(0), machine.jvms().get(machine.jvms().size() - 1)));
        }
        return sets;
    }

    private <T> List<T> inTurn(T one, T other) {
        return IntStream.range(0, workers)
                .mapToObj(i -> i % 2 == 0 ? one : other)
                .toList();
    }

    /** Threads share the heap, whatever the path: they need none, and one stands for all. */
    private List<AccessPath> paths(List<Jvm> jvms) {
        if (options.mode() == Mode.THREADS) {
            return List.of(AccessPath.UNSAFE);
        }
        List<AccessPath> usable = new ArrayList<>();
        for (AccessPath path : EnumSet.allOf(AccessPath.class)) {
            if (offered(scenario).contains(path)
                    && Limits.allows(options.limits().paths(), path)) {
                if (jvms.stream().allMatch(jvm -> path.isOn(jvm.feature()))) {
                    usable.add(path);
                } else {
                    leftOut.add(path.label() + " × JDK " + Trial.set(jvms) + ": needs JDK " + AccessPath.FIRST_WITH_FFM
                            + " or later in every worker");
                }
            }
        }
        return usable;
    }

    static Set<AccessPath> offered(Scenario scenario) {
        if (scenario instanceof Scenario.OutcomeTest test) {
            return test.paths();
        } else if (scenario instanceof Scenario.ObjectTest object) {
            return object.paths();
        }
        return ((Scenario.ScriptTest) scenario).paths();
    }

    /** Each mode for all workers, then C1 and C2 in turn. */
    private List<List<JitMode>> jitSets(List<Jvm> jvms) {
        if (scenario.isMutant() || !hasJitModes(scenario)) {
            leftOut.add(
                    scenario.isMutant()
                            ? "other JIT modes for planted defects: they are there to be found, not to be explored"
                            : "other JIT modes and placements for scripts: they go step by step");
            return List.of(Collections.nCopies(workers, JitMode.TIERED));
        }
        List<List<JitMode>> sets = new ArrayList<>();
        for (JitMode mode : JitMode.values()) {
            if (mode == JitMode.C2_STRESS
                    && jvms.stream().anyMatch(jvm -> jvm.stressFlags().isEmpty())) {
                leftOut.add("c2-stress × JDK " + Trial.set(jvms) + ": a JVM of it has no such flags");
            } else if (allowed(mode)) {
                sets.add(Collections.nCopies(workers, mode));
            }
        }
        if (workers > 1 && allowed(JitMode.C1) && allowed(JitMode.C2)) {
            sets.add(inTurn(JitMode.C1, JitMode.C2));
        }
        return sets;
    }

    /** Whether it matters how the scenario's workers compile. */
    static boolean hasJitModes(Scenario scenario) {
        return !(scenario instanceof Scenario.ScriptTest);
    }

    private boolean allowed(JitMode mode) {
        return Limits.allows(options.limits().jits(), mode);
    }

    private Set<Placement> placements() {
        if (scenario instanceof Scenario.ScriptTest || actors == 1) {
            return EnumSet.of(best());
        }
        Set<Placement> all = EnumSet.noneOf(Placement.class);
        for (Placement placement : Placement.values()) {
            if (Limits.allows(options.limits().placements(), placement) && isPossible(placement)) {
                all.add(placement);
            }
        }
        return all;
    }

    private boolean isPossible(Placement placement) {
        if (placement == best()) {
            return true;
        } else if (!machine.canSpread()) {
            leftOut.add("placed " + placement.label() + ": there is one CPU, or workers may not be pinned");
            return false;
        } else if (scenario instanceof Scenario.ObjectTest) {
            leftOut.add("placed " + placement.label() + " for shared objects: who spins for the other's time slice"
                    + " proves nothing");
            return false;
        }
        return true;
    }

    /** On a busy host unpinned workers can take turns on one CPU for a whole trial; scripts go step by step anyway. */
    private Placement best() {
        return machine.canSpread() && !(scenario instanceof Scenario.ScriptTest) ? Placement.SPREAD : Placement.FREE;
    }

    /** Schedules that a user may ask for. Who is stopped and killed at the same time would prove nothing new. */
    static Set<Schedule> schedules(Scenario scenario) {
        if (!(scenario instanceof Scenario.ObjectTest object)) {
            return EnumSet.of(Schedule.FREE);
        }
        return object.hasFaults() ? EnumSet.complementOf(EnumSet.of(Schedule.STOPPED)) : EnumSet.allOf(Schedule.class);
    }

    /** Mutants and controls are tried under every schedule alike. */
    private boolean measuresPower() {
        return scenario instanceof Scenario.ObjectTest object
                && (object.isMutant() || object.tags().stream().anyMatch(tag -> tag.startsWith(CONTROLS)));
    }

    /** Schedules that are planned, the most telling one first: those that have all others as their parts. */
    private List<Schedule> plannedSchedules() {
        if (!(scenario instanceof Scenario.ObjectTest object)) {
            return List.of(Schedule.FREE);
        } else if (object.hasFaults()) {
            return List.of(Schedule.MIXED, Schedule.FREE);
        }
        return machine.canSpread()
                ? List.of(Schedule.MIXED, Schedule.ONE_CPU, Schedule.STOPPED)
                : List.of(Schedule.MIXED, Schedule.STOPPED);
    }

    /** Processes that a trial of the scenario takes; threads have one in common. */
    static int workers(Scenario scenario, Mode mode) {
        return mode == Mode.THREADS ? 1 : actors(scenario);
    }

    private static int actors(Scenario scenario) {
        if (scenario instanceof Scenario.OutcomeTest test) {
            return test.actors();
        } else if (scenario instanceof Scenario.ObjectTest object) {
            return object.workers();
        }
        return ((Scenario.ScriptTest) scenario).workers();
    }
}
