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
 * Store buffering where one actor uses volatile accesses and the other opaque ones.
 *
 * <p>What can go wrong: a fence on one side does not order the other side. The second actor's store may still wait in
 * its buffer when its load is served, so both loads may return 0.
 *
 * <p>Source: litmus test SB+mfence+po of x86-TSO.
 */
@JCStressTest
@State
@Description(
        "Store buffering, one actor volatile. A fence in one actor only leaves the other free: both loads may miss.")
@Ref("https://doi.org/10.1145/1785414.1785443")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "The opaque store was overtaken by the load after it.")
public class StoreBufferingOneSided {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        x.putIntVolatile(0, 1);
        r.r1 = y.getIntVolatile(0);
    }

    @Actor
    public void actor2(II_Result r) {
        y.putIntOpaque(0, 1);
        r.r2 = x.getIntOpaque(0);
    }
}
