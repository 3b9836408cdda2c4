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
 * Load buffering with opaque accesses: only the processor is left to move a store over a load.
 *
 * <p>What can go wrong: both loads return 1. Opaque mode allows it, since it orders nothing between different
 * variables; x86-64 never does it, and ARM may.
 *
 * <p>Source: litmus test LB of "Herding Cats"; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description(
        "Load buffering, opaque. Opaque accesses to different variables are unordered: both loads may see the later store.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before both stores.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second loaded.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first loaded.")
@Outcome(
        id = "1, 1",
        expect = ACCEPTABLE_INTERESTING,
        desc = "Both stores overtook the loads before them, as opaque ones may.")
public class LoadBufferingOpaque {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        r.r1 = x.getIntOpaque(0);
        y.putIntOpaque(0, 1);
    }

    @Actor
    public void actor2(II_Result r) {
        r.r2 = y.getIntOpaque(0);
        x.putIntOpaque(0, 1);
    }
}
