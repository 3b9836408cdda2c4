package org.shmstress.litmus;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Store buffering in opaque mode: the compiler keeps what is written, so all that is weak is the hardware's doing.
 *
 * <p>Weak is {@code 0, 0}: both stores still waited in their processors' buffers.
 */
@JCStressTest
@State
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Both stores were still in a store buffer.")
public class StoreBufferingOpaque {
    private static final VarHandle X;
    private static final VarHandle Y;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            X = lookup.findVarHandle(StoreBufferingOpaque.class, "x", int.class);
            Y = lookup.findVarHandle(StoreBufferingOpaque.class, "y", int.class);
        } catch (NoSuchFieldException | IllegalAccessException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    int x;
    int y;

    @Actor
    public void actor1(II_Result r) {
        X.setOpaque(this, 1);
        r.r1 = (int) Y.getOpaque(this);
    }

    @Actor
    public void actor2(II_Result r) {
        Y.setOpaque(this, 1);
        r.r2 = (int) X.getOpaque(this);
    }
}
