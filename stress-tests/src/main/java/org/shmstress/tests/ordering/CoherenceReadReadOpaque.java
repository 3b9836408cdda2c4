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
 * Coherence of reads with opaque accesses: all accesses to one variable have one order.
 *
 * <p>What can go wrong: (1, 0) means that time ran backwards for one variable.
 *
 * <p>Source: litmus test CoRR of "Herding Cats"; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description("Coherence, read-read, opaque. Two opaque loads of one variable never go back in time.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before the store.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The store came between the loads.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both loads came after the store.")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The second load saw an older value than the first.")
public class CoherenceReadReadOpaque {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        x.putIntOpaque(0, 1);
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = x.getIntOpaque(0);
        r.r2 = x.getIntOpaque(0);
    }
}
