package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.shmstress.script.Action;
import org.shmstress.script.OpenFlag;
import org.shmstress.script.Seal;
import org.shmstress.segment.AccessPath;

/**
 * Whatever three processes do with two names, one after the other, agrees with the reference model: create and open with any
 * flags and modes, size, allocate, stat, chmod, dup, map shared and private at any offset and protection, read, write, fill,
 * sum, protect, sync, advise, unmap whole and in part, seal, lock, close and unlink in any order. What no table thought of is
 * found here.
 */
final class RandomScripts {

    private static final int WORKERS = 3;

    /** About one in eight of them means something where it falls. */
    private static final int MAX_STEPS = 120;

    private RandomScripts() {}

    static Search search() {
        return new Search(
                "lifecycle/RandomScripts",
                "Random scripts of three processes agree with the model",
                "Three processes create, open, size, map, write, read, unmap, close and unlink two names in random order;"
                        + " every answer must be one that the reference model allows.",
                WORKERS,
                EnumSet.allOf(AccessPath.class),
                new ScriptProperty(
                        List.of(),
                        Draws.sequential(WORKERS, actions()),
                        Draws.filter(WORKERS),
                        Merge.all(WORKERS),
                        MAX_STEPS,
                        Searches.MAX_TRIES),
                List.of(
                        Sight.foreignReads(),
                        Sight.ofSteps(
                                "unlinks took the name of an object that was still held",
                                step -> Sight.did(step, "unlink") && Sight.hasNameless(step))));
    }

    private static Arbitrary<Action> actions() {
        return Draws.of(
                weigh(67, ofWholeObjects()),
                weigh(4, Draws.shmOpen(OpenFlag.values())),
                weigh(1, Draws.memfd()),
                weigh(6, ofDescriptors()),
                weigh(6, Draws.mmap()),
                weigh(6, ofPages()));
    }

    private static Arbitrary<Action> ofWholeObjects() {
        return Draws.of(
                weigh(4, Draws.create()),
                weigh(9, Draws.open()),
                weigh(1, Draws.unlink()),
                weigh(6, Draws.size()),
                weigh(3, Draws.stat()),
                weigh(1, Draws.close()),
                weigh(12, Draws.map()),
                weigh(1, Draws.unmap()),
                weigh(12, Draws.read()),
                weigh(10, Draws.write()),
                weigh(4, Draws.fill()),
                weigh(4, Draws.sum()));
    }

    private static Arbitrary<Action> ofDescriptors() {
        return Draws.of(
                weigh(2, Draws.allocate()),
                weigh(1, Draws.chmod()),
                weigh(1, Draws.mode()),
                weigh(2, Draws.dup()),
                weigh(2, Draws.seal(Seal.values())),
                weigh(1, Draws.seals()),
                weigh(3, Draws.lock()));
    }

    private static Arbitrary<Action> ofPages() {
        return Draws.of(
                weigh(1, Draws.unmapPart()),
                weigh(2, Draws.protect()),
                weigh(1, Draws.sync()),
                weigh(2, Draws.advise()));
    }
}
