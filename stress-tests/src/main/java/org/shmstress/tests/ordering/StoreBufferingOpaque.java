package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * Store buffering with opaque accesses: no compiler reorders or merges them, so what remains is the hardware's doing.
 *
 * <p>What can go wrong: both loads return 0 because each store still sits in its processor's store buffer. Opaque
 * access orders nothing between different variables.
 *
 * <p>Source: litmus test SB of x86-TSO; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description(
        "Store buffering, opaque. The compiler keeps the order, the processor does not: both loads may miss the other's store.")
@Ref("https://doi.org/10.1145/1785414.1785443")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Both stores were still in a store buffer.")
public class StoreBufferingOpaque {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        x.putIntOpaque(0, 1);
        r.r1 = y.getIntOpaque(0);
    }

    @Actor
    public void actor2(II_Result r) {
        y.putIntOpaque(0, 1);
        r.r2 = x.getIntOpaque(0);
    }
}
