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
 * 2+2W with opaque stores: the compiler keeps their order, the processor need not.
 *
 * <p>What can go wrong: both variables end as 1. Opaque mode allows it; x86-64, which keeps stores in order, never
 * shows it.
 *
 * <p>Source: litmus test 2+2W of "Herding Cats"; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description("2+2W, opaque. Opaque stores to different variables may arrive out of order: both first stores may win.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "All stores of the first actor came first.")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "All stores of the second actor came first.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Both first stores came before both second ones.")
@Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "Both first stores were the last to arrive.")
public class TwoPlusTwoWritesOpaque {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        x.putIntOpaque(0, 1);
        y.putIntOpaque(0, 2);
    }

    @Actor
    public void actor2() {
        y.putIntOpaque(0, 1);
        x.putIntOpaque(0, 2);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = x.getIntOpaque(0);
        r.r2 = y.getIntOpaque(0);
    }
}
