package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.script.Action;
import org.shmstress.script.Width;
import org.shmstress.segment.AccessPath;

/**
 * What one process writes at any width and alignment another one reads at any other, byte by byte the same: across cache lines and
 * pages, up to the last byte, by single accesses, fills and bulk copies, through every access path.
 */
final class ContentsSearch {

    private static final int WORKERS = 3;
    private static final int MAX_STEPS = 40;
    private static final int SIZE_BYTES = 8192;

    private ContentsSearch() {}

    static Search search() {
        return new Search(
                "properties/Contents",
                "Bytes are what was written last, at every width and alignment",
                "Three processes write and read one object of two pages by single values of every width at every alignment, by"
                        + " fills and by bulk copies.",
                WORKERS,
                EnumSet.allOf(AccessPath.class),
                new ScriptProperty(
                        Stages.parse("0: create alpha as a\n0: size a 8192\n0: map a 8192 as m\n1: open alpha as a\n"
                                + "1: map a 8192 as m\n2: open alpha as a\n2: map a 8192 as m"),
                        Draws.sequential(WORKERS, actions()),
                        Draws.filter(WORKERS),
                        Merge.all(WORKERS),
                        MAX_STEPS,
                        Searches.MAX_TRIES),
                List.of(
                        Sight.foreignReads(),
                        Sight.ofSteps(
                                "misaligned reads saw what another process had written",
                                step -> Sight.readsForeign(step) && isMisaligned(step)),
                        Sight.ofSteps("checksums were taken", step -> Sight.did(step, "sum"))));
    }

    private static boolean isMisaligned(StepSeen step) {
        return Action.parse(step.step().substring(step.step().indexOf(' '))) instanceof Action.Read read
                && read.offset() % read.width().bytes() != 0;
    }

    private static Arbitrary<Action> actions() {
        return Draws.of(
                weigh(
                        8,
                        Combinators.combine(places(), Draws.widths(), Draws.values())
                                .as((at, width, value) -> new Action.Write("m", inside(at, width), width, value))),
                weigh(
                        8,
                        Combinators.combine(places(), Draws.widths())
                                .as((at, width) -> new Action.Read("m", inside(at, width), width))),
                weigh(
                        2,
                        Combinators.combine(places(), lengths(), Draws.values())
                                .as((at, length, value) ->
                                        new Action.Fill("m", at, Math.min(length, SIZE_BYTES - at), value))),
                weigh(
                        2,
                        Combinators.combine(places(), lengths(), Draws.values())
                                .as((at, length, value) ->
                                        new Action.Copy("m", at, Math.min(length, SIZE_BYTES - at), value))),
                weigh(
                        2,
                        Combinators.combine(places(), lengths())
                                .as((at, length) -> new Action.Sum("m", at, Math.min(length, SIZE_BYTES - at)))));
    }

    private static long inside(long at, Width width) {
        return Math.min(at, SIZE_BYTES - width.bytes());
    }

    /** Close together, so that steps meet: around the first cache lines, the page's edge, and the end. */
    private static Arbitrary<Long> places() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.longs().between(0, 15)),
                Tuple.of(2, Arbitraries.longs().between(56, 71)),
                Tuple.of(3, Arbitraries.longs().between(4086, 4105)),
                Tuple.of(2, Arbitraries.longs().between(SIZE_BYTES - 16, SIZE_BYTES - 1)));
    }

    private static Arbitrary<Long> lengths() {
        return Arbitraries.of(1L, 2L, 7L, 9L, 16L, 63L, 65L, 4096L, 4097L);
    }
}
