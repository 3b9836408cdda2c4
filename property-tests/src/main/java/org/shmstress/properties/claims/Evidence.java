package org.shmstress.properties.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.script.Answer;

/** The answers of one script, asked for by their steps. */
final class Evidence {

    private final ScriptTrace trace;

    Evidence(ScriptTrace trace) {
        this.trace = trace;
    }

    /** A step whose answer speaks against the claim, and what the claim needs instead. */
    record Objection(int index, String needed) {}

    /** Where such a step is, in order; the words are its beginning. */
    List<Integer> stepsThatBegin(String words) {
        return IntStream.range(0, trace.steps().size())
                .filter(i -> trace.steps().get(i).step().startsWith(words))
                .boxed()
                .toList();
    }

    Answer answer(int index) {
        return Answer.parse(trace.steps().get(index).answer());
    }

    /** The answer to the first step that begins so; not run if there is none. */
    Answer answer(String words) {
        return stepsThatBegin(words).stream()
                .findFirst()
                .map(this::answer)
                .orElseGet(() -> new Answer.NotRun("there is no such step"));
    }

    /** Which object a {@code stat} found; none where it failed. */
    Optional<Long> object(String stat) {
        return answer(stat) instanceof Answer.Status s ? Optional.of(s.identity()) : Optional.empty();
    }

    /** Objects unless there is such a step and all of them are answered as needed; at most one objection. */
    Optional<Objection> unless(String words, String needed, Predicate<Answer> holds) {
        List<Integer> steps = stepsThatBegin(words);
        if (steps.isEmpty()) {
            return Optional.of(new Objection(trace.steps().size() - 1, words + ": " + needed));
        }
        return steps.stream()
                .filter(i -> !holds.test(answer(i)))
                .map(i -> new Objection(i, needed))
                .findFirst();
    }

    /** In words: what was answered and what was needed. */
    String inWords(Objection objection) {
        StepSeen step = trace.steps().get(objection.index());
        return "'" + step.step() + "' answered '" + step.answer() + "', needed is " + objection.needed();
    }

    /** The trace with that step marked as wrong. */
    ScriptTrace marked(Objection objection) {
        List<StepSeen> steps = new ArrayList<>(trace.steps());
        StepSeen s = steps.get(objection.index());
        steps.set(
                objection.index(),
                new StepSeen(
                        s.number(),
                        s.group(),
                        s.worker(),
                        s.step(),
                        s.answer(),
                        List.of(objection.needed()),
                        false,
                        s.stateAfter(),
                        s.startNanos(),
                        s.endNanos()));
        return new ScriptTrace(trace.script(), List.copyOf(steps));
    }
}
