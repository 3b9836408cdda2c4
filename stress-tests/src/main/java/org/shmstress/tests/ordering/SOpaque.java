package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * S with opaque accesses: the compiler keeps the order, the processor need not.
 *
 * <p>What can go wrong: the flag was seen, yet the first actor's data is what stays. x86-64 keeps stores in order and
 * never shows it.
 *
 * <p>Source: litmus test S of "Herding Cats"; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description("S, opaque. An opaque flag does not order the data: the older store may be the one that stays.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(
        id = "0, 1",
        expect = ACCEPTABLE,
        desc = "The first actor's flag was not seen; the second actor's store is the last.")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "The first actor's flag was not seen; its data is the last.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was seen, and what followed is the last.")
@Outcome(id = "1, 2", expect = ACCEPTABLE_INTERESTING, desc = "The older data overwrote the newer.")
public class SOpaque {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        x.putIntOpaque(0, 2);
        y.putIntOpaque(0, 1);
    }

    @Actor
    public void actor2(II_Result r) {
        r.r1 = y.getIntOpaque(0);
        x.putIntOpaque(0, 1);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = x.getIntOpaque(0);
    }
}
