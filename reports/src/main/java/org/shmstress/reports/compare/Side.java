package org.shmstress.reports.compare;

import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shmstress.HarnessException;
import org.shmstress.record.Entry.Configuration;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.ReferenceMeasured;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Folder;
import org.shmstress.verdict.Folder.Graded;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.ScenarioVerdict;
import org.shmstress.verdict.TrialVerdict;

/**
 * One side of a comparison.
 *
 * @param name what it is called
 * @param axis whether it is a part of a run that is compared with another part of it, chosen by JDK
 * @param scenarios what was planned, in planned order
 * @param grades grades with their reasons
 * @param trials trials that ended, by scenario
 * @param references measurements of the reference loop, in order
 * @param environment facts about what it ran on, by name
 * @param shortfall why it is not all of a run, in one sentence
 * @param quarantine scenarios whose grade decides nothing, each with the reason
 * @param jdks which of the base's JDKs its own stand for
 */
public record Side(
        String name,
        boolean axis,
        Map<String, ScenarioPlanned> scenarios,
        Map<String, Seen> grades,
        Map<String, List<TrialFinished>> trials,
        List<ReferenceMeasured> references,
        Map<String, String> environment,
        Optional<String> shortfall,
        Map<String, String> quarantine,
        JdkPairs jdks) {

    /** Name of the one fact that says how long a run was to be, not what it ran on. */
    public static final String PROFILE = "Profile";

    /** A grade and why. */
    public record Seen(Grade grade, String reason) {}

    /** A run. */
    public static Side of(RunRecord record) {
        return new Side(
                record.run().runId(),
                false,
                planned(record),
                seen(record.verdicts()),
                record.trials(),
                record.references(),
                environment(record),
                shortfall(record),
                QuarantinedChange.reasons(record),
                JdkPairs.NONE);
    }

    /**
     * The trials of a run by JDKs: one side per set of them, the oldest first. Grades are folded as in a run.
     *
     * @throws HarnessException of kind USAGE if all trials ran on the same
     */
    public static List<Side> byJdks(RunRecord record) {
        Map<String, Map<String, List<TrialFinished>>> parts = new TreeMap<>();
        record.trials()
                .forEach((scenario, trials) -> trials.forEach(
                        trial -> parts.computeIfAbsent(trial.configuration().jdkSet(), set -> new LinkedHashMap<>())
                                .computeIfAbsent(scenario, s -> new java.util.ArrayList<>())
                                .add(trial)));
        if (parts.size() < 2) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "run " + record.run().runId() + " has trials on "
                            + (parts.isEmpty() ? "no JDK" : "JDK " + String.join("", parts.keySet()) + " only")
                            + "; give 'run' two with --jdk");
        }
        return parts.entrySet().stream()
                .map(part -> part(record, part.getKey(), part.getValue()))
                .toList();
    }

    private static Side part(RunRecord record, String jdks, Map<String, List<TrialFinished>> trials) {
        Map<String, ScenarioPlanned> planned = new LinkedHashMap<>(planned(record));
        planned.keySet().retainAll(trials.keySet());
        return new Side(
                "JDK " + jdks,
                true,
                planned,
                trials.entrySet().stream().collect(toMap(Map.Entry::getKey, e -> folded(e.getKey(), e.getValue()))),
                trials,
                record.references(),
                Map.of("JDKs", jdks),
                shortfall(record),
                QuarantinedChange.reasons(record),
                JdkPairs.NONE);
    }

    private static Seen folded(String scenario, List<TrialFinished> trials) {
        ScenarioVerdict verdict = Folder.fold(
                scenario,
                trials.stream()
                        .map(t -> new Graded(
                                t.configuration().accessPath(),
                                new TrialVerdict(t.grade(), t.reason(), t.witness(), t.facts()),
                                0,
                                t.seconds()))
                        .toList());
        return new Seen(verdict.grade(), verdict.reason());
    }

    private static Map<String, ScenarioPlanned> planned(RunRecord record) {
        return record.scenarios().stream()
                .collect(toMap(ScenarioPlanned::scenario, s -> s, (a, b) -> b, LinkedHashMap::new));
    }

    private static Map<String, Seen> seen(Map<String, ScenarioFinished> verdicts) {
        return verdicts.values().stream()
                .collect(toMap(ScenarioFinished::scenario, v -> new Seen(v.grade(), v.reason())));
    }

    private static Optional<String> shortfall(RunRecord record) {
        if (record.isPartial()) {
            return Optional.of("the record of " + record.run().runId() + " ends after line " + record.lines()
                    + " of a longer run");
        }
        String run = record.run().runId();
        return record.finished()
                .flatMap(f -> f.interrupted()
                        ? Optional.of("run " + run + " was interrupted before its plan was done")
                        : Proof.failure(run, f.exitCode()));
    }

    private static Map<String, String> environment(RunRecord record) {
        Map<String, String> facts = new LinkedHashMap<>();
        record.environment().ifPresent(e -> machine(e, facts));
        facts.put("shmstress", record.run().product());
        facts.put(PROFILE, record.run().profile());
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private static void machine(EnvironmentSeen e, Map<String, String> facts) {
        facts.put("Kernel", e.kernel());
        facts.put("libc", e.libc());
        facts.put("CPU", e.cpu());
        facts.put("CPUs to run on", Integer.toString(e.cpus()));
        facts.put("Memory, bytes", Long.toString(e.memoryBytes()));
        facts.put("Shared memory, bytes", Long.toString(e.shmBytes()));
        facts.put("JDKs", String.join(" · ", e.jdks()));
        facts.putAll(new TreeMap<>(e.details()));
    }

    /** The same, with configurations named as on the base; along an axis the JDK is what is compared, and no part of them. */
    Side beside(Side base) {
        return axis
                ? this
                : new Side(
                        name,
                        false,
                        scenarios,
                        grades,
                        trials,
                        references,
                        environment,
                        shortfall,
                        quarantine,
                        JdkPairs.of(base, this));
    }

    List<TrialFinished> trialsOf(String scenario) {
        return trials.getOrDefault(scenario, List.of());
    }

    Optional<Grade> gradeOf(String scenario) {
        return Optional.ofNullable(grades.get(scenario)).map(Seen::grade);
    }

    String reasonOf(String scenario) {
        return Optional.ofNullable(grades.get(scenario)).map(Seen::reason).orElse("");
    }

    /** Configurations that are told apart; along an axis all that differ in more than it. */
    String cell(Configuration c) {
        return String.join(
                ", ",
                axis ? "JDK any" : "JDK " + jdks.set(c),
                c.mode(),
                c.jitSet(),
                c.accessPath(),
                c.placement(),
                c.schedule());
    }
}
