package org.shmstress.run;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.plan.Plan;
import org.shmstress.plan.Trial;
import org.shmstress.plan.TrialSpec;
import org.shmstress.record.Entry;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;

/**
 * A run that was cut short, to be gone on with. The plan is a pure function of options, machine and seed, so it comes out as it was; trials that
 * the record has are taken from it, the others are performed. What would make the two halves no one run is refused.
 *
 * @param directory where the run left its files
 * @param record what it had recorded
 */
record Resumption(Path directory, RunRecord record) {

    /** Refuses records that are no half of a run which this build could end. */
    static Resumption of(Path directory, RunRecord record) {
        Resumption resumption = new Resumption(directory, record);
        resumption.require(
                record.isPartial() || record.finished().orElseThrow().interrupted(),
                "it has ended, with verdict "
                        + record.finished().map(f -> f.verdict().name()).orElse("unknown"));
        resumption.require(
                record.environment().isPresent() && record.covered().isPresent(),
                "it was cut off before its plan was recorded; start it anew");
        resumption.requireSame("schema version", record.run().schemaVersion(), Entry.SCHEMA_VERSION);
        resumption.requireSame("shmstress", record.run().product(), Product.version());
        return resumption;
    }

    /** Refuses another machine, and a build, class path or option by which another plan comes out. */
    void check(EnvironmentSeen here, List<ScenarioPlanned> scenarios, Plan plan) {
        EnvironmentSeen there = record.environment().orElseThrow();
        requireSame("kernel", there.kernel(), here.kernel());
        requireSame("libc", there.libc(), here.libc());
        requireSame("CPU", there.cpu(), here.cpu());
        requireSame("number of CPUs", there.cpus(), here.cpus());
        requireSame("JDKs", there.jdks(), here.jdks());
        requireSame(
                "digest of the tests' classes",
                there.detail(EnvironmentSeen.TESTS),
                here.detail(EnvironmentSeen.TESTS));
        requireSame("seed", record.run().seed(), plan.seed());
        requireSame("number of scenarios", record.scenarios().size(), scenarios.size());
        for (int i = 0; i < scenarios.size(); i++) {
            requireSame(
                    "scenario",
                    record.scenarios().get(i).scenario(),
                    scenarios.get(i).scenario());
            require(
                    record.scenarios().get(i).equals(scenarios.get(i)),
                    scenarios.get(i).scenario() + " is no longer what it was");
        }
        requireSame(
                "number of trials", record.run().plannedTrials(), plan.trials().size());
        requireTrials(plan);
    }

    private void requireTrials(Plan plan) {
        Map<String, Trial> planned = new HashMap<>();
        for (Trial trial : plan.trials()) {
            planned.put(trial.id(), trial);
            Trial extended = Run.extended(trial);
            planned.put(extended.id(), extended);
        }
        finished().forEach(seen -> {
            Optional<String> spec = Optional.ofNullable(planned.get(seen.trial()))
                    .map(trial -> TrialSpec.of(trial).text());
            requireSame("trial " + seen.trial(), seen.portable(), spec.orElse("not planned"));
        });
    }

    private Stream<TrialFinished> finished() {
        return record.trials().values().stream().flatMap(List::stream);
    }

    /** Finished trials by id. */
    Map<String, TrialFinished> trials() {
        Map<String, TrialFinished> trials = new HashMap<>();
        finished().forEach(trial -> trials.put(trial.trial(), trial));
        return trials;
    }

    /** How long the run had lasted when it was cut off, as far as the record tells. */
    double seconds() {
        return Stream.of(
                        finished().mapToDouble(TrialFinished::atSeconds),
                        record.cutOff().stream().mapToDouble(Entry.TrialStarted::atSeconds),
                        record.workers().stream().mapToDouble(Entry.WorkerLife::toSeconds),
                        record.references().stream().mapToDouble(Entry.ReferenceMeasured::atSeconds),
                        record.resumed().stream().mapToDouble(Entry.RunResumed::atSeconds),
                        record.finished().stream().mapToDouble(Entry.RunFinished::seconds))
                .flatMapToDouble(times -> times)
                .max()
                .orElse(0);
    }

    private void requireSame(String what, Object there, Object here) {
        require(there.equals(here), what + " was " + there + ", is " + here);
    }

    private void require(boolean condition, String why) {
        if (!condition) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE, "cannot resume the run in " + directory + ": " + why);
        }
    }
}
