package org.shmstress.run;

import java.util.List;
import org.shmstress.HarnessException;
import org.shmstress.fork.WorkerLostException;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.Cause;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.scenario.Scenario;

/** Performs each trial by the rules of its scenario's kind, and turns whatever went wrong into an observation. */
final class KindPerformer implements TrialPerformer {

    private final Workplace workplace;
    private final Machine machine;

    KindPerformer(Workplace workplace, Machine machine) {
        this.workplace = workplace;
        this.machine = machine;
    }

    @Override
    public Observation perform(Trial trial, Scenario scenario) {
        try {
            if (!(scenario instanceof Scenario.ScriptTest)) {
                workplace.scripts().dismiss();
            }
            if (scenario instanceof Scenario.OutcomeTest test) {
                return new OutcomeTrial(workplace, machine, trial, test).perform();
            } else if (scenario instanceof Scenario.ObjectTest test) {
                return test.model().isPresent() || test.hasFaults()
                        ? HistoryTrial.perform(workplace, machine, trial, test)
                        : new ObjectTrial(workplace, machine, trial, test).perform();
            }
            return explored((Scenario.ScriptTest) scenario, trial);
        } catch (CannotRunException e) {
            return nothing(Cause.CANNOT_RUN, e);
        } catch (WorkerLostException e) {
            return nothing(Cause.WORKER, e);
        } catch (HarnessException e) {
            return nothing(Cause.HARNESS, e);
        }
    }

    /** What a row's check throws breaks the row, and not the run. */
    private Observation explored(Scenario.ScriptTest test, Trial trial) {
        try {
            return workplace.scripts().perform(test, trial);
        } catch (HarnessException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new HarnessException("the check of " + test.id() + " failed by itself: " + e + at(e), e);
        }
    }

    private static String at(RuntimeException e) {
        return e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    }

    private static Observation nothing(Cause cause, HarnessException e) {
        return new Observation.Nothing(List.of(), cause, String.valueOf(e.getMessage()));
    }
}
