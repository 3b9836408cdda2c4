package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * Store buffering with a full fence between opaque store and opaque load.
 *
 * <p>What can go wrong: (0, 0) means that a load was served before the fence had emptied the store buffer, or that
 * the compiler moved an access over the fence.
 *
 * <p>Source: litmus test SB+mfences of x86-TSO; {@link VarHandle#fullFence()}.
 */
@JCStressTest
@State
@Description("Store buffering, full fence. A full fence between store and load forbids that both loads miss.")
@Ref("https://doi.org/10.1145/1785414.1785443")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "An access crossed a full fence.")
public class StoreBufferingFullFence {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void actor1(II_Result r) {
        x.putIntOpaque(0, 1);
        VarHandle.fullFence();
        r.r1 = y.getIntOpaque(0);
    }

    @Actor
    public void actor2(II_Result r) {
        y.putIntOpaque(0, 1);
        VarHandle.fullFence();
        r.r2 = x.getIntOpaque(0);
    }
}
