package org.shmstress.litmus.planted;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The process of one of the actors is killed by a signal: whatever was seen until then is no result. */
@JCStressTest
@State
@Outcome(id = ".*", expect = ACCEPTABLE, desc = "Anything goes.")
public class KilledActor {
    volatile int x;
    volatile int y;

    @Actor
    public void actor1(II_Result r) {
        x = 1;
        r.r1 = y;
        Killer.killThisProcess();
    }

    @Actor
    public void actor2(II_Result r) {
        y = 1;
        r.r2 = x;
    }

    /** Does not return. */
    public static final class Killer {
        private Killer() {}

        static void killThisProcess() {
            String pid = Long.toString(ProcessHandle.current().pid());
            try {
                new ProcessBuilder("kill", "-9", pid).start().waitFor();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
