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

    /** A table's cell holds no more. */
    private static final int MOST_FACTS = 24;

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

    /** The step's text. */
    String step(int index) {
        return trace.steps().get(index).step();
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

    /** What the traffic that was stopped had counted; something that no value is if it did not end well. */
    long count(String stop) {
        return answer(stop) instanceof Answer.Count c ? c.increments() : Long.MIN_VALUE / 4;
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

    /** As {@link #unless}, for steps that answer by figures. */
    Optional<Objection> unlessFigures(String words, String needed, Predicate<Answer.Figures> holds) {
        return unless(words, needed, a -> a instanceof Answer.Figures f && holds.test(f));
    }

    /** A figure of the first step that begins so; empty unless it was answered by figures. */
    Optional<Long> figure(String words, String name) {
        return answer(words) instanceof Answer.Figures f ? Optional.of(f.get(name)) : Optional.empty();
    }

    /** The sum of a figure over all steps that begin so. */
    long sum(String words, String name) {
        return stepsThatBegin(words).stream()
                .map(this::answer)
                .mapToLong(a -> a instanceof Answer.Figures f ? f.get(name) : 0)
                .sum();
    }

    /** Every answer that says more than that a call succeeded, the last ones left out if there are very many. */
    List<String> facts() {
        return trace.steps().stream()
                .filter(s -> !s.answer().equals("ok") && !s.answer().startsWith("not-run"))
                .limit(MOST_FACTS)
                .map(s ->
                        s.step().replace(": errand ", ": ") + ": " + s.answer().replaceFirst("^figures ", ""))
                .toList();
    }

    /** In words: what was answered and what was needed. */
    String inWords(Objection objection) {
        StepSeen step = trace.steps().get(objection.index());
        return "'" + step.step() + "' answered '" + step.answer() + "', needed is " + objection.needed();
    }

    /** The trace with that step marked as wrong. */
    ScriptTrace marked(Objection objection) {
        List<StepSeen> steps = new ArrayList<>(trace.steps());
        steps.set(objection.index(), steps.get(objection.index()).takenForWrong(objection.needed()));
        return new ScriptTrace(trace.script(), List.copyOf(steps));
    }
}
