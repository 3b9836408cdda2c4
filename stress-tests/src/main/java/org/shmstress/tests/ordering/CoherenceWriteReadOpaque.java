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
 * Coherence of a load after a store of the same actor, with opaque accesses, while another actor stores.
 *
 * <p>What can go wrong: (2, 1) means that the load was served from a value that the actor's own store had
 * overwritten.
 *
 * <p>Source: litmus test CoWR of "Herding Cats"; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description("Coherence, write-read, opaque. A load never returns a value older than its own actor's store.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The load saw its own actor's store, which was the last.")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The load saw its own actor's store; the other one came later.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "The other store came between, and was the last.")
@Outcome(id = "2, 1", expect = FORBIDDEN, desc = "The load saw a value older than its own actor's store.")
public class CoherenceWriteReadOpaque {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        x.putIntOpaque(0, 1);
        r.r1 = x.getIntOpaque(0);
    }

    @Actor
    public void actor2() {
        x.putIntOpaque(0, 2);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = x.getIntOpaque(0);
    }
}
