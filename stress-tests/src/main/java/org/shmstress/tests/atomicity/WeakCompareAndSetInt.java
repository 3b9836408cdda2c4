package org.shmstress.tests.atomicity;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.shmstress.api.Slice;

/**
 * Two actors increment an int in a loop of weak, plain compare-and-set, which may fail for no reason.
 *
 * <p>What can go wrong: it may fail spuriously and orders nothing else, but a success must still be one step; a lost
 * increment is forbidden.
 *
 * <p>Source: weakCompareAndSetPlain in {@link java.lang.invoke.VarHandle}.
 */
@JCStressTest
@State
@Description(
        "Weak compare-and-set loop on an int. A weak compare-and-set may fail for no reason, but what succeeds is never lost.")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both increments counted.")
@Outcome(expect = FORBIDDEN, desc = "An increment was lost or counted twice.")
public class WeakCompareAndSetInt {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        int seen = x.getIntOpaque(0);
        while (!x.weakCompareAndSetIntPlain(0, seen, seen + 1)) {
            seen = x.getIntOpaque(0);
        }
    }

    @Actor
    public void actor2() {
        int seen = x.getIntOpaque(0);
        while (!x.weakCompareAndSetIntPlain(0, seen, seen + 1)) {
            seen = x.getIntOpaque(0);
        }
    }

    @Arbiter
    public void arbiter(I_Result r) {
        r.r1 = x.getInt(0);
    }
}
