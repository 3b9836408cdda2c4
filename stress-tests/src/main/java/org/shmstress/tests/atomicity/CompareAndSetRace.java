package org.shmstress.tests.atomicity;

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
 * Two actors try to change one word from 0 to 1 by compare-and-set.
 *
 * <p>What can go wrong: both succeed, so a lock has two owners; or neither does, so it has none.
 *
 * <p>Source: Herlihy, "Wait-Free Synchronization": compare-and-set decides among any number of processes.
 */
@JCStressTest
@State
@Description("Race of two compare-and-sets. Exactly one of two compare-and-sets from the same value succeeds.")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The first actor won.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The second actor won.")
@Outcome(expect = FORBIDDEN, desc = "Both won, or neither.")
public class CompareAndSetRace {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        r.r1 = x.compareAndSetInt(0, 0, 1) ? 1 : 0;
    }

    @Actor
    public void actor2(II_Result r) {
        r.r2 = x.compareAndSetInt(0, 0, 1) ? 1 : 0;
    }
}
