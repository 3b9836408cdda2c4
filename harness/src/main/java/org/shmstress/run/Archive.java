package org.shmstress.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.shmstress.HarnessException;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Trial;
import org.shmstress.plan.TrialSpec;
import org.shmstress.record.Entry;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RecordWriter;
import org.shmstress.record.RunRecord;
import org.shmstress.record.ShellWord;
import org.shmstress.record.Summary;
import org.shmstress.scenario.Scenario;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Folder;
import org.shmstress.verdict.Folder.Graded;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.Quarantine.Tolerated;
import org.shmstress.verdict.ScenarioVerdict;
import org.shmstress.verdict.TrialVerdict;

/** The record of a run as it is made: every fact goes to the file and to the listener, and is folded into the verdict. */
final class Archive implements AutoCloseable {

    private final Preparation prepared;
    private final RecordWriter writer;
    private final RunListener listener;
    private final long startNanos;
    private final Map<String, List<Graded>> graded = new HashMap<>();
    private final Map<String, ScenarioVerdict> verdicts = new LinkedHashMap<>();
    private final Map<String, Double> trialStarts = new HashMap<>();
    private final List<Trial> tried = new ArrayList<>();
    private final Map<String, Entry.TrialFinished> recorded;
    private long outcomeSamples;
    private double outcomeSeconds;

    private Archive(Preparation prepared, RecordWriter writer, RunListener listener) {
        this.prepared = prepared;
        this.writer = writer;
        this.listener = listener;
        this.recorded = prepared.resumption().map(Resumption::trials).orElse(Map.of());
        double before = prepared.resumption().map(Resumption::seconds).orElse(0.0);
        this.startNanos = System.nanoTime() - (long) (before * 1e9);
    }

    static Archive open(Preparation prepared, RunListener listener) {
        RecordWriter writer = prepared.resumption()
                .map(r -> RecordWriter.resume(r.directory(), r.record()))
                .orElseGet(() -> new RecordWriter(prepared.directory().root()));
        return new Archive(prepared, writer, listener);
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
        prepared.resumption().ifPresentOrElse(r -> goOn(r.record()), () -> start(tagsOfMutants));
        for (Scenario scenario : prepared.scenarios().values()) {
            if (prepared.plan().of(scenario.id()).isEmpty()) {
                finishScenario(scenario.id());
            }
        }
    }

    private void start(Set<String> tagsOfMutants) {
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
        write(prepared.environment());
        for (Scenario scenario : prepared.scenarios().values()) {
            write(Scenarios.planned(scenario, scenario.isMutant() ? tagsOfMutants : Set.of()));
        }
        write(wholePlan());
    }

    private Entry wholePlan() {
        return new Entry.Covered(true, prepared.plan().coverage(prepared.plan().trials()));
    }

    /** The listener is told what the record has already, so that it sees one run, too. */
    private void goOn(RunRecord record) {
        listener.on(record.run());
        record.environment().ifPresent(listener::on);
        record.scenarios().forEach(listener::on);
        listener.on(wholePlan());
        write(new Entry.RunResumed(
                prepared.startedAt().toString(), prepared.options().commandLine(), seconds()));
    }

    /** Whether the record has the trial from before the run was cut short. */
    boolean recalls(Trial trial) {
        return recorded.containsKey(trial.id());
    }

    /** Counts a trial that the record has. */
    Graded recall(Trial trial) {
        Entry.TrialFinished before = Objects.requireNonNull(recorded.get(trial.id()));
        listener.on(before);
        Observation seen = before.observation().value();
        TrialVerdict verdict = new TrialVerdict(before.grade(), before.reason(), before.witness(), before.facts());
        return count(trial, seen, graded(trial, seen, verdict, before.seconds()));
    }

    void beginTrial(Trial trial) {
        double now = seconds();
        trialStarts.put(trial.id(), now);
        write(new Entry.TrialStarted(trial.id(), trial.scenario(), configuration(trial), now));
    }

