package org.shmstress.run.script;

import org.shmstress.script.Performance;
import org.shmstress.script.Step;

/**
 * A step and what came of it.
 *
 * @param step the step
 * @param performance answer and times
 */
record Performed(Step step, Performance performance) {

    /** Whether this step had ended before the other one began. */
    boolean precedes(Performed other) {
        return performance.endNanos() < other.performance.startNanos();
    }
}
