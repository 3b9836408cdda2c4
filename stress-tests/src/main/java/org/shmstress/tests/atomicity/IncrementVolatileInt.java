package org.shmstress.tests.atomicity;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two actors increment one volatile int field.
 *
 * <p>What can go wrong: volatile orders the load and the store of an increment, but does not join them; one increment
 * may be lost. A JVM that happens to join them hides the mistake until the code runs elsewhere.
 *
 * <p>Source: the Java Language Specification, 17.4.4: a volatile load and a volatile store are two actions.
 */
@JCStressTest
@State
@Description("Volatile increment of an int. Volatile does not make an increment one step: it may be lost.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both increments counted.")
@Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "One increment was lost.")
@Outcome(expect = FORBIDDEN, desc = "More or less than the increments that were made.")
@SuppressWarnings("NonAtomicVolatileUpdate") // that it is not atomic is what the test shows
public class IncrementVolatileInt {

    volatile int x;

    @Actor
    public void actor1() {
        x++;
    }

    @Actor
    public void actor2() {
        x++;
    }

    @Arbiter
    public void arbiter(I_Result r) {
        r.r1 = x;
    }
}
