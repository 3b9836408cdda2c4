package org.shmstress.properties.lifecycle;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.script.Answer;

/** Counts what shows that processes truly shared something: scripts that never meet agree with any model. */
final class Sharing {

    private long foreignReads;
    private long unlinkedWhileHeld;

    void watch(ScriptTrace trace) {
        Set<Integer> writers = trace.steps().stream()
                .filter(s -> isVerb(s, "write") || isVerb(s, "fill"))
                .map(StepSeen::worker)
                .collect(Collectors.toSet());
        foreignReads += trace.steps().stream()
                .filter(s -> isVerb(s, "read") && !writers.contains(s.worker()))
                .filter(s -> Answer.parse(s.answer()) instanceof Answer.Value v && v.value() != 0)
                .count();
        unlinkedWhileHeld += trace.steps().stream()
                .filter(s -> isVerb(s, "unlink") && s.answer().equals("ok"))
                .filter(s -> s.stateAfter().stream().anyMatch(line -> line.startsWith("(no name)")))
                .count();
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
