package org.shmstress.litmus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Store buffering on plain fields, stock jcstress's best form: a trivial state, which it resets without allocating.
 *
 * <p>Weak is {@code 0, 0}: each load missed the other's store, because the store waited in its processor's buffer or the
 * compiler had swapped the two.
 */
@JCStressTest
@State
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Both loads missed the other's store.")
public class StoreBufferingPlain {
    int x;
    int y;

    @Actor
    public void actor1(II_Result r) {
        x = 1;
        r.r1 = y;
    }

    @Actor
    public void actor2(II_Result r) {
        y = 1;
        r.r2 = x;
    }
}
