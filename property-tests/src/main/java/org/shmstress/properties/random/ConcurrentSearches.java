package org.shmstress.properties.random;

import static org.shmstress.properties.random.Draws.weigh;

import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.shmstress.script.Action;
import org.shmstress.script.OpenFlag;
import org.shmstress.script.Seal;
import org.shmstress.script.Stage;
import org.shmstress.script.Width;
import org.shmstress.segment.AccessPath;

/**
 * Steps of several processes overlap, and the answers must be those of some order in which each step took effect at one instant. What
 * nobody promises to be an instant is not run beside the other, see {@code Overlap}; two steps of one process never overlap, so that
 * no process unmaps what it accesses at the same time: that is undefined, and fatal.
 */
final class ConcurrentSearches {

    private static final int WORKERS = 3;
    private static final int MAX_STAGES = 16;

    private ConcurrentSearches() {}

    static Stream<Search> all() {
        return Stream.of(names(), descriptors(), values(), truncation());
    }

    private static Search search(
            String name, String title, String description, String opening, Arbitrary<Stage> stages, Sight more) {
        return new Search(
                "properties/" + name,
                title,
                description,
                WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE),
                new ScriptProperty(
                        Stages.parse(opening),
                        stages,
                        Draws.filter(WORKERS).withBusErrors(),
                        Merge.all(WORKERS),
                        MAX_STAGES,
                        Searches.MAX_TRIES),
                List.of(Sight.overlaps(), more));
    }

    private static Search names() {
        Arbitrary<Action> together = Draws.of(
                weigh(4, Draws.create()),
                weigh(3, Draws.open()),
                weigh(4, Draws.shmOpen(OpenFlag.CREATE, OpenFlag.EXCLUSIVE)),
                weigh(4, Draws.unlink()),
                weigh(1, Draws.stat()),
                weigh(1, Draws.close()));
        Arbitrary<Action> alone = Draws.of(
                weigh(3, Draws.stat()), weigh(3, Draws.close()), weigh(1, Draws.unlink()), weigh(1, Draws.open()));
        return search(
                "ConcurrentNames",
                "The name space is linearizable: open, create and unlink that race have happened in some order",
                "Three processes create, open and unlink two names at the same instants, and look afterwards which object each has"
                        + " got.",
                "0: create alpha as a",
                Draws.overlapping(WORKERS, alone, together),
                Sight.ofSteps(
                        "exclusive creators lost a race",
                        step -> step.group() > 0 && step.answer().equals("failed EEXIST")));
    }

    private static Search descriptors() {
        Arbitrary<Action> together = Draws.of(
                weigh(5, Draws.lock()),
                weigh(3, Draws.size()),
                weigh(2, Draws.allocate()),
                weigh(3, Draws.stat()),
                weigh(1, Draws.chmod()),
                weigh(1, Draws.mode()),
                weigh(2, Draws.seal(Seal.GROW, Seal.SHRINK)),
                weigh(1, Draws.seals()),
                weigh(2, Draws.close()),
                weigh(1, Draws.dup()));
        Arbitrary<Action> alone = Draws.of(
                weigh(2, Draws.stat()), weigh(1, Draws.seals()), weigh(2, Draws.take(WORKERS)), weigh(1, Draws.dup()));
        return search(
                "ConcurrentDescriptors",
                "Sizes, seals, modes and locks that are set at the same time were set in some order",
                "Three processes resize, seal, lock and close one object at the same instants, and look at it in between.",
                "0: memfd sealable as a\n0: size a 4096\n1: take a of 0 as a\n2: take a of 0 as a",
                Draws.overlapping(WORKERS, alone, together),
                Sight.ofSteps("locks were set at once", step -> step.group() > 0 && Sight.did(step, "lock")));
    }

    private static Search values() {
        Arbitrary<Action> access = Draws.of(
                weigh(
                        3,
                        Combinators.combine(places(), values8())
                                .as((at, value) -> new Action.Write("m", at, Width.LONG, value))),
                weigh(3, places().map(at -> new Action.Read("m", at, Width.LONG))),
                weigh(
                        4,
                        Combinators.combine(places(), values8(), values8())
                                .as((at, expected, value) -> new Action.Cas("m", at, Width.LONG, expected, value))));
        return search(
                "ConcurrentValues",
                "Aligned values written, read and compared at the same time were so in some order",
                "Three processes write, read and compare-and-set the same few longs at the same instants.",
                "0: create alpha as a\n0: size a 8192\n0: map a 8192 as m\n1: open alpha as a\n1: map a 8192 as m\n"
                        + "2: open alpha as a\n2: map a 8192 as m",
                Draws.overlapping(WORKERS, access, access),
                Sight.ofSteps(
                        "values were swapped",
                        step -> Sight.isVerb(step, "cas") && step.answer().equals("value 0x1")));
    }

    private static Arbitrary<Long> places() {
        return Arbitraries.frequency(Tuple.of(4, 0L), Tuple.of(2, 8L), Tuple.of(1, 4096L));
    }

    private static Arbitrary<Long> values8() {
        return Arbitraries.of(0L, 1L, 2L);
    }

    private static Search truncation() {
        Arbitrary<Long> sizes = Arbitraries.of(8192L, 4096L, 0L, 4100L, 12288L);
        Arbitrary<Long> places = Arbitraries.of(4096L, 0L, 4088L, 4104L, 8184L, 8192L);
        Arbitrary<Action> resize = sizes.map(bytes -> new Action.Size("a", bytes));
        Arbitrary<Action> access = Draws.of(
                weigh(2, places.map(at -> new Action.Read("m", at, Width.LONG))),
                weigh(
                        2,
                        Combinators.combine(places, Draws.values())
                                .as((at, value) -> new Action.Write("m", at, Width.LONG, value))));
        Arbitrary<Action> together = Draws.of(weigh(2, resize), weigh(3, access), weigh(1, Draws.stat()));
        return search(
                "ConcurrentTruncation",
                "An access that races a truncation was before it or after it",
                "One process resizes an object at the instants at which another accesses what is cut off or given back: what was"
                        + " there, zero or an error.",
                "0: create alpha as a\n0: size a 8192\n0: map a 12288 as m\n1: open alpha as a\n1: map a 12288 as m\n"
                        + "2: open alpha as a\n2: map a 12288 as m",
                Draws.overlapping(WORKERS, Draws.of(weigh(1, resize), weigh(2, access)), together),
                Sight.ofSteps(
                        "accesses that raced a truncation ended in an error",
                        step -> step.group() > 0 && step.answer().startsWith("threw ")));
    }
}
