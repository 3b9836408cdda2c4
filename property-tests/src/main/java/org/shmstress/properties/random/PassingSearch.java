package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.shmstress.script.Action;
import org.shmstress.segment.AccessPath;

/**
 * Descriptors go from process to process, are duplicated and closed, and their holders end: the object lives as long as anybody holds
 * it, duplicates share one open file description and its locks, and what a process held by itself is given back when it dies.
 */
final class PassingSearch {

    private static final int WORKERS = 3;
    private static final int MAX_STEPS = 50;

    private PassingSearch() {}

    static Search search() {
        return new Search(
                "properties/Passing",
                "Passed on, duplicated, closed and left behind by the dead, a descriptor leads to its object",
                "Three processes take each other's descriptors, duplicate and close them, lock through them, are killed and started"
                        + " anew, and look at the object and its locks.",
                WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER),
                new ScriptProperty(
                        Stages.parse("0: create alpha as a\n0: size a 4096\n1: take a of 0 as a\n2: memfd plain as b"),
                        Draws.sequential(WORKERS, actions()),
                        Draws.filter(WORKERS),
                        Merge.all(WORKERS),
                        MAX_STEPS,
                        Searches.MAX_TRIES),
                List.of(
                        Sight.ofSteps("descriptors were taken", step -> Sight.did(step, "take")),
                        Sight.ofSteps("locks were set", step -> Sight.did(step, "lock")),
                        Sight.ofSteps(
                                "locks stood in the way",
                                step -> Sight.isVerb(step, "lock")
                                        && step.answer().matches("failed EA.*"))));
    }

    /** A death costs as much time as hundreds of other steps. */
    private static Arbitrary<Action> actions() {
        return Draws.of(
                weigh(80, Draws.take(WORKERS)),
                weigh(50, Draws.dup()),
                weigh(40, Draws.close()),
                weigh(100, Draws.lock()),
                weigh(40, Draws.stat()),
                weigh(20, Draws.memfd()),
                weigh(20, Draws.open()),
                weigh(20, Draws.unlink()),
                weigh(20, Draws.size()),
                weigh(20, Draws.map()),
                weigh(15, Draws.write()),
                weigh(15, Draws.read()),
                weigh(10, Draws.unmap()),
                weigh(1, Arbitraries.of(new Action.Kill(), new Action.Exit())),
                weigh(1, Arbitraries.of(new Action.Spawn())));
    }
}
