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
 * Two actors exchange their own number into one word.
 *
 * <p>What can go wrong: both get the initial 0, so both believe that they came first. A lock taken by exchange would
 * then have two owners.
 *
 * <p>Source: getAndSet in {@link java.lang.invoke.VarHandle}.
 */
@JCStressTest
@State
@Description("Race of two exchanges. Of two exchanges exactly one gets the initial value.")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor came first.")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "The second actor came first.")
@Outcome(expect = FORBIDDEN, desc = "Both came first, or neither.")
public class GetAndSetRace {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        r.r1 = x.getAndSetInt(0, 1);
    }

    @Actor
    public void actor2(II_Result r) {
        r.r2 = x.getAndSetInt(0, 2);
    }
}
