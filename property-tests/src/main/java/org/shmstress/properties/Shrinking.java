package org.shmstress.properties;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Shrinkable;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;
import org.shmstress.script.Step;

/**
 * Walks from a failing script to ever smaller ones that fail as well: first without whole stretches of steps, then without
 * single ones, then with fewer workers and names, then with simpler steps in place of what is left (Zeller and Hildebrandt,
 * Simplifying and Isolating Failure-Inducing Input, 2002). Any wrong answer counts, so the smallest script may show another
 * face of the same defect.
 */
final class Shrinking {

    /** A script whose steps kill workers costs half a second per candidate; a person waits for this. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** A failing script: its steps, and the trace that shows the failure. */
    private record Failing(List<Shrinkable<Step>> steps, ScriptTrace trace) {}

    private final ScriptRunner runner;
    private final Meaningful filter;
    private final List<Merge> merges;
    private final Findings findings;
    private final Set<String> seen = new HashSet<>();
    private final long end = System.nanoTime() + BOUND.toNanos();

    Shrinking(ScriptRunner runner, Meaningful filter, List<Merge> merges, Findings findings) {
        this.runner = runner;
        this.filter = filter;
        this.merges = merges;
        this.findings = findings;
    }

    static Script script(List<Shrinkable<Step>> steps) {
        return Script.sequential(steps.stream().map(Shrinkable::value).toList());
    }

    ScriptTrace smallest(List<Shrinkable<Step>> steps, ScriptTrace trace) {
        seen.add(trace.script());
        Failing at = upToTheWrongAnswer(new Failing(steps, trace));
        Optional<Failing> next = Optional.of(at);
        while (next.isPresent()) {
            Failing smaller = next.get();
            at = smaller;
            next = shorter(smaller).or(() -> merged(smaller)).or(() -> simpler(smaller));
        }
        return at.trace();
    }

    /** What comes after the first wrong answer cannot have caused it. */
    private Failing upToTheWrongAnswer(Failing failing) {
        List<StepSeen> answers = failing.trace().steps();
        int length = 1;
        while (length < answers.size() && answers.get(length - 1).agrees()) {
            length++;
        }
        return fails(failing.steps().subList(0, Math.min(length, failing.steps().size())))
                .orElse(failing);
    }

    private Optional<Failing> shorter(Failing failing) {
        List<Shrinkable<Step>> steps = failing.steps();
        for (int stretch = steps.size() / 2; stretch > 0; stretch /= 2) {
            for (int from = 0; from + stretch <= steps.size(); from += stretch) {
                List<Shrinkable<Step>> fewer = new ArrayList<>(steps.subList(0, from));
                fewer.addAll(steps.subList(from + stretch, steps.size()));
                Optional<Failing> found = fails(fewer);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Failing> merged(Failing failing) {
        return merges.stream()
                .map(merge ->
                        failing.steps().stream().map(s -> s.map(merge::in)).toList())
                .map(this::fails)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Failing> simpler(Failing failing) {
        for (int i = 0; i < failing.steps().size(); i++) {
            Iterator<Shrinkable<Step>> proposals =
                    failing.steps().get(i).shrink().iterator();
            while (proposals.hasNext() && System.nanoTime() < end) {
                List<Shrinkable<Step>> changed = new ArrayList<>(failing.steps());
                changed.set(i, proposals.next());
                Optional<Failing> found = fails(changed);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Runs the candidate unless the same script was run before. */
    private Optional<Failing> fails(List<Shrinkable<Step>> candidate) {
        List<Shrinkable<Step>> steps = filter.permitted(candidate, Shrinkable::value);
        Script script = script(steps);
        if (System.nanoTime() > end || !seen.add(script.text())) {
            return Optional.empty();
        }
        ScriptTrace trace = runner.run(script);
        findings.tried(trace);
        return trace.agrees() ? Optional.empty() : Optional.of(new Failing(steps, trace));
    }
}
