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
 * Two actors try to change one word from 0 to their own number by compare-and-exchange, one with acquire, one with
 * release.
 *
 * <p>What can go wrong: the loser is told another value than the winner's, or both are told 0 and believe that they
 * won.
 *
 * <p>Source: compareAndExchangeAcquire and compareAndExchangeRelease in {@link java.lang.invoke.VarHandle}.
 */
@JCStressTest
@State
@Description("Race of two compare-and-exchanges. One wins, and the loser learns who the winner is.")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor won and the second knows.")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "The second actor won and the first knows.")
@Outcome(expect = FORBIDDEN, desc = "Both won, neither won, or the loser was misled.")
public class CompareAndExchangeRace {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        r.r1 = x.compareAndExchangeIntAcquire(0, 0, 1);
    }

    @Actor
    public void actor2(II_Result r) {
        r.r2 = x.compareAndExchangeIntRelease(0, 0, 2);
    }
}
