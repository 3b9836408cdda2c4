package org.shmstress.litmus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Coherence of two loads of one plain field.
 *
 * <p>Weak is {@code 1, 0}: the second load saw an older value. x86-64 does not do this, so what is seen there is the
 * compiler's doing.
 */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before the store.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The store came between the loads.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both loads came after the store.")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The second load saw an older value than the first.")
public class Coherence {
    int x;

    @Actor
    public void writer() {
        x = 1;
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = x;
        r.r2 = x;
    }
}
