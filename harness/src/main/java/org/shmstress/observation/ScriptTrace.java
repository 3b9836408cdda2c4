package org.shmstress.observation;

import java.util.List;

/**
 * What happened when a script ran.
 *
 * @param script the script in its text form
 * @param steps one per step performed, in order of performance
 */
public record ScriptTrace(String script, List<StepSeen> steps) {

    /**
     * One performed step.
     *
     * @param number position in the script, from 1; steps of one concurrent group share no number but a group
     * @param group number of the concurrent group that it belongs to, or 0
     * @param worker index of the worker that performed it
     * @param step the step in text form
     * @param answer what the worker answered, in text form (its death included)
     * @param allowed every answer that the model allows, in text form
     * @param agrees whether the answer is among them
     * @param stateAfter the model's state after the step, in words, one line per object
     * @param startNanos when it was sent, nanoseconds after the script's start
     * @param endNanos when its answer came, nanoseconds after the script's start
     */
    public record StepSeen(
            int number,
            int group,
            int worker,
            String step,
            String answer,
            List<String> allowed,
            boolean agrees,
            List<String> stateAfter,
            long startNanos,
            long endNanos) {

        /** The same, with its answer taken for wrong: only that was allowed. */
        public StepSeen takenForWrong(String only) {
            return new StepSeen(
                    number, group, worker, step, answer, List.of(only), false, stateAfter, startNanos, endNanos);
        }
    }

    /** True when every answer was allowed. */
    public boolean agrees() {
        return steps.stream().allMatch(StepSeen::agrees);
    }
}
