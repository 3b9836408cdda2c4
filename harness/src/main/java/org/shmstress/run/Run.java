package org.shmstress.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.shmstress.HarnessException;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Trial;
import org.shmstress.scenario.Scenario;
import org.shmstress.verdict.Folder.Graded;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.Judge;
import org.shmstress.verdict.LeftBehind;
import org.shmstress.verdict.TrialVerdict;

/**
 * A run from options to exit code, the table of contents of the product: prepare, perform each trial on worker processes, judge
 * what was observed, record it, audit what is left, end with a verdict.
 */
public final class Run {

    /** A trial whose window was not entered is given this many times its budget, once. */
    private static final int EXTENSION = 4;

    private final Preparation prepared;
    private final Archive archive;
    private final Workplace workplace;
    private final TrialPerformer performer;
    private final ReferenceLoop reference;
    private final Interruption interruption;

    private Run(
            Preparation prepared,
            Archive archive,
            Workplace workplace,
            ReferenceLoop reference,
            Interruption interruption) {
        this.prepared = prepared;
        this.archive = archive;
        this.workplace = workplace;
        this.performer = workplace.showingPerformer(interruption);
        this.reference = reference;
        this.interruption = interruption;
    }

    /**
     * Runs.
     *
     * @param interruption asked between trials; stays open until the caller has done what follows the run
     * @throws HarnessException USAGE or NO_ROOM before any work is done; later trouble is graded and recorded
     */
    public static RunResult execute(RunOptions options, RunListener listener, Interruption interruption) {
        Preparation prepared = Preparation.of(options);
        try (Archive archive = Archive.open(prepared, listener);
                ReferenceLoop reference = new ReferenceLoop();
                Workplace workplace = Workplace.open(prepared, archive)) {
            archive.begin();
            new Run(prepared, archive, workplace, reference, interruption).scenarios();
            workplace.close();
            RunResult result = archive.finish(interruption.happened(), workplace.leaks());
            if (!interruption.happened()) {
                workplace.makeArchives().forEach(archive::warn);
            }
            return result;
        }
    }

    private void scenarios() {
        List<Trial> trials = prepared.plan().trials();
        Map<String, Integer> last = new HashMap<>();
        IntStream.range(0, trials.size()).forEach(i -> last.put(trials.get(i).scenario(), i));
        Set<String> answered = new HashSet<>();
        for (int i = 0; i < trials.size() && !interruption.happened(); i++) {
            Trial trial = trials.get(i);
            if (answered.contains(trial.scenario())) {
                continue;
            }
            Optional<Graded> graded = isWanted(trial) ? attempt(trial) : Optional.empty();
            boolean stops = prepared.stopsAtFailure() && is(graded, grade -> grade != Grade.PASSED);
            boolean ends = prepared.endsAtFailure(trial.scenario()) && is(graded, grade -> grade == Grade.FAILED);
            boolean wasLast = last.getOrDefault(trial.scenario(), -1) == i && !interruption.happened();
            if (stops || ends || wasLast) {
                answered.add(trial.scenario());
                archive.finishScenario(trial.scenario());
            }
            if (stops) {
                return;
            }
        }
    }

    /** A repetition for which no time is left is not, unless it was made before the run was cut short. */
    private boolean isWanted(Trial trial) {
        return trial.repetition() == 0 || archive.recalls(trial) || !prepared.isLate(archive.seconds());
    }

    /** A silent trial again, with more time. */
    static Trial extended(Trial trial) {
        return trial.withId(trial.id() + "x").withMillis(trial.millis() * EXTENSION);
    }

    private static boolean is(Optional<Graded> graded, Predicate<Grade> grade) {
        return graded.filter(g -> grade.test(g.verdict().grade())).isPresent();
    }

    private Optional<Graded> attempt(Trial trial) {
        Optional<Graded> graded = perform(trial);
        boolean silent =
                graded.filter(g -> g.verdict().grade() == Grade.UNKNOWN).isPresent();
        return silent ? perform(extended(trial)) : graded;
    }

    private Optional<Graded> perform(Trial trial) {
        if (archive.recalls(trial)) {
            return Optional.of(archive.recall(trial));
        }
        Scenario scenario = prepared.scenario(trial.scenario());
        reference.measureIfDue(archive.seconds()).ifPresent(archive::write);
        archive.beginTrial(trial);
        Observation seen = performer.perform(trial, scenario);
        if (interruption.happened()) {
            return Optional.empty(); // the workers were killed for it: what was seen says nothing
        }
        TrialVerdict verdict = Judge.judge(scenario, seen, prepared.opensWindow(trial));
        return Optional.of(archive.finishTrial(trial, seen, LeftBehind.told(verdict, workplace.leaksOfTrial())));
    }
}