    Graded finishTrial(Trial trial, Observation seen, TrialVerdict verdict) {
        double now = seconds();
        double took = now - trialStarts.getOrDefault(trial.id(), now);
        Graded result = count(trial, seen, graded(trial, seen, verdict, took));
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
                FailingScript.replay(prepared.directory(), trial, prepared.scenario(trial.scenario()), seen)
                        .orElseGet(() -> repeatCommand(trial)),
                TrialSpec.of(trial).text()));
        return result;
    }

    private static Graded graded(Trial trial, Observation seen, TrialVerdict verdict, double seconds) {
        return new Graded("JDK " + trial.jdkSet() + ", " + trial.memory(), verdict, Scenarios.samples(seen), seconds);
    }

    private Graded count(Trial trial, Observation seen, Graded result) {
        tried.add(trial);
        graded.computeIfAbsent(trial.scenario(), s -> new ArrayList<>()).add(result);
        if (seen instanceof Observation.Outcomes) {
            outcomeSamples += result.samples();
            outcomeSeconds += result.seconds();
        }
        return result;
    }

    private String repeatCommand(Trial trial) {
        return repeatCommand(
                prepared.directory(), trial.id(), prepared.options().testClasspath());
    }

    static String repeatCommand(RunDirectory directory, String trial, List<Path> testClasspath) {
        StringBuilder command = new StringBuilder("./shmstress repeat ")
                .append(RunDirectory.typed(directory.root()))
                .append(' ')
                .append(trial);
        testClasspath.forEach(place -> command.append(" --test-classpath ").append(ShellWord.quoted(place.toString())));
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
        Entry line = new Entry.ScenarioFinished(
                id, verdict.grade(), verdict.reason(), verdict.trials(), verdict.samples(), verdict.seconds());
        if (isRecorded(verdict)) {
            listener.on(line);
        } else {
            write(line);
        }
    }

    /** Of the same trials comes the same verdict. */
    private boolean isRecorded(ScenarioVerdict verdict) {
        return prepared.resumption()
                .flatMap(r -> r.record().verdictOf(verdict.scenario()))
                .filter(before -> before.trials() == verdict.trials())
                .isPresent();
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
        List<Tolerated> tolerated = prepared.quarantine().over(verdicts.values());
        tolerated.forEach(this::quarantined);
        prepared.quarantine()
                .unused(verdicts.values())
                .forEach(u -> write(
                        new Entry.QuarantineUnused(u.line().number(), u.line().pattern(), u.why())));
        List<ScenarioVerdict> counted = verdicts.values().stream()
                .filter(v -> tolerated.stream().noneMatch(t -> t.verdict().equals(v)))
                .toList();
        Reckoning reckoning = new Reckoning(counted, tolerated.size());
        return finish(new Ending(
                interrupted,
                leaks,
                reckoning.deciding(),
                reckoning.verdict(),
                interrupted ? interrupted(complete) : reckoning.reason(),
                verdicts.values().stream().map(ScenarioVerdict::grade).toList()));
    }

    private void quarantined(Tolerated tolerated) {
        write(new Entry.Quarantined(
                tolerated.verdict().scenario(),
                tolerated.verdict().grade(),
                tolerated.line().owner(),
                tolerated.line().reason(),
                tolerated.line().expires().toString()));
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

    private RunResult finish(Ending ending) {
        RunOptions options = prepared.options();
        int exitCode = ending.exitCode(options.expectAtLeast(), options.unknownPasses());
        write(new Entry.Covered(false, prepared.plan().coverage(tried)));
        write(new Entry.RunFinished(
                ending.grade(),
                exitCode,
                ending.sentence(exitCode, options.expectAtLeast()),
                counts(ending.counted()),
                outcomeSamples,
                outcomeSeconds > 0 ? outcomeSamples / outcomeSeconds : 0,
                seconds(),
                ending.interrupted(),
                ending.leaks()));
        writer.close();
        return new RunResult(prepared.directory().root(), ending.grade(), summedUp(exitCode));
    }

    /** A defect was found, whether or not its summary can be written. */
    private int summedUp(int exitCode) {
        Path root = prepared.directory().root();
        try {
            Summary.write(root, RecordReader.read(root));
            return exitCode;
        } catch (HarnessException e) {
            warn(String.valueOf(e.getMessage()));
            return ExitCodes.worse(exitCode, ExitCodes.HARNESS);
        }
    }

    private String interrupted(int complete) {
        return "interrupted after " + complete + " of " + prepared.scenarios().size() + " scenarios";
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
