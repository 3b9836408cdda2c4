package org.shmstress.record;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.shmstress.HarnessException;
import org.shmstress.record.Entry.Covered;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.QuarantineUnused;
import org.shmstress.record.Entry.Quarantined;
import org.shmstress.record.Entry.ReferenceMeasured;
import org.shmstress.record.Entry.RunFinished;
import org.shmstress.record.Entry.RunResumed;
import org.shmstress.record.Entry.RunStarted;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.Entry.TrialStarted;
import org.shmstress.record.Entry.WorkerLife;

/**
 * The entries of a run, indexed. Nothing here is computed beyond looking things up: what the record says is what counts.
 *
 * @param run the first line
 * @param environment what it ran on, unless the record ends before that line
 * @param scenarios the scenarios of the run, in planned order
 * @param trials finished trials by scenario, both in order of appearance
 * @param cutOff trials that began and have no end in the record
 * @param verdicts finished scenarios by id
 * @param references measurements of the reference loop, in order; none before version 4
 * @param workers worker JVMs in order of their end
 * @param covered how much of the matrix occurs in the trials, else in the plan
 * @param quarantined scenarios that decided nothing, by id
 * @param unused lines of the quarantine that were of no use
 * @param resumed how often and when the run was resumed
 * @param finished the last line, unless the record is partial
 * @param lines lines that could be read
 * @param truncatedLine number of the line in whose middle the record ends
 */
public record RunRecord(
        RunStarted run,
        Optional<EnvironmentSeen> environment,
        List<ScenarioPlanned> scenarios,
        Map<String, List<TrialFinished>> trials,
        List<TrialStarted> cutOff,
        Map<String, ScenarioFinished> verdicts,
        List<ReferenceMeasured> references,
        List<WorkerLife> workers,
        Optional<Covered> covered,
        Map<String, Quarantined> quarantined,
        List<QuarantineUnused> unused,
        List<RunResumed> resumed,
        Optional<RunFinished> finished,
        int lines,
        OptionalInt truncatedLine) {

    /** Tag that the planner gives to mutants which run as calibration, not because they were selected. */
    public static final String CALIBRATION_TAG = "calibration";

    /** Indexes entries as a writer wrote them. */
    public static RunRecord of(List<Entry> entries) {
        return of(entries, OptionalInt.empty());
    }

    static RunRecord of(List<Entry> entries, OptionalInt truncatedLine) {
        List<TrialFinished> trials = all(TrialFinished.class, entries);
        List<Entry> end = sinceResumed(entries);
        Set<String> ended = trials.stream().map(TrialFinished::trial).collect(toCollection(LinkedHashSet::new));
        return new RunRecord(
                first(RunStarted.class, entries)
                        .orElseThrow(() -> new HarnessException(
                                HarnessException.Kind.USAGE,
                                "a run record without its first line; is it a run record?")),
                first(EnvironmentSeen.class, entries),
                all(ScenarioPlanned.class, entries),
                trials.stream().collect(groupingBy(TrialFinished::scenario, LinkedHashMap::new, toList())),
                List.copyOf(all(TrialStarted.class, entries).stream()
                        .filter(started -> !ended.contains(started.trial()))
                        .collect(toMap(TrialStarted::trial, t -> t, (earlier, later) -> later, LinkedHashMap::new))
                        .values()),
                all(ScenarioFinished.class, entries).stream()
                        .collect(toMap(
                                ScenarioFinished::scenario, v -> v, (earlier, later) -> later, LinkedHashMap::new)),
                all(ReferenceMeasured.class, entries),
                all(WorkerLife.class, entries),
                all(Covered.class, entries).stream().reduce((earlier, later) -> later),
                all(Quarantined.class, end).stream()
                        .collect(toMap(Quarantined::scenario, q -> q, (earlier, later) -> later, LinkedHashMap::new)),
                all(QuarantineUnused.class, end),
                all(RunResumed.class, entries),
                first(RunFinished.class, end),
                entries.size(),
                truncatedLine);
    }

    /** What was written since the run was last resumed, if it was: how it had ended before no longer counts. */
    private static List<Entry> sinceResumed(List<Entry> entries) {
        int from = entries.size();
        while (from > 0 && !(entries.get(from - 1) instanceof RunResumed)) {
            from--;
        }
        return entries.subList(from, entries.size());
    }

    private static <T extends Entry> List<T> all(Class<T> type, Collection<Entry> entries) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static <T extends Entry> Optional<T> first(Class<T> type, Collection<Entry> entries) {
        return entries.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** True when the run did not write its last line. */
    public boolean isPartial() {
        return finished.isEmpty();
    }

    /** The finished trials of a scenario, in order; none if there are none. */
    public List<TrialFinished> trialsOf(String scenario) {
        return trials.getOrDefault(scenario, List.of());
    }

    /** The grade of a scenario, unless the record ends before it. */
    public Optional<ScenarioFinished> verdictOf(String scenario) {
        return Optional.ofNullable(verdicts.get(scenario));
    }

    /** Scenarios that count: all but the mutants that ran as calibration. */
    public List<ScenarioPlanned> counted() {
        return scenarios.stream().filter(s -> !isCalibration(s)).toList();
    }

    /** Mutants that ran as calibration. */
    public List<ScenarioPlanned> calibration() {
        return scenarios.stream().filter(RunRecord::isCalibration).toList();
    }

    /** Whether a scenario ran only to measure the power of the run. */
    public static boolean isCalibration(ScenarioPlanned scenario) {
        return scenario.mutant() && scenario.tags().contains(CALIBRATION_TAG);
    }
}
