package org.shmstress.junit.samples;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Its state is an object of the JDK, which no two processes share. */
@JCStressTest
@Outcome(id = ".*", expect = Expect.ACCEPTABLE, desc = "Anything.")
@State
public class Impossible {
    private Thread someone = Thread.currentThread();

    @Actor
    public void left() {
        someone = Thread.currentThread();
    }

    @Actor
    public void right(I_Result r) {
        r.r1 = someone.isAlive() ? 1 : 0;
    }
}
