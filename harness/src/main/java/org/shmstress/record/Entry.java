package org.shmstress.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Coverage;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/**
 * One line of {@code run.jsonl}. The lines of a run, in order: {@link RunStarted}, {@link EnvironmentSeen}, one
 * {@link ScenarioPlanned} per scenario, what the plan has {@link Covered}, then {@link TrialStarted}, {@link TrialFinished}, {@link ScenarioFinished},
 * {@link ReferenceMeasured} and {@link WorkerLife} as they happen, what the trials have {@link Covered}, who was {@link Quarantined}, last {@link RunFinished}.
 * A record without its last line is partial and still readable. It goes on with {@link RunResumed} when the run is resumed, and then ends as
 * any other; what stood at the end of an interrupted one no longer counts.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.RunStarted.class, name = "run-started"),
    @JsonSubTypes.Type(value = Entry.EnvironmentSeen.class, name = "environment"),
    @JsonSubTypes.Type(value = Entry.ScenarioPlanned.class, name = "scenario-planned"),
    @JsonSubTypes.Type(value = Entry.TrialStarted.class, name = "trial-started"),
    @JsonSubTypes.Type(value = Entry.TrialFinished.class, name = "trial-finished"),
    @JsonSubTypes.Type(value = Entry.ScenarioFinished.class, name = "scenario-finished"),
    @JsonSubTypes.Type(value = Entry.WorkerLife.class, name = "worker-life"),
    @JsonSubTypes.Type(value = Entry.ReferenceMeasured.class, name = "reference-measured"),
    @JsonSubTypes.Type(value = Entry.Covered.class, name = "covered"),
    @JsonSubTypes.Type(value = Entry.Quarantined.class, name = "quarantined"),
    @JsonSubTypes.Type(value = Entry.QuarantineUnused.class, name = "quarantine-unused"),
    @JsonSubTypes.Type(value = Entry.RunResumed.class, name = "run-resumed"),
    @JsonSubTypes.Type(value = Entry.RunFinished.class, name = "run-finished")
})
public sealed interface Entry {

    /**
     * Version of this format. Readers refuse a newer one, and read older ones by way of {@link Upgrade}. It goes up when an entry gets a
     * field that readers need, or loses one.
     */
    int SCHEMA_VERSION = 6;

    /**
     * First line.
     *
     * @param schemaVersion {@link #SCHEMA_VERSION} of the writer
     * @param runId id of the run, also the name of its directory
     * @param startedAt ISO-8601 instant
     * @param product version of shmstress
     * @param command the command line as given
     * @param profile name of the profile
     * @param seed seed from which every other seed is drawn
     * @param plannedTrials how many trials the plan has before extensions
     */
    record RunStarted(
            int schemaVersion,
            String runId,
            String startedAt,
            String product,
            List<String> command,
            String profile,
            long seed,
            int plannedTrials)
            implements Entry {}

    /**
     * What the run ran on.
     *
     * @param kernel release and version
     * @param libc name and version
     * @param cpu model name
     * @param cpus CPUs that the run may use
     * @param memoryBytes physical memory
     * @param shmBytes size of the shared-memory file system
     * @param jdks one line per JDK: version, vendor, home
     * @param details anything else worth comparing, by name
     */
    record EnvironmentSeen(
            String kernel,
            String libc,
            String cpu,
            int cpus,
            long memoryBytes,
            long shmBytes,
            List<String> jdks,
            Map<String, String> details)
            implements Entry {

        /** Name of the detail that tells one build of the tests from another. */
        public static final String TESTS = "tests";

        /** The same with one more detail. */
        public EnvironmentSeen with(String name, String value) {
            Map<String, String> more = new TreeMap<>(details);
            more.put(name, value);
            return new EnvironmentSeen(kernel, libc, cpu, cpus, memoryBytes, shmBytes, jdks, more);
        }

        /** The detail of that name; empty if there is none. */
        public String detail(String name) {
            return details.getOrDefault(name, "");
        }
    }

    /**
     * A scenario that is part of the run.
     *
     * @param kind {@code outcomes}, {@code object} or {@code script}
     * @param expectations the outcome table; empty for other kinds
     * @param freedoms what a JIT compiler may do with its plain accesses where they go to fields; empty for other kinds
     * @param mutant whether it has a planted defect
     */
    record ScenarioPlanned(
            String scenario,
            String kind,
            String title,
            String description,
            List<String> tags,
            List<Expectation> expectations,
            Set<JitFreedom> freedoms,
            boolean mutant)
            implements Entry {}

    /** A trial began. A trial with this line and no {@link TrialFinished} was cut off. */
    record TrialStarted(String trial, String scenario, Configuration configuration, double atSeconds)
            implements Entry {}

    /**
     * A trial ended and was graded.
     *
     * @param facts expected against seen
     * @param witness whether the interesting window was entered
     * @param observation everything seen
     * @param atSeconds when it ended, seconds after the run's start
     * @param seconds how long it took
     * @param repeat the command that runs this trial again, relative to the run directory's parent
     * @param portable the self-contained {@code --trial} form for another machine
     */
    record TrialFinished(
            String trial,
            String scenario,
            Configuration configuration,
            Grade grade,
            String reason,
            List<Fact> facts,
            boolean witness,
            ObservationLine observation,
            double atSeconds,
            double seconds,
            String repeat,
            String portable)
            implements Entry {

        /** The same with one more fact. */
        public TrialFinished with(Fact fact) {
            List<Fact> more = Stream.concat(facts.stream(), Stream.of(fact)).toList();
            return new TrialFinished(
                    trial,
                    scenario,
                    configuration,
                    grade,
                    reason,
                    more,
                    witness,
                    observation,
                    atSeconds,
                    seconds,
                    repeat,
                    portable);
        }
    }

    /** An {@link Observation} with its kind beside it, so that it can be read back. */
    record ObservationLine(
            Optional<Observation.Nothing> nothing,
            Optional<Observation.Outcomes> outcomes,
            Optional<Observation.Operations> operations,
            Optional<Observation.Histories> histories,
            Optional<Observation.Scripts> scripts) {

        /** Wraps an observation. */
        public static ObservationLine of(Observation observation) {
            return new ObservationLine(
                    as(Observation.Nothing.class, observation),
                    as(Observation.Outcomes.class, observation),
                    as(Observation.Operations.class, observation),
                    as(Observation.Histories.class, observation),
                    as(Observation.Scripts.class, observation));
        }

        /** The observation. */
        public Observation value() {
            return Stream.<Optional<? extends Observation>>of(nothing, outcomes, operations, histories, scripts)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a trial without observation"));
        }

        private static <T extends Observation> Optional<T> as(Class<T> type, Observation observation) {
            return type.isInstance(observation) ? Optional.of(type.cast(observation)) : Optional.empty();
        }
    }

    /**
     * Under what a trial ran.
     *
     * @param mode between what its actors raced: {@code processes} or {@code threads}
     * @param jdks feature version per worker, in order
     * @param jdkSet the same in short: {@code 17}, {@code 25}, {@code 17+25}
     * @param jits how each worker's code was compiled, in order: a mode, with {@code /seed} where it takes random choices
     * @param jitSet the modes in short: {@code tiered}, {@code c1+c2}
     * @param accessPath label of the access path; {@code fields} when threads shared objects on the heap
     * @param placement {@code free}, {@code spread} or {@code together}
     * @param schedule timing of operations, {@code free} for other kinds
     * @param seed the trial's seed
     * @param repetition which repetition it was, from 0
     */
    record Configuration(
            String mode,
            List<Integer> jdks,
            String jdkSet,
            List<String> jits,
            String jitSet,
            String accessPath,
            String placement,
            String schedule,
            long seed,
            int repetition) {}

    /**
     * The reference loop, measured between two trials. Speeds of two runs are compared as multiples of it, since the same host gives the
     * same code very different speeds from one hour to the next.
     *
     * @param loop which loop it was; only equal ones can be compared
     * @param nanos how long a turn of it took in the best of a few batches
     * @param atSeconds when, seconds after the run's start
     */
    record ReferenceMeasured(String loop, double nanos, double atSeconds) implements Entry {}

    /** All trials of a scenario are done. */
    record ScenarioFinished(String scenario, Grade grade, String reason, int trials, long samples, double seconds)
            implements Entry {}

    /**
     * A worker JVM lived.
     *
     * @param pid its process id
     * @param jdk feature version
     * @param jit how its code was compiled, as in {@link Configuration#jits}
     * @param accessPath label
     * @param fromSeconds when it was started, seconds after the run's start
     * @param toSeconds when it ended
     * @param exit how it ended, in words
     * @param log its log, relative to the run directory; empty if it wrote none
     */
    record WorkerLife(
            long pid,
            int jdk,
            String jit,
            String accessPath,
            double fromSeconds,
            double toSeconds,
            String exit,
            String log)
            implements Entry {}

    /**
     * How much of the matrix of configurations occurs.
     *
     * @param plan whether in the plan, else in the trials that were run
     * @param coverage which pairs of settings
     */
    record Covered(boolean plan, Coverage coverage) implements Entry {}

    /**
     * A scenario whose grade decided nothing, because it is in quarantine.
     *
     * @param grade its grade
     * @param owner who answers for it
     * @param reason why it is there
     * @param expires the last day of it, ISO-8601
     */
    record Quarantined(String scenario, Grade grade, String owner, String reason, String expires) implements Entry {}

    /**
     * A line of the quarantine that was of no use.
     *
     * @param line its number in the file
     * @param pattern which scenarios it names
     * @param why why it was of no use
     */
    record QuarantineUnused(int line, String pattern, String why) implements Entry {}

    /**
     * A run that had been cut short goes on.
     *
     * @param at ISO-8601 instant
     * @param command the command line as given
     * @param atSeconds when, in seconds after the run's start, between which the time in which nothing ran is not counted
     */
    record RunResumed(String at, List<String> command, double atSeconds) implements Entry {}

    /**
     * Last line.
     *
     * @param verdict the verdict
     * @param exitCode exit code of the command
     * @param reason one sentence; of a run that is {@linkplain #redByItself red by itself} it begins with why
     * @param counts scenarios by grade, mutants not counted unless they were selected
     * @param samples samples over all outcome tests
     * @param samplesPerSecond samples over the time spent sampling
     * @param seconds how long the run took
     * @param interrupted whether it was cut short by a signal
     * @param leaks names, processes or bytes that the run left behind; empty when the audit found none
     */
    record RunFinished(
            Grade verdict,
            int exitCode,
            String reason,
            Map<Grade, Integer> counts,
            long samples,
            double samplesPerSecond,
            double seconds,
            boolean interrupted,
            List<String> leaks)
            implements Entry {

        /** Whether the run is red for a reason that no scenario has: it was interrupted, too few ran, or something was left behind. */
        public boolean redByItself() {
            return !ExitCodes.explains(verdict, exitCode);
        }

        /** The verdict as readers take it: a run whose exit code is not 0 never looks as if it had passed. */
        public Grade shown() {
            if (verdict != Grade.PASSED || exitCode == ExitCodes.PASSED) {
                return verdict;
            }
            return exitCode == ExitCodes.HARNESS ? Grade.BROKEN : Grade.UNKNOWN;
        }

        /** The same in a word. */
        public String word() {
            return shown() == verdict ? verdict.name() : "NOT PASSED";
        }
    }
}
