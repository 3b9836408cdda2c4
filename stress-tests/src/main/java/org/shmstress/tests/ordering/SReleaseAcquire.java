package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

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
 * S with a flag that is stored with release and loaded with acquire.
 *
 * <p>What can go wrong: (1, 2) means that a store before the release arrived after a store behind the acquire that
 * saw it.
 *
 * <p>Source: litmus test S with release and acquire of "Herding Cats".
 */
@JCStressTest
@State
@Description(
        "S, release/acquire. What is stored before a release cannot overwrite what is stored after the acquire that saw it.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(
        id = "0, 1",
        expect = ACCEPTABLE,
        desc = "The first actor's flag was not seen; the second actor's store is the last.")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "The first actor's flag was not seen; its data is the last.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was seen, and what followed is the last.")
@Outcome(id = "1, 2", expect = FORBIDDEN, desc = "The older data overwrote the newer.")
public class SReleaseAcquire {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        x.putIntOpaque(0, 2);
        y.putIntRelease(0, 1); // pairs with the acquire in actor2
    }

    @Actor
    public void actor2(II_Result r) {
        r.r1 = y.getIntAcquire(0);
        x.putIntOpaque(0, 1);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = x.getIntOpaque(0);
    }
}
