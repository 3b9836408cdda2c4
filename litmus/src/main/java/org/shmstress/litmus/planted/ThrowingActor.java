package org.shmstress.litmus.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One of the actors throws: whatever was seen until then is no result. */
@JCStressTest
@State
@Outcome(id = ".*", expect = ACCEPTABLE, desc = "Anything goes.")
public class ThrowingActor {
    volatile int x;
    volatile int y;

    @Actor
    public void actor1(II_Result r) {
        x = 1;
        r.r1 = y;
        if (x == 1) {
            throw new IllegalStateException("planted");
        }
    }

    @Actor
    public void actor2(II_Result r) {
        y = 1;
        r.r2 = x;
    }
}
