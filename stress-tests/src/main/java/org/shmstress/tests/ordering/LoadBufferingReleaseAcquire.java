package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * Load buffering with acquire loads and release stores.
 *
 * <p>What can go wrong: (1, 1) means that each store happened before the load before it: a circle that release and
 * acquire forbid.
 *
 * <p>Source: litmus test LB with release and acquire of "Herding Cats".
 */
@JCStressTest
@State
@Description(
        "Load buffering, release/acquire. An acquire load stays before the release store that follows it: both cannot see a later store.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before both stores.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second loaded.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first loaded.")
@Outcome(id = "1, 1", expect = FORBIDDEN, desc = "A release store overtook an acquire load.")
public class LoadBufferingReleaseAcquire {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        r.r1 = x.getIntAcquire(0); // pairs with the release in actor2
        y.putIntRelease(0, 1);
    }

    @Actor
    public void actor2(II_Result r) {
        r.r2 = y.getIntAcquire(0); // pairs with the release in actor1
        x.putIntRelease(0, 1);
    }
}
