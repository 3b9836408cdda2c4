package org.shmstress.properties.random;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.script.Answer;

/**
 * What scripts of a property must come to see: scripts that never get there agree with any model.
 *
 * @param what it is, as words after its number
 * @param count how often it is in a trace
 */
record Sight(String what, ToLongFunction<ScriptTrace> count) {

    /** Steps of a kind. */
    static Sight ofSteps(String what, Predicate<StepSeen> step) {
        return new Sight(what, trace -> trace.steps().stream().filter(step).count());
    }

    /** Reads of what somebody else wrote. */
    static Sight foreignReads() {
        return ofSteps("reads saw what another process had written", Sight::readsForeign);
    }

    /** Calls that fail so. */
    static Sight failures(String errno) {
        return ofSteps("calls failed with " + errno, step -> step.answer().equals("failed " + errno));
    }

    /** Groups in which some step began before another one's end, on the clock that all processes share. */
    static Sight overlaps() {
        return new Sight(
                "groups of steps overlapped in time",
                trace -> groups(trace).stream().filter(Sight::overlap).count());
    }

    /** Whether the step is of that verb and was performed well. */
    static boolean did(StepSeen step, String verb) {
        return isVerb(step, verb)
                && (step.answer().equals("ok")
                        || step.answer().startsWith("value ")
                        || step.answer().startsWith("died "));
    }

    static boolean isVerb(StepSeen step, String verb) {
        return step.step().startsWith(verb + " ", step.step().indexOf(' ') + 1)
                || step.step().endsWith(": " + verb);
    }

    static boolean readsForeign(StepSeen step) {
        return isVerb(step, "read")
                && Answer.parse(step.answer()) instanceof Answer.Value v
                && Signature.isForeign(step.worker(), v.value());
    }

    /** Whether some object has lost its name by then, and lives on. */
    static boolean hasNameless(StepSeen step) {
        return step.stateAfter().stream().anyMatch(line -> line.startsWith("(no name)"));
    }

    private static Collection<List<StepSeen>> groups(ScriptTrace trace) {
        Map<Integer, List<StepSeen>> groups = trace.steps().stream()
                .filter(step -> step.group() > 0 && !step.answer().startsWith("not-run "))
                .collect(Collectors.groupingBy(StepSeen::group));
        return groups.values();
    }

    private static boolean overlap(List<StepSeen> group) {
        return group.stream()
                .anyMatch(a -> group.stream()
                        .anyMatch(b -> a.worker() != b.worker()
                                && a.startNanos() <= b.startNanos()
                                && b.startNanos() < a.endNanos()));
    }
}
