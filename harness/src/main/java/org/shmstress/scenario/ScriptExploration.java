package org.shmstress.scenario;

import java.time.Duration;
import org.shmstress.observation.Observation;

/**
 * What a script scenario does with its puppets: run one fixed script, or search many. By this interface other modules bring
 * properties, so that the harness never sees the library that generates them.
 */
@FunctionalInterface
public interface ScriptExploration {

    /**
     * Explores until something is found or the budget is spent.
     *
     * @param runner runs one script on live workers, starting from a clean slate each time
     * @param seed seed of every random choice
     * @param budget how long at the most; a fixed script runs once whatever it says
     */
    Observation.Scripts explore(ScriptRunner runner, long seed, Duration budget);
}
