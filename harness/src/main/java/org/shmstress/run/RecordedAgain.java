package org.shmstress.run;

import java.util.Optional;
import java.util.function.BiFunction;
import org.shmstress.HarnessException;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Trial;
import org.shmstress.run.history.Judges;
import org.shmstress.scenario.Scenario;

/**
 * Has a lock that was found broken used once more with each critical section recorded, so that there is an interleaving to look at. What
 * finds most, bare sections as fast as they go, leaves counts alone.
 */
final class RecordedAgain implements TrialPerformer {

    /** Recorded sections take longer than bare ones, so the defect may need more time than it took to be seen. */
    private static final long LEAST_MILLIS = 2_000;

    private static final int TRIES = 3;
    private static final int MOST_WORTH = 3;

    private final TrialPerformer performer;
    private final BiFunction<Trial, Scenario.ObjectTest, Observation> recording;
    private final Interruption interruption;

    /**
     * Performs and records again.
     *
     * @param performer performs the trial itself
     * @param recording performs it with each operation recorded; may throw what a worker or the harness could not do
     */
    RecordedAgain(
            TrialPerformer performer,
            BiFunction<Trial, Scenario.ObjectTest, Observation> recording,
            Interruption interruption) {
        this.performer = performer;
        this.recording = recording;
        this.interruption = interruption;
    }

    @Override
    public Observation perform(Trial trial, Scenario scenario) {
        Observation seen = performer.perform(trial, scenario);
        return seen instanceof Observation.Operations wrong
                        && wrong.wentWrong()
                        && scenario instanceof Scenario.ObjectTest lock
                ? again(trial, lock, wrong)
                : seen;
    }

    /** Until what is recorded is what was seen: a lock that lets two in may also stand still, which tells less. */
    private Observation again(Trial trial, Scenario.ObjectTest lock, Observation.Operations wrong) {
        Observation.Operations best = wrong;
        for (int tries = 0; tries < TRIES && worth(best) < MOST_WORTH && !interruption.happened(); tries++) {
            Observation.Operations next =
                    recorded(trial, lock).map(wrong::withRecorded).orElse(wrong);
            best = worth(next) > worth(best) ? next : best;
        }
        return best;
    }

    /** That it could not be recorded takes nothing from what was seen before. */
    private Optional<Observation.Histories> recorded(Trial trial, Scenario.ObjectTest lock) {
        try {
            Trial longEnough = trial.withMillis(Math.max(trial.millis(), LEAST_MILLIS));
            return recording.apply(longEnough, lock) instanceof Observation.Histories histories
                    ? Optional.of(histories)
                    : Optional.empty();
        } catch (HarnessException e) {
            return Optional.empty();
        }
    }

    private static int worth(Observation.Operations seen) {
        return seen.recorded()
                .map(histories -> histories
                        .finding()
                        .map(finding -> seen.letTwoIn() && !finding.judge().equals(Judges.EXCLUSION) ? 2 : MOST_WORTH)
                        .orElse(1))
                .orElse(0);
    }
}
