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

/**
 * Load buffering on volatile fields.
 *
 * <p>What can go wrong: (1, 1) means that a volatile store overtook the volatile load before it.
 *
 * <p>Source: litmus test LB of "Herding Cats"; synchronisation order in the Java Language Specification, 17.4.4.
 */
@JCStressTest
@State
@Description("Load buffering, volatile. Volatile accesses are totally ordered: both loads cannot see a later store.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before both stores.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second loaded.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first loaded.")
@Outcome(id = "1, 1", expect = FORBIDDEN, desc = "A volatile store overtook a volatile load.")
public class LoadBufferingVolatile {

    volatile int x;
    volatile int y;

    @Actor
    public void actor1(II_Result r) {
        r.r1 = x;
        y = 1;
    }

    @Actor
    public void actor2(II_Result r) {
        r.r2 = y;
        x = 1;
    }
}
