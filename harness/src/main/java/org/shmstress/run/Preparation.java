package org.shmstress.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.shmstress.HarnessException;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Placement;
import org.shmstress.plan.Plan;
import org.shmstress.plan.Planner;
import org.shmstress.plan.Profile;
import org.shmstress.plan.Trial;
import org.shmstress.plan.TrialSpec;
import org.shmstress.posix.Threads;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.EnvironmentProbe;
import org.shmstress.record.RecordReader;
import org.shmstress.run.script.ScriptFile;
import org.shmstress.scenario.Catalog;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.Room;
import org.shmstress.verdict.Quarantine;

/**
 * Everything that is decided before the first worker starts. Bad input and lack of room end here, before any work.
 *
 * @param options what the user asked for
 * @param runId id of the run, also the name of its directory
 * @param runNumber what segments and workers of the run carry
 * @param startedAt when it started
 * @param scenarios the selected scenarios
 * @param machine what the planner knew of the machine
 * @param plan what will be run
 * @param directory where it leaves its files
 * @param quarantine whose defects decide nothing
 * @param resumption the run of which this is the rest
 */
record Preparation(
        RunOptions options,
        String runId,
        long runNumber,
        Instant startedAt,
        Map<String, Scenario> scenarios,
        Machine machine,
        Plan plan,
        RunDirectory directory,
        Quarantine quarantine,
        Optional<Resumption> resumption) {

    /** Beyond this share of the budget only first passes are run: hosts slow down for minutes at a time. */
    private static final double LATE = 1.1;

    /** No run needs less; more is asked for segment by segment. */
    private static final long LEAST_ROOM_BYTES = 16L << 20;

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    static Preparation of(RunOptions options) {
        List<Scenario> selected = options.script()
                .map(file -> List.<Scenario>of(ScriptFile.scenario(file)))
                .orElseGet(() -> Catalog.select(options.testClasspath(), options.selection()));
        return of(options, options.ci().shard().of(selected), Preparation::plan);
    }

    /** What is planned for scenarios on a machine. */
    @FunctionalInterface
    interface Planning {
        Plan plan(RunOptions options, Machine machine, Map<String, Scenario> scenarios);
    }

    static Preparation of(RunOptions options, List<Scenario> selected, Planning planning) {
        Quarantine quarantine =
                options.ci().quarantine().map(Preparation::quarantine).orElse(Quarantine.NONE);
        Optional<Resumption> resumption =
                options.ci().resume().map(directory -> Resumption.of(directory, RecordReader.read(directory)));
        Map<String, Scenario> scenarios = new LinkedHashMap<>();
        selected.forEach(s -> scenarios.put(s.id(), s));
        Machine machine = new Machine(
                jvms(options.jdks()),
                Threads.affinity(Threads.threadId()).stream().boxed().toList());
        Plan plan = planning.plan(options, machine, scenarios);
        Room.ofThisMachine().require(LEAST_ROOM_BYTES);
        resumption.ifPresent(r -> r.check(
                environment(machine, selected),
                selected.stream().map(Scenarios::planned).toList(),
                plan));
        Instant now = Instant.now();
        long number = RandomGenerator.getDefault().nextLong();
        String runId = resumption
                .map(r -> r.record().run().runId())
                .orElseGet(() -> ID.format(now) + "-" + String.format("%04x", number & 0xffff));
        RunDirectory directory = resumption
                .map(r -> RunDirectory.again(r.directory().toAbsolutePath()))
                .orElseGet(() -> RunDirectory.create(
                        options.out().orElse(Path.of("results", runId)).toAbsolutePath()));
        return new Preparation(
                options, runId, number, now, scenarios, machine, plan, directory, quarantine, resumption);
    }

    /** What this run is performed on. */
    EnvironmentSeen environment() {
        return environment(machine, scenarios.values());
    }

    private static EnvironmentSeen environment(Machine machine, Collection<Scenario> scenarios) {
        return EnvironmentProbe.probe(machine.jvms()).with(EnvironmentSeen.TESTS, TestCode.digest(scenarios));
    }

    private static Quarantine quarantine(Path file) {
        try {
            return Quarantine.parse(Files.readAllLines(file), file.toString(), LocalDate.now(ZoneOffset.UTC));
        } catch (IOException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE, "--quarantine " + file + ": no such file can be read as text", e);
        }
    }

    private static List<Jvm> jvms(List<Path> homes) {
        List<Jvm> jvms = homes.isEmpty()
                ? JvmProbe.installed().defaults()
                : homes.stream().map(JvmProbe::named).distinct().toList();
        return jvms.stream().sorted(Comparator.comparingInt(Jvm::feature)).toList();
    }

    private static Plan plan(RunOptions options, Machine machine, Map<String, Scenario> scenarios) {
        if (options.trial().isEmpty()) {
            return new Planner(options.plan(), machine).plan(List.copyOf(scenarios.values()));
        }
        TrialSpec spec = options.trial().get();
        Trial trial = spec.on(machine, scenario(scenarios, spec.scenario()));
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < options.plan().repeat(); i++) {
            trials.add(trial.withId(String.format("t%04d", i + 1)));
        }
        return new Plan(options.plan().seed(), trials);
    }

    Scenario scenario(String id) {
        return scenario(scenarios, id);
    }

    private static Scenario scenario(Map<String, Scenario> scenarios, String id) {
        Scenario scenario = scenarios.get(id);
        if (scenario == null) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE, "no scenario is named '" + id + "'; see 'shmstress list'");
        }
        return scenario;
    }

    /** Whether so much time has gone that repetitions are dropped. Passes that the user counted are never dropped. */
    boolean isLate(double seconds) {
        double limit = options.plan().effectiveBudget().toMillis()
                / 1e3
                * (options.plan().profile() == Profile.SOAK ? 1 : LATE);
        return !countsPasses() && seconds > limit;
    }

    /** Whether the user said how often to try each scenario. */
    private boolean countsPasses() {
        return options.plan().repeat() > 1 || options.trial().isPresent();
    }

    /**
     * Whether a scenario is tried no further once it has failed. Of a shared object the first failure is the whole answer; how often an outcome is
     * seen under which configuration, and which of many scripts disagree, only all trials tell.
     */
    boolean endsAtFailure(String scenario) {
        return scenario(scenario) instanceof Scenario.ObjectTest && !countsPasses();
    }

    /** Whether actors of the trial must run at the same time, were it not for a busy host: each has a CPU, or there is but one. */
    boolean opensWindow(Trial trial) {
        return trial.placement() == Placement.SPREAD || !machine.canSpread();
    }

    boolean stopsAtFailure() {
        return options.untilFailure();
    }
}
