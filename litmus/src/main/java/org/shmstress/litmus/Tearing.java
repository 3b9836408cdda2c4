package org.shmstress.litmus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * A long at the head of a record of twelve bytes, hence on a border of four only, written and read in one plain access: the very same
 * class on both sides, which lay such records side by side.
 *
 * <p>Weak are {@code 0, 1} and {@code 1, 0}: one half has arrived, the other not. That takes a record whose long crosses a cache
 * line, or half of one, as one in every few does. Without slices, stock jcstress has a faster form: {@link TearingOnFields}.
 */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the store.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After the store.")
@Outcome(
        id = {"0, 1", "1, 0"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "Torn: only one half has arrived.")
public class Tearing {
    private static final long BOTH_HALVES = 0x1_0000_0001L;

    final Slice value = Slice.of(12, 4, 0);

    @Actor
    public void writer() {
        value.putLong(0, BOTH_HALVES);
    }

    @Actor
    public void reader(II_Result r) {
        long seen = value.getLong(0);
        r.r1 = (int) seen;
        r.r2 = (int) (seen >>> 32);
    }
}
