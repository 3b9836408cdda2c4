package org.shmstress.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AccessPath;

/**
 * Options, scenarios and machine to a plan: a pure function, the same for the same seed.
 *
 * <p>Each scenario has cells: its JDK sets × access paths × schedules, in an order shuffled by the seed. Pass <i>p</i> runs
 * cell <i>p</i> of every scenario, so that few passes over many scenarios sample the matrix evenly. Passes are added until
 * their estimated time fills the budget; beyond the first, only while cells are left, except in a soak.
 *
 * <p>JNA comes last, and not at all in passes that the user counted: its every access is a native call, whose return to Java is a
 * full fence, so that most weak outcomes cannot show there and a repetition on it would repeat little.
 */
public final class Planner {

    /** What a trial costs beside its own time: attaching, lifting, JIT warm-up, sometimes a start. */
    private static final long OVERHEAD_MILLIS = 120;

    /** A mutant may need that long; it ends at the first violation. */
    private static final long MUTANT_MILLIS = 60_000;

    private final PlanOptions options;
    private final Machine machine;

    public Planner(PlanOptions options, Machine machine) {
        this.options = options;
        this.machine = machine;
    }

    /** The plan for these scenarios. Refused outcome tests get no trial. */
    public Plan plan(List<Scenario> scenarios) {
        List<List<Trial>> passes = new ArrayList<>();
        long left = options.effectiveBudget().toMillis();
        for (int pass = 0; pass == 0 || wanted(pass, left); pass++) {
            List<Trial> trials = pass(scenarios, pass);
            if (trials.isEmpty()) {
                break;
            }
            passes.add(trials);
            left -= trials.stream().mapToLong(t -> t.millis() + OVERHEAD_MILLIS).sum();
        }
        return new Plan(options.seed(), numbered(ordered(scenarios, passes)));
    }

    private boolean wanted(int pass, long leftMillis) {
        return options.repeat() > 1 ? pass < options.repeat() : options.profile() != Profile.QUICK && leftMillis > 0;
    }

    private boolean endless() {
        return options.repeat() > 1 || options.profile() == Profile.SOAK;
    }

    private List<Trial> pass(List<Scenario> scenarios, int pass) {
        List<Trial> trials = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            List<Cell> cells = cells(scenario);
            if (!cells.isEmpty() && (pass < cells.size() || endless())) {
                trials.add(trial(scenario, cells.get(pass % cells.size()), pass));
            }
        }
        return trials;
    }

    /** A soak goes pass by pass, so that an early end has seen everything; else scenario by scenario, so that each ends soon. */
    private List<Trial> ordered(List<Scenario> scenarios, List<List<Trial>> passes) {
        List<Trial> all = new ArrayList<>();
        passes.forEach(all::addAll);
        if (options.profile() != Profile.SOAK) {
            List<String> order = scenarios.stream().map(Scenario::id).toList();
            all.sort(Comparator.comparingInt(t -> order.indexOf(t.scenario())));
        }
        return all;
    }

    private static List<Trial> numbered(List<Trial> trials) {
        return IntStream.range(0, trials.size())
                .mapToObj(i -> trials.get(i).withId(String.format("t%04d", i + 1)))
                .toList();
    }

    private Trial trial(Scenario scenario, Cell cell, int pass) {
        long seed = new Random(options.seed() * 31 + scenario.id().hashCode() * 1_000_003L + pass).nextLong();
        return new Trial(
                "",
                scenario.id(),
                pass,
                options.mode(),
                cell.jvms,
                Collections.nCopies(cell.jvms.size(), Jit.TIERED),
                cell.path,
                cell.placement,
                cell.schedule,
                seed,
                millis(scenario));
    }

    private long millis(Scenario scenario) {
        Profile profile = options.profile();
        if (scenario instanceof Scenario.OutcomeTest) {
            return profile.outcomeMillis();
        } else if (scenario instanceof Scenario.ObjectTest object) {
            return object.isMutant() ? MUTANT_MILLIS : profile.objectMillis();
        }
        return profile.scriptMillis();
    }

    private record Cell(List<Jvm> jvms, AccessPath path, Placement placement, Schedule schedule) {}

    private List<Cell> cells(Scenario scenario) {
        Random random = new Random(options.seed() ^ scenario.id().hashCode());
        List<Cell> cells = shuffled(scenario, path -> path != AccessPath.JNA, random);
        List<Cell> viaJna = shuffled(scenario, path -> path == AccessPath.JNA, random);
        if (cells.isEmpty() || options.repeat() == 1) {
            cells.addAll(viaJna);
        }
        return cells;
    }

    private List<Cell> shuffled(Scenario scenario, Predicate<AccessPath> wanted, Random random) {
        List<Cell> cells = new ArrayList<>();
        for (List<Jvm> jvms : jdkSets(workers(scenario))) {
            for (AccessPath path : paths(scenario).stream()
                    .filter(wanted)
                    .filter(path -> jvms.stream().allMatch(jvm -> path.isOn(jvm.feature())))
                    .toList()) {
                for (Schedule schedule : schedules(scenario)) {
                    cells.add(new Cell(jvms, path, placement(scenario), schedule));
                }
            }
        }
        Collections.shuffle(cells, random);
        return cells;
    }

    /** All workers on each JDK alone, then the lowest and the highest in turn. */
    private List<List<Jvm>> jdkSets(int workers) {
        List<List<Jvm>> sets = new ArrayList<>();
        machine.jvms().forEach(jvm -> sets.add(Collections.nCopies(workers, jvm)));
        if (machine.jvms().size() > 1 && workers > 1) {
            Jvm lowest = machine.jvms().get(0);
            Jvm highest = machine.jvms().get(machine.jvms().size() - 1);
            sets.add(IntStream.range(0, workers)
                    .mapToObj(i -> i % 2 == 0 ? lowest : highest)
                    .toList());
        }
        return sets;
    }

    private static int workers(Scenario scenario) {
        if (scenario instanceof Scenario.OutcomeTest test) {
            return test.actors();
        } else if (scenario instanceof Scenario.ObjectTest object) {
            return object.workers();
        }
        return ((Scenario.ScriptTest) scenario).workers();
    }

    private static Set<AccessPath> paths(Scenario scenario) {
        if (scenario instanceof Scenario.OutcomeTest test) {
            return test.refusal().isPresent() ? Set.of() : sorted(test.paths());
        } else if (scenario instanceof Scenario.ObjectTest object) {
            return sorted(object.paths());
        }
        return sorted(((Scenario.ScriptTest) scenario).paths());
    }

    private static Set<AccessPath> sorted(Set<AccessPath> paths) {
        return paths.isEmpty() ? paths : EnumSet.copyOf(paths);
    }

    private static Set<Schedule> schedules(Scenario scenario) {
        return scenario instanceof Scenario.ObjectTest object && !object.killsOwner()
                ? EnumSet.allOf(Schedule.class)
                : EnumSet.of(Schedule.FREE);
    }

    /** On a busy host unpinned workers can take turns on one CPU for a whole trial; scripts go step by step anyway. */
    private Placement placement(Scenario scenario) {
        return !(scenario instanceof Scenario.ScriptTest)
                        && machine.allowedCpus().size() > 1
                ? Placement.SPREAD
                : Placement.FREE;
    }
}
