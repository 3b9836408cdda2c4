package org.shmstress.properties;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;
import org.shmstress.script.Step;

/**
 * "All scripts of this kind agree with the model", tried with random scripts. jqwik generates and proposes smaller ones; the
 * loops are our own, because jqwik's runner would bring a test engine, its database and its prints into a run.
 *
 * <p>Steps are generated freely and then made a script: steps that mean nothing where they stand are left out. Shrinking may
 * therefore take away any step, and what depended on it goes by itself.
 *
 * @param steps random steps
 * @param script makes a script of them
 * @param maxTries how many scripts at the most
 */
public record ScriptProperty(
        Arbitrary<List<Step>> steps, Function<List<Step>, Script> script, int maxTries) {

    /** How large jqwik should take the number of tries to be when it weighs common values against rare ones. */
    private static final int GENERATION_SIZE = 1_000;

    private static final Duration SHRINKING_BOUND = Duration.ofSeconds(30);
    private static final int MAX_CANDIDATES = 200_000;

    /** Tries until a script fails, the budget is spent or enough was tried; a failing script is shrunk. */
    public void explore(ScriptRunner runner, long seed, Duration budget, Findings findings, Consumer<ScriptTrace> each) {
        JqwikSession.run(() -> {
            long end = System.nanoTime() + budget.toNanos();
            Random random = new Random(seed);
            RandomGenerator<List<Step>> generator = steps.generator(GENERATION_SIZE, true);
            while (!findings.hasFailed() && findings.tries() < maxTries && System.nanoTime() < end) {
                Shrinkable<List<Step>> candidate = generator.next(random);
                ScriptTrace trace = runner.run(script.apply(candidate.value()));
                findings.tried(trace);
                each.accept(trace);
                if (!trace.agrees()) {
                    findings.failedBy(new Shrinking(runner, findings).smallest(candidate, trace), trace);
                }
                JqwikSession.finishTry();
            }
        });
    }

    /** Walks from a failing script to ever smaller failing ones. */
    private final class Shrinking {
        private final ScriptRunner runner;
        private final Findings findings;
        private final Set<String> agreed = new HashSet<>();
        private final long end = System.nanoTime() + SHRINKING_BOUND.toNanos();
        private int candidates;

        Shrinking(ScriptRunner runner, Findings findings) {
            this.runner = runner;
            this.findings = findings;
        }

        ScriptTrace smallest(Shrinkable<List<Step>> failing, ScriptTrace trace) {
            Shrinkable<List<Step>> at = failing;
            ScriptTrace smallest = trace;
            Optional<Smaller> next = smaller(at, smallest);
            while (next.isPresent()) {
                at = next.get().steps();
                smallest = next.get().trace();
                next = smaller(at, smallest);
            }
            return smallest;
        }

        private record Smaller(Shrinkable<List<Step>> steps, ScriptTrace trace) {}

        /** The first proposal that fails as well; steps that make no difference to the script cost no run. */
        private Optional<Smaller> smaller(Shrinkable<List<Step>> failing, ScriptTrace trace) {
            Iterator<Shrinkable<List<Step>>> proposals = failing.shrink().iterator();
            while (proposals.hasNext() && candidates++ < MAX_CANDIDATES && System.nanoTime() < end) {
                Shrinkable<List<Step>> proposal = proposals.next();
                Script smaller = script.apply(proposal.value());
                if (smaller.text().equals(trace.script())) {
                    return Optional.of(new Smaller(proposal, trace));
                }
                if (agreed.add(smaller.text())) {
                    ScriptTrace seen = runner.run(smaller);
                    findings.tried(seen);
                    if (!seen.agrees()) {
                        return Optional.of(new Smaller(proposal, seen));
                    }
                }
            }
            return Optional.empty();
        }
    }
}
