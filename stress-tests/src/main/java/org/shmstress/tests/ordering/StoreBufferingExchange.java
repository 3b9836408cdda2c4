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
 * Store buffering where the stores are atomic exchanges: these have the memory effects of a volatile load and a
 * volatile store.
 *
 * <p>What can go wrong: (0, 0) means that a volatile load overtook an atomic exchange. x86-64 gets this right with
 * the locked instruction alone; other processors need a barrier after it, which a JVM may forget.
 *
 * <p>Source: litmus test SB with read-modify-write of "Herding Cats" (Alglave, Maranget, Tautschnig).
 */
@JCStressTest
@State
@Description(
        "Store buffering, atomic exchange. An atomic exchange counts as a volatile store, so one load must see the other's.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "A volatile load overtook an atomic exchange.")
public class StoreBufferingExchange {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        x.getAndSetInt(0, 1);
        r.r1 = y.getIntVolatile(0);
    }

    @Actor
    public void actor2(II_Result r) {
        y.getAndSetInt(0, 1);
        r.r2 = x.getIntVolatile(0);
    }
}
