package org.shmstress.properties.lifecycle;

import java.util.List;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.script.Answer;

/** Counts what shows that processes truly shared something: scripts that never meet agree with any model. */
final class Sharing {

    private long foreignReads;
    private long unlinkedWhileHeld;

    void watch(ScriptTrace trace) {
        for (StepSeen step : trace.steps()) {
            if (isVerb(step, "read") && isForeign(step)) {
                foreignReads++;
            } else if (isVerb(step, "unlink") && leavesAnObject(step)) {
                unlinkedWhileHeld++;
            }
        }
    }

    private static boolean isForeign(StepSeen step) {
        return Answer.parse(step.answer()) instanceof Answer.Value v && Signature.isForeign(step.worker(), v.value());
    }

    private static boolean leavesAnObject(StepSeen step) {
        return step.answer().equals("ok") && step.stateAfter().stream().anyMatch(line -> line.startsWith("(no name)"));
    }

    private static boolean isVerb(StepSeen step, String verb) {
        return step.step().startsWith(verb, step.step().indexOf(' ') + 1);
    }

    /** Empty unless both happened. */
    List<String> witness() {
        return foreignReads == 0 || unlinkedWhileHeld == 0
                ? List.of()
                : List.of(
                        foreignReads + " reads saw what another process had written",
                        unlinkedWhileHeld + " unlinks took the name of an object that was still held");
    }
}
