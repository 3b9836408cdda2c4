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
 * 2+2W with release stores: nothing acquires them, so they order nothing that this test could see.
 *
 * <p>What can go wrong: both variables end as 1. Release stores keep what came before them before them as seen by an
 * acquire; the order of stores in memory is not promised. x86-64 gives it all the same.
 *
 * <p>Source: litmus test 2+2W with release stores of "Herding Cats".
 */
@JCStressTest
@State
@Description("2+2W, release. Release without acquire orders nothing: both first stores may win.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "All stores of the first actor came first.")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "All stores of the second actor came first.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Both first stores came before both second ones.")
@Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "Both first stores were the last to arrive.")
public class TwoPlusTwoWritesRelease {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        x.putIntRelease(0, 1); // nothing acquires it: that is the point
        y.putIntRelease(0, 2);
    }

    @Actor
    public void actor2() {
        y.putIntRelease(0, 1);
        x.putIntRelease(0, 2);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = x.getIntOpaque(0);
        r.r2 = y.getIntOpaque(0);
    }
}
