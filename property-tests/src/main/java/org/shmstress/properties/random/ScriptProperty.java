package org.shmstress.properties.random;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.properties.Findings;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Stage;

/**
 * "All scripts of such stages agree with the model", tried with random scripts. jqwik generates the stages and knows what a
 * simpler one is; the loops are our own, because jqwik's runner would bring a test engine, its database and its prints into a
 * run.
 *
 * @param opening what every script begins with, so that the rest means something
 * @param stages random stages
 * @param filter leaves out what means nothing
 * @param merges what may take another one's place when a script shrinks
 * @param maxStages stages drawn for a script, before the filter
 * @param maxTries how many scripts at the most
 */
public record ScriptProperty(
        List<Stage> opening,
        Arbitrary<Stage> stages,
        Meaningful filter,
        List<Merge> merges,
        int maxStages,
        int maxTries) {

    /** How large jqwik should take the number of tries to be when it weighs common values against rare ones. */
    private static final int GENERATION_SIZE = 1_000;

    public ScriptProperty {
        opening = List.copyOf(opening);
        merges = List.copyOf(merges);
    }

    /** The same property with fewer or more tries. */
    public ScriptProperty withMaxTries(int tries) {
        return new ScriptProperty(opening, stages, filter, merges, maxStages, tries);
    }

    /**
     * Tries until a script fails, the budget is spent or enough was tried; a failing script is shrunk.
     *
     * @param each hears of every try, but not of those that only shrink
     */
    public void explore(
            ScriptRunner runner, long seed, Duration budget, Findings findings, Consumer<ScriptTrace> each) {
        JqwikSession.run(() -> {
            long end = System.nanoTime() + budget.toNanos();
            Random random = new Random(seed);
            RandomGenerator<Stage> generator = stages.generator(GENERATION_SIZE);
            while (!findings.hasFailed() && findings.tries() < maxTries && System.nanoTime() < end) {
                List<Shrinkable<Stage>> drawn = draw(generator, random);
                ScriptTrace trace = runner.run(Shrinking.script(drawn));
                findings.tried(trace);
                each.accept(trace);
                if (!trace.agrees()) {
                    Shrinking shrinking = new Shrinking(runner, filter, merges, findings);
                    findings.failedBy(shrinking.smallest(drawn, trace), trace);
                }
                JqwikSession.finishTry();
            }
        });
    }

    private List<Shrinkable<Stage>> draw(RandomGenerator<Stage> generator, Random random) {
        List<Shrinkable<Stage>> drawn = new ArrayList<>();
        opening.forEach(stage -> drawn.add(Shrinkable.unshrinkable(stage)));
        IntStream.range(0, 1 + random.nextInt(maxStages)).forEach(i -> drawn.add(generator.next(random)));
        return filter.interesting(drawn);
    }
}
