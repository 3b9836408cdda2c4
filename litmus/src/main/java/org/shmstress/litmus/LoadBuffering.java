package org.shmstress.litmus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Load buffering on plain fields: each actor loads one variable, then stores to the other's.
 *
 * <p>Weak is {@code 1, 1}: both stores overtook the loads before them. x86-64 does not do this, so what is seen there is
 * the compiler's doing.
 */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before both stores.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second loaded.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first loaded.")
@Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "Both stores overtook the loads before them.")
public class LoadBuffering {
    int x;
    int y;

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
