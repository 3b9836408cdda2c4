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

/**
 * 2+2W on volatile fields: all stores have one order that agrees with both actors.
 *
 * <p>What can go wrong: (1, 1) means that each actor's second store was overwritten by the other's first one.
 *
 * <p>Source: litmus test 2+2W of "Herding Cats"; synchronisation order in the Java Language Specification, 17.4.4.
 */
@JCStressTest
@State
@Description("2+2W, volatile. Volatile stores are totally ordered: both first stores cannot win.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "All stores of the first actor came first.")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "All stores of the second actor came first.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "Both first stores came before both second ones.")
@Outcome(id = "1, 1", expect = FORBIDDEN, desc = "Both first stores were the last to arrive.")
public class TwoPlusTwoWritesVolatile {

    volatile int x;
    volatile int y;

    @Actor
    public void actor1() {
        x = 1;
        y = 2;
    }

    @Actor
    public void actor2() {
        y = 1;
        x = 2;
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = x;
        r.r2 = y;
    }
}
