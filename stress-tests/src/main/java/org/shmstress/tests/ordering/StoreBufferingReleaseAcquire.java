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
 * Store buffering with release stores and acquire loads: a release orders what comes before it, an acquire what comes
 * after, and nothing orders a release before a later acquire of another variable.
 *
 * <p>What can go wrong: a lock written with release and acquire where it needs volatile lets two owners in. (0, 0) is
 * allowed.
 *
 * <p>Source: litmus test SB of x86-TSO; release/acquire mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description(
        "Store buffering, release/acquire. Release and acquire do not order a store before a later load: both loads may miss.")
@Ref("https://doi.org/10.1145/1785414.1785443")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(
        id = "0, 0",
        expect = ACCEPTABLE_INTERESTING,
        desc = "Acquire loads overtook the release stores before them, as they may.")
public class StoreBufferingReleaseAcquire {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        x.putIntRelease(0, 1);
        r.r1 = y.getIntAcquire(0);
    }

    @Actor
    public void actor2(II_Result r) {
        y.putIntRelease(0, 1);
        r.r2 = x.getIntAcquire(0);
    }
}
