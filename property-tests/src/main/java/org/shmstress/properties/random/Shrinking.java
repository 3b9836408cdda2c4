package org.shmstress.properties.random;

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
import org.shmstress.properties.Findings;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;
import org.shmstress.script.Stage;
import org.shmstress.script.Step;

/**
 * Walks from a failing script to ever smaller ones that fail as well: first without whole stretches of stages, then without
 * single ones, then with fewer workers and names, then with less at once, then with simpler steps in place of what is left (Zeller and
 * Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002). Any wrong answer counts, so the smallest script may show another
 * face of the same defect.
 */
final class Shrinking {

    /** A script whose steps kill workers costs half a second per candidate; a person waits for this. */
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** Overlapping steps fail by chance: one success says little. */
    private static final int RUNS_OF_CONCURRENT = 10;

    /** A failing script: its stages, and the trace that shows the failure. */
    private record Failing(List<Shrinkable<Stage>> stages, ScriptTrace trace) {}

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

    static Script script(List<Shrinkable<Stage>> stages) {
        return new Script(stages.stream().map(Shrinkable::value).toList());
    }

    ScriptTrace smallest(List<Shrinkable<Stage>> stages, ScriptTrace trace) {
        seen.add(trace.script());
        Failing at = upToTheWrongAnswer(new Failing(stages, trace));
        Optional<Failing> next = Optional.of(at);
        while (next.isPresent()) {
            Failing smaller = next.get();
            at = smaller;
            next = shorter(smaller)
                    .or(() -> merged(smaller))
                    .or(() -> calmer(smaller))
                    .or(() -> simpler(smaller));
        }
        return at.trace();
    }

    /** What comes after the first wrong answer cannot have caused it. */
    private Failing upToTheWrongAnswer(Failing failing) {
        List<StepSeen> answers = failing.trace().steps();
        int right = 0;
        while (right < answers.size() && answers.get(right).agrees()) {
            right++;
        }
        int length = 0;
        for (int steps = 0; steps <= right && length < failing.stages().size(); length++) {
            steps += failing.stages().get(length).value().steps().size();
        }
        return fails(failing.stages().subList(0, length)).orElse(failing);
    }

    private Optional<Failing> shorter(Failing failing) {
        List<Shrinkable<Stage>> stages = failing.stages();
        for (int stretch = stages.size() / 2; stretch > 0; stretch /= 2) {
            for (int from = 0; from + stretch <= stages.size(); from += stretch) {
                List<Shrinkable<Stage>> fewer = new ArrayList<>(stages.subList(0, from));
                fewer.addAll(stages.subList(from + stretch, stages.size()));
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
                        failing.stages().stream().map(s -> s.map(merge::in)).toList())
                .map(this::fails)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** One step of a group alone, or all of them one after the other. */
    private Optional<Failing> calmer(Failing failing) {
        for (int i = 0; i < failing.stages().size(); i++) {
            Stage stage = failing.stages().get(i).value();
            List<List<Stage>> calmer = new ArrayList<>();
            if (stage.isConcurrent()) {
                calmer.add(Stages.apart(stage));
                for (Step without : stage.steps()) {
                    Set<Integer> others = new HashSet<>(
                            stage.steps().stream().map(Step::worker).toList());
                    others.remove(without.worker());
                    calmer.add(List.of(Stages.of(stage, others)));
                }
            }
            for (List<Stage> instead : calmer) {
                Optional<Failing> found = fails(replaced(failing, i, instead));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static List<Shrinkable<Stage>> replaced(Failing failing, int index, List<Stage> instead) {
        List<Shrinkable<Stage>> changed = new ArrayList<>(failing.stages().subList(0, index));
        instead.forEach(stage -> changed.add(Shrinkable.unshrinkable(stage)));
        changed.addAll(failing.stages().subList(index + 1, failing.stages().size()));
        return changed;
    }

    private Optional<Failing> simpler(Failing failing) {
        for (int i = 0; i < failing.stages().size(); i++) {
            Iterator<Shrinkable<Stage>> proposals =
                    failing.stages().get(i).shrink().iterator();
            while (proposals.hasNext() && System.nanoTime() < end) {
                List<Shrinkable<Stage>> changed = new ArrayList<>(failing.stages());
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
    private Optional<Failing> fails(List<Shrinkable<Stage>> candidate) {
        List<Shrinkable<Stage>> stages = filter.permitted(candidate);
        Script script = script(stages);
        if (!seen.add(script.text())) {
            return Optional.empty();
        }
        int runs = script.stages().stream().anyMatch(Stage::isConcurrent) ? RUNS_OF_CONCURRENT : 1;
        for (int run = 0; run < runs && System.nanoTime() < end; run++) {
            ScriptTrace trace = runner.run(script);
            findings.tried(trace);
            if (!trace.agrees()) {
                return Optional.of(new Failing(stages, trace));
            }
        }
        return Optional.empty();
    }
}
