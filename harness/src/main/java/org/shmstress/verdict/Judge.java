package org.shmstress.verdict;

import java.util.List;
import org.shmstress.observation.Observation;
import org.shmstress.scenario.Scenario;

/** What an observation means: the one entrance to all graders, a pure function. */
public final class Judge {

    private Judge() {}

    /**
     * Grades one trial of the scenario.
     *
     * @param opensWindow whether the trial's placement lets its actors run at the same time; where it did not, an outcome test that
     *     saw nothing was not applicable, which is no reason for doubt
     */
    public static TrialVerdict judge(Scenario scenario, Observation seen, boolean opensWindow) {
        TrialVerdict verdict = judge(scenario, seen);
        return verdict.grade() == Grade.UNKNOWN && !opensWindow && seen instanceof Observation.Outcomes
                ? new TrialVerdict(
                        Grade.SKIPPED,
                        "not applicable: placed like this, actors may take turns on a CPU, and here they did",
                        false,
                        List.of(new Fact("seen", verdict.reason())))
                : verdict;
    }

    /** Grades one trial of the scenario. */
    public static TrialVerdict judge(Scenario scenario, Observation seen) {
        if (seen instanceof Observation.Nothing nothing) {
            return new TrialVerdict(gradeOf(nothing.cause()), nothing.reason(), false, List.of());
        }
        if (seen instanceof Observation.Outcomes outcomes && scenario instanceof Scenario.OutcomeTest test) {
            return SharedMemoryCheck.check(outcomes.workers(), outcomes.segment())
                    .orElseGet(() -> OutcomeGrader.grade(test.expectations(), outcomes));
        }
        if (seen instanceof Observation.Operations operations && scenario instanceof Scenario.ObjectTest test) {
            return SharedMemoryCheck.check(operations.workers(), operations.segment())
                    .orElseGet(() -> MutualExclusionChecker.check(operations));
        }
        if (seen instanceof Observation.Histories histories && scenario instanceof Scenario.ObjectTest test) {
            return SharedMemoryCheck.check(histories.workers(), histories.segment())
                    .orElseGet(() -> HistoryGrader.grade(histories, test.hasFaults(), test.deviation()));
        }
        if (seen instanceof Observation.Scripts scripts) {
            return ScriptJudge.judge(scripts);
        }
        throw new IllegalArgumentException("no grader for " + seen.getClass() + " of " + scenario.id());
    }

    private static Grade gradeOf(Observation.Cause cause) {
        return switch (cause) {
            case WORKER -> Grade.CRASHED;
            case HARNESS -> Grade.BROKEN;
            case CANNOT_RUN -> Grade.SKIPPED;
        };
    }
}
