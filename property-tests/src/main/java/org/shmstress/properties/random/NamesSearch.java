package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.script.Action;
import org.shmstress.script.OpenFlag;
import org.shmstress.segment.AccessPath;

/**
 * A name leads to one object at a time, and to another one after it was unlinked and made again; who holds the first goes on with it.
 * Whoever confuses the two reads and writes a segment that its peers have left.
 */
final class NamesSearch {

    private static final int WORKERS = 3;
    private static final int MAX_STEPS = 50;

    private NamesSearch() {}

    static Search search() {
        return new Search(
                "properties/Names",
                "Two objects that had the same name, one after the other, are never confused",
                "Three processes open with all flags, unlink and create again two names, and look by identity, size and"
                        + " contents which object each descriptor and mapping leads to.",
                WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER),
                new ScriptProperty(
                        Stages.parse("0: create alpha as a\n1: open alpha as a"),
                        Draws.sequential(WORKERS, actions()),
                        Draws.filter(WORKERS),
                        Merge.all(WORKERS),
                        MAX_STEPS,
                        Searches.MAX_TRIES),
                List.of(
                        Sight.ofSteps(
                                "looks at an object while another of its name was still held",
                                NamesSearch::looksAtHeir),
                        Sight.failures("EEXIST"),
                        Sight.failures("ENOENT")));
    }

    private static Arbitrary<Action> actions() {
        return Draws.of(
                weigh(5, Draws.create()),
                weigh(5, Draws.open()),
                weigh(4, Draws.shmOpen(OpenFlag.values())),
                weigh(6, Draws.unlink()),
                weigh(8, Draws.stat()),
                weigh(4, Draws.close()),
                weigh(2, Draws.dup()),
                weigh(3, Draws.size()),
                weigh(2, Draws.map()),
                weigh(2, Draws.write()),
                weigh(2, Draws.read()));
    }

    private static boolean looksAtHeir(StepSeen step) {
        return step.answer().startsWith("status ")
                && Sight.hasNameless(step)
                && step.stateAfter().stream().anyMatch(line -> !line.startsWith("(no name)"));
    }
}
