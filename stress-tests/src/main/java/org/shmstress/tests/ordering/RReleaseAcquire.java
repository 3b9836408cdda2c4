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
 * R with release stores and an acquire load.
 *
 * <p>What can go wrong: the second actor's flag is the last, yet it did not see the data. A release is not ordered
 * before a later acquire, so it is allowed, and x86-64 does it.
 *
 * <p>Source: litmus test R with release and acquire of "Herding Cats".
 */
@JCStressTest
@State
@Description(
        "R, release/acquire. Release and acquire do not order a store before a later load: the data may be missed.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The load came early; the first actor's flag is the last.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The load saw the data; the first actor's flag is the last.")
@Outcome(
        id = "1, 2",
        expect = ACCEPTABLE,
        desc = "The first actor ran before the load; the second actor's flag is the last.")
@Outcome(id = "0, 2", expect = ACCEPTABLE_INTERESTING, desc = "The acquire load overtook the release store before it.")
public class RReleaseAcquire {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        x.putIntRelease(0, 1);
        y.putIntRelease(0, 1);
    }

    @Actor
    public void actor2(II_Result r) {
        y.putIntRelease(0, 2);
        r.r1 = x.getIntAcquire(0);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = y.getIntAcquire(0);
    }
}
