package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitrary;
import org.shmstress.script.Action;
import org.shmstress.segment.AccessPath;

/**
 * Objects grow and shrink under those who have mapped them. What is cut off is gone and comes back as zero; what lies in the last page
 * past the end may be kept by Linux; whole pages past the end are an error. JNA is left out: its every access past the end is a
 * death, see {@code lifecycle/AccessPastTruncation}.
 */
final class TruncationSearch {

    private static final int WORKERS = 3;
    private static final int MAX_STEPS = 50;

    private TruncationSearch() {}

    static Search search() {
        return new Search(
                "properties/Truncation",
                "Truncated up and down under mappings, an object shows its bytes, zeroes or an error, and nothing else",
                "Three processes truncate and allocate an object that all of them have mapped, write up to its end, past it in the"
                        + " last page and beyond, and read again.",
                WORKERS,
                EnumSet.complementOf(EnumSet.of(AccessPath.JNA)),
                new ScriptProperty(
                        Stages.parse("0: create alpha as a\n0: size a 8192\n0: map a 12288 as m\n1: open alpha as a\n"
                                + "1: map a 8192 as m\n2: open alpha as a\n2: map a 12288 as m"),
                        Draws.sequential(WORKERS, actions()),
                        Draws.filter(WORKERS).withBusErrors(),
                        Merge.all(WORKERS),
                        MAX_STEPS,
                        Searches.MAX_TRIES),
                List.of(
                        Sight.foreignReads(),
                        Sight.ofSteps(
                                "sizes were set under a mapping",
                                step -> Sight.did(step, "size")
                                        && step.stateAfter().stream().anyMatch(line -> line.contains("mapped as"))),
                        Sight.ofSteps(
                                "accesses past the end ended in an error",
                                step -> step.answer().startsWith("threw "))));
    }

    private static Arbitrary<Action> actions() {
        return Draws.of(
                weigh(8, Draws.size()),
                weigh(2, Draws.allocate()),
                weigh(1, Draws.stat()),
                weigh(8, Draws.write()),
                weigh(2, Draws.fill()),
                weigh(1, Draws.copy()),
                weigh(8, Draws.read()),
                weigh(3, Draws.sum()),
                weigh(1, Draws.mmap()),
                weigh(1, Draws.unmap()));
    }
}
