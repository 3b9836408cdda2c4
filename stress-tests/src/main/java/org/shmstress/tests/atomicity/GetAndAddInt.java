package org.shmstress.tests.atomicity;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.shmstress.api.Slice;

/**
 * Two actors add one to an int by getAndAdd.
 *
 * <p>What can go wrong: an addition is lost although it is one atomic step, for example because an access path
 * emulates it under a lock that only its own process knows.
 *
 * <p>Source: memory effects of getAndAdd in {@link java.lang.invoke.VarHandle}.
 */
@JCStressTest
@State
@Description("Atomic addition to an int. Additions by getAndAdd are never lost.")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both increments counted.")
@Outcome(expect = FORBIDDEN, desc = "An increment was lost or counted twice.")
public class GetAndAddInt {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        x.getAndAddInt(0, 1);
    }

    @Actor
    public void actor2() {
        x.getAndAddInt(0, 1);
    }

    @Arbiter
    public void arbiter(I_Result r) {
        r.r1 = x.getInt(0);
    }
}
