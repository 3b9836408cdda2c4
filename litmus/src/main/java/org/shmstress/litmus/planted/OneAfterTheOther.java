package org.shmstress.litmus.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Store buffering whose second actor begins when the first has ended, as under a harness that starts actors one after the other. */
@JCStressTest
@State
@Outcome(
        id = {"1, 1", "0, 1", "1, 0"},
        expect = ACCEPTABLE,
        desc = "One came before the other.")
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Both loads missed the other's store: never, as it is.")
public class OneAfterTheOther {
    int x;
    int y;
    volatile int ended;

    @Actor
    public void actor1(II_Result r) {
        x = 1;
        r.r1 = y;
        ended = 1;
    }

    @Actor
    public void actor2(II_Result r) {
        while (ended == 0) {
            Thread.onSpinWait();
        }
        y = 1;
        r.r2 = x;
    }
}
