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
 * R with opaque accesses: the compiler keeps the order, the store buffer does not.
 *
 * <p>What can go wrong: the second actor's flag is the last, yet it did not see the data. Opaque mode allows it, and
 * x86-64 does it.
 *
 * <p>Source: litmus test R of "Herding Cats"; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description("R, opaque. A load may overtake the opaque store before it and miss the data.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The load came early; the first actor's flag is the last.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The load saw the data; the first actor's flag is the last.")
@Outcome(
        id = "1, 2",
        expect = ACCEPTABLE,
        desc = "The first actor ran before the load; the second actor's flag is the last.")
@Outcome(id = "0, 2", expect = ACCEPTABLE_INTERESTING, desc = "The load overtook the store before it.")
public class ROpaque {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        x.putIntOpaque(0, 1);
        y.putIntOpaque(0, 1);
    }

    @Actor
    public void actor2(II_Result r) {
        y.putIntOpaque(0, 2);
        r.r1 = x.getIntOpaque(0);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = y.getIntOpaque(0);
    }
}
