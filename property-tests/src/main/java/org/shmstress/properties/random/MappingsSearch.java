package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.shmstress.script.Action;
import org.shmstress.segment.AccessPath;

/**
 * Mappings of one object at several offsets and of several lengths overlap, in one process and between them: each byte is one byte,
 * through whichever mapping it is reached; lengths are rounded up to pages; holes and the rest of the last page read as zero; private
 * pages keep what is written to them to themselves.
 */
final class MappingsSearch {

    private static final int WORKERS = 3;
    private static final int MAX_STEPS = 50;

    private MappingsSearch() {}

    static Search search() {
        return new Search(
                "properties/Mappings",
                "A byte is one byte through all mappings that overlap there",
                "Three processes map one object at several offsets and lengths, shared and private, unmap some of the pages,"
                        + " and read in one mapping what was written through another.",
                WORKERS,
                EnumSet.allOf(AccessPath.class),
                new ScriptProperty(
                        Stages.parse("0: create alpha as a\n0: size a 12288\n1: open alpha as a\n2: open alpha as a"),
                        Draws.sequential(WORKERS, actions()),
                        Draws.filter(WORKERS),
                        Merge.all(WORKERS),
                        MAX_STEPS,
                        Searches.MAX_TRIES),
                List.of(
                        Sight.foreignReads(),
                        Sight.ofSteps(
                                "mappings began past the object's first page",
                                step -> Sight.did(step, "mmap") && step.step().matches(".* mmap [a-z]+ [1-9].*")),
                        Sight.ofSteps("parts were unmapped", step -> Sight.did(step, "unmap-part"))));
    }

    private static Arbitrary<Action> actions() {
        return Draws.of(
                weigh(9, Draws.mmap()),
                weigh(2, Draws.map()),
                weigh(1, Draws.unmap()),
                weigh(2, Draws.unmapPart()),
                weigh(1, Draws.advise()),
                weigh(1, Draws.sync()),
                weigh(1, Draws.size()),
                weigh(8, Draws.write()),
                weigh(3, Draws.fill()),
                weigh(8, Draws.read()),
                weigh(3, Draws.sum()));
    }
}
