package org.shmstress.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Trial;
import org.shmstress.plan.TrialSpec;
import org.shmstress.record.Entry;
import org.shmstress.record.EnvironmentProbe;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RecordWriter;
import org.shmstress.record.Summary;
import org.shmstress.scenario.Scenario;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Folder;
import org.shmstress.verdict.Folder.Graded;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.ScenarioVerdict;
import org.shmstress.verdict.TrialVerdict;

/** The record of a run as it is made: every fact goes to the file and to the listener, and is folded into the verdict. */
final class Archive implements AutoCloseable {

    private final Preparation prepared;
    private final RecordWriter writer;
    private final RunListener listener;
    private final long startNanos = System.nanoTime();
    private final Map<String, List<Graded>> graded = new HashMap<>();
    private final Map<String, ScenarioVerdict> verdicts = new LinkedHashMap<>();
    private final Map<String, Double> trialStarts = new HashMap<>();
    private final List<Trial> tried = new ArrayList<>();
    private long outcomeSamples;
    private double outcomeSeconds;

    private Archive(Preparation prepared, RecordWriter writer, RunListener listener) {
        this.prepared = prepared;
        this.writer = writer;
        this.listener = listener;
    }

    static Archive open(Preparation prepared, RunListener listener) {
        return new Archive(prepared, new RecordWriter(prepared.directory().root()), listener);
    }

    /** Seconds since the run's start. */
    double seconds() {
        return seconds(System.nanoTime());
    }

    /** Seconds from the run's start to that moment of {@link System#nanoTime}. */
    double seconds(long nanoTime) {
        return (nanoTime - startNanos) / 1e9;
    }

    synchronized void write(Entry entry) {
        writer.write(entry);
        listener.on(entry);
    }

    /** Tells the user of something that is not the run's own affair, such as leftovers of another that cannot be removed. */
    void warn(String line) {
        System.err.println("shmstress: " + line);
    }

    /** Run, environment, scenarios; those that cannot run here are finished at once. */
    void begin() {
        begin(Set.of());
    }

    /** As {@link #begin()}, with these tags added to those of mutants. */
    void begin(Set<String> tagsOfMutants) {
        RunOptions options = prepared.options();
        write(new Entry.RunStarted(
                Entry.SCHEMA_VERSION,
                prepared.runId(),
                prepared.startedAt().toString(),
                Product.version(),
                options.commandLine(),
                options.plan().profile().label(),
                options.plan().seed(),
                prepared.plan().trials().size()));
        write(EnvironmentProbe.probe(prepared.machine().jvms()));
        for (Scenario scenario : prepared.scenarios().values()) {
            write(planned(scenario, scenario.isMutant() ? tagsOfMutants : Set.of()));
        }
        write(new Entry.Covered(true, prepared.plan().coverage(prepared.plan().trials())));
        for (Scenario scenario : prepared.scenarios().values()) {
            if (prepared.plan().of(scenario.id()).isEmpty()) {
                finishScenario(scenario.id());
            }
        }
    }

    private static Entry planned(Scenario scenario, Set<String> moreTags) {
        return new Entry.ScenarioPlanned(
                scenario.id(),
                Scenarios.kind(scenario),
                scenario.title(),
                scenario.description(),
                Stream.concat(scenario.tags().stream(), moreTags.stream())
                        .sorted()
                        .toList(),
                scenario instanceof Scenario.OutcomeTest test ? test.expectations() : List.of(),
                scenario instanceof Scenario.OutcomeTest test ? test.freedoms() : Set.of(),
                scenario.isMutant());
    }

    void beginTrial(Trial trial) {
        double now = seconds();
        trialStarts.put(trial.id(), now);
        write(new Entry.TrialStarted(trial.id(), trial.scenario(), configuration(trial), now));
    }

    Graded finishTrial(Trial trial, Observation seen, TrialVerdict verdict) {
        double now = seconds();
        double took = now - trialStarts.getOrDefault(trial.id(), now);
        Graded result =
                new Graded("JDK " + trial.jdkSet() + ", " + trial.memory(), verdict, Scenarios.samples(seen), took);
        tried.add(trial);
        graded.computeIfAbsent(trial.scenario(), s -> new ArrayList<>()).add(result);
        if (seen instanceof Observation.Outcomes) {
            outcomeSamples += result.samples();
            outcomeSeconds += took;
        }
        write(new Entry.TrialFinished(
                trial.id(),
                trial.scenario(),
                configuration(trial),
                verdict.grade(),
                verdict.reason(),
                verdict.facts(),
                verdict.witness(),
                Entry.ObservationLine.of(seen),
                now,
                took,
                repeatCommand(trial),
                TrialSpec.of(trial).text()));
        return result;
    }

    private String repeatCommand(Trial trial) {
        StringBuilder command = new StringBuilder("./shmstress repeat ")
                .append(prepared.directory().forTyping())
                .append(' ')
                .append(trial.id());
        prepared.options()
                .testClasspath()
                .forEach(place -> command.append(" --test-classpath ").append(place));
        return command.toString();
    }

