package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.shmstress.script.Action;
import org.shmstress.script.Seal;
import org.shmstress.segment.AccessPath;

/**
 * A seal holds for everybody and for good: no descriptor, no mapping, no process gets round it, and none can be set against somebody
 * who is writing. Whoever takes over a sealed object relies on that instead of checking each byte twice.
 */
final class SealsSearch {

    private static final int WORKERS = 3;
    private static final int MAX_STEPS = 50;

    private SealsSearch() {}

    static Search search() {
        return new Search(
                "properties/Seals",
                "Seals hold against every process, and none is set against a writer",
                "Three processes share a sealable object without a name, seal it in every way, and try to resize, map, write and"
                        + " protect it all the same.",
                WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER),
                new ScriptProperty(
                        Stages.parse(
                                "0: memfd sealable as a\n0: size a 8192\n1: take a of 0 as a\n2: take a of 1 as a"),
                        Draws.sequential(WORKERS, actions()),
                        Draws.filter(WORKERS),
                        Merge.all(WORKERS),
                        MAX_STEPS,
                        Searches.MAX_TRIES),
                List.of(
                        Sight.failures("EPERM"),
                        Sight.failures("EBUSY"),
                        Sight.ofSteps("seals were set", step -> Sight.did(step, "seal"))));
    }

    private static Arbitrary<Action> actions() {
        return Draws.of(
                weigh(4, Draws.seal(Seal.GROW, Seal.SHRINK, Seal.WRITE, Seal.FUTURE_WRITE, Seal.SEAL)),
                weigh(4, Draws.seal(Seal.GROW, Seal.SHRINK, Seal.WRITE)),
                weigh(3, Draws.seals()),
                weigh(5, Draws.size()),
                weigh(2, Draws.allocate()),
                weigh(4, Draws.map()),
                weigh(4, Draws.mmap()),
                weigh(3, Draws.unmap()),
                weigh(1, Draws.unmapPart()),
                weigh(2, Draws.protect()),
                weigh(3, Draws.write()),
                weigh(3, Draws.read()),
                weigh(1, Draws.memfd()),
                weigh(1, Draws.take(WORKERS)),
                weigh(1, Draws.close()));
    }
}
