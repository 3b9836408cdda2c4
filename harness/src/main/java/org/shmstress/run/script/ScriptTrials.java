package org.shmstress.run.script;

import java.util.List;
import java.util.Optional;
import org.shmstress.fork.WorkerPool;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.scenario.Scenario.ScriptTest;

/**
 * Performs trials of script scenarios. Those that say so share their workers: a row of a table takes milliseconds, the start of its
 * workers a hundred times that.
 */
public final class ScriptTrials implements AutoCloseable {

    private final WorkerPool pool;
    private final long runId;
    private Optional<Cast> kept = Optional.empty();

    /**
     * None so far.
     *
     * @param pool where the workers come from
     * @param runId part of the names of all objects that the scripts make
     */
    public ScriptTrials(WorkerPool pool, long runId) {
        this.pool = pool;
        this.runId = runId;
    }

    /** Performs one. */
    public Scripts perform(ScriptTest test, Trial trial) {
        if (!test.keepsWorkers()) {
            dismiss();
            try (Cast cast = new Cast(pool, trial, runId)) {
                return cast.perform(test, trial);
            }
        }
        if (kept.filter(cast -> cast.fits(trial)).isEmpty()) {
            dismiss();
            kept = Optional.of(new Cast(pool, trial, runId));
        }
        try {
            return kept.get().perform(test, trial);
        } catch (CannotRunException e) {
            throw e; // said before the first step, or by a script that ended as it should
        } catch (RuntimeException e) {
            dismiss(); // whatever state they are in, the next trial begins with others
            throw e;
        }
    }

    /** Ids of the workers that are kept for the next trial, from a clean slate. */
    public List<Long> kept() {
        return kept.map(Cast::workers).orElse(List.of());
    }

    /** Gives back the workers that were kept for the next trial. */
    public void dismiss() {
        Optional<Cast> gone = kept;
        kept = Optional.empty();
        gone.ifPresent(Cast::close);
    }

    @Override
    public void close() {
        dismiss();
    }
}