    private static Entry.Configuration configuration(Trial trial) {
        return new Entry.Configuration(
                trial.mode().label(),
                trial.jvms().stream().map(j -> j.feature()).toList(),
                trial.jdkSet(),
                trial.jits().stream().map(Jit::text).toList(),
                trial.jitSet(),
                trial.memory(),
                trial.placement().label(),
                trial.schedule().words(),
                trial.seed(),
                trial.repetition());
    }

    void finishScenario(String id) {
        ScenarioVerdict verdict = fold(prepared.scenario(id));
        verdicts.put(id, verdict);
        write(new Entry.ScenarioFinished(
                id, verdict.grade(), verdict.reason(), verdict.trials(), verdict.samples(), verdict.seconds()));
    }

    private ScenarioVerdict fold(Scenario scenario) {
        return scenario.refusal(prepared.options().plan().mode())
                .or(() -> Optional.ofNullable(prepared.plan().inapplicable().get(scenario.id())))
                .map(reason -> new ScenarioVerdict(scenario.id(), Grade.SKIPPED, reason, 0, 0, 0))
                .orElseGet(() -> Folder.fold(scenario.id(), graded.getOrDefault(scenario.id(), List.of())));
    }

    /** Scenarios cut off by an interruption count with what their trials had shown; then the last line and the summary. */
    RunResult finish(boolean interrupted, List<String> leaks) {
        int complete = verdicts.size();
        finishTried();
        List<Grade> grades =
                verdicts.values().stream().map(ScenarioVerdict::grade).toList();
        Grade verdict = Grade.verdictOf(grades);
        return finish(new Ending(
                interrupted, leaks, grades, verdict, interrupted ? interrupted(complete) : reason(verdict), grades));
    }

    /** As {@link #finish(boolean, List)} where mutants were there to be found: the verdict is about who looked for them. */
    RunResult finish(boolean interrupted, List<String> leaks, Grade verdict, String reason) {
        finishTried();
        List<Grade> counted = verdicts.values().stream()
                .filter(v -> !prepared.scenario(v.scenario()).isMutant())
                .map(ScenarioVerdict::grade)
                .toList();
        return finish(new Ending(interrupted, leaks, List.of(verdict), verdict, reason, counted));
    }

    private void finishTried() {
        prepared.scenarios().keySet().stream()
                .filter(id -> !verdicts.containsKey(id) && graded.containsKey(id))
                .toList()
                .forEach(this::finishScenario);
    }

    /**
     * What a run has come to.
     *
     * @param deciding what decides its exit code
     * @param counted what is counted by grade
     */
    private record Ending(
            boolean interrupted,
            List<String> leaks,
            List<Grade> deciding,
            Grade verdict,
            String reason,
            List<Grade> counted) {

        Optional<HarnessException.Kind> trouble() {
            return leaks.isEmpty() ? Optional.empty() : Optional.of(HarnessException.Kind.HARNESS);
        }

        /** Cut short it is never better than UNKNOWN. */
        Grade grade() {
            return interrupted ? Grade.worst(List.of(Grade.UNKNOWN, verdict)) : verdict;
        }
    }

    private RunResult finish(Ending ending) {
        RunOptions options = prepared.options();
        int exitCode = ExitCodes.of(
                ending.deciding(),
                new ExitCodes.Ending(
                        ending.interrupted(), ending.trouble(), options.expectAtLeast(), options.unknownPasses()));
        write(new Entry.Covered(false, prepared.plan().coverage(tried)));
        write(new Entry.RunFinished(
                ending.grade(),
                exitCode,
                ending.reason(),
                counts(ending.counted()),
                outcomeSamples,
                outcomeSeconds > 0 ? outcomeSamples / outcomeSeconds : 0,
                seconds(),
                ending.interrupted(),
                ending.leaks()));
        writer.close();
        Summary.write(
                prepared.directory().root(),
                RecordReader.read(prepared.directory().root()));
        return new RunResult(prepared.directory().root(), ending.grade(), exitCode);
    }

    private String interrupted(int complete) {
        return "interrupted after " + complete + " of " + prepared.scenarios().size() + " scenarios";
    }

    private String reason(Grade verdict) {
        List<String> deciding = verdicts.values().stream()
                .filter(v -> v.grade() == verdict)
                .map(ScenarioVerdict::scenario)
                .toList();
        return switch (verdict) {
            case PASSED ->
                deciding.size() + (deciding.size() == 1 ? " scenario" : " scenarios")
                        + " ran between processes, nothing wrong";
            case SKIPPED -> "nothing ran: every scenario was skipped";
            default ->
                inWords(verdict) + " " + deciding.get(0) + (deciding.size() == 1 ? "" : others(deciding.size() - 1));
        };
    }

    private static String inWords(Grade verdict) {
        return switch (verdict) {
            case FAILED -> "a defect was found by";
            case CRASHED -> "a worker died in";
            case BROKEN -> "the harness failed in";
            default -> "nothing was proved by";
        };
    }

    private static String others(int count) {
        return " and " + count + (count == 1 ? " other scenario" : " other scenarios");
    }

    private static Map<Grade, Integer> counts(List<Grade> grades) {
        Map<Grade, Integer> counts = new EnumMap<>(Grade.class);
        grades.forEach(g -> counts.merge(g, 1, Integer::sum));
        return counts;
    }

    @Override
    public void close() {
        writer.close();
    }
}
