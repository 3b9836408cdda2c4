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
 * Two actors set different bits of one word by getAndBitwiseOr, then toggle a third bit by getAndBitwiseXor.
 *
 * <p>What can go wrong: one actor's bit is lost because the word was read before and written after the other's
 * change.
 *
 * <p>Source: getAndBitwiseOr and getAndBitwiseXor in {@link java.lang.invoke.VarHandle}.
 */
@JCStressTest
@State
@Description(
        "Bits of one word, set by two actors. Bits set atomically are never lost, and a bit toggled twice is as before.")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "3", expect = ACCEPTABLE, desc = "Both bits are set, the toggled one is clear again.")
@Outcome(expect = FORBIDDEN, desc = "A change of one bit undid another.")
public class BitwiseFlags {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void actor1() {
        x.getAndBitwiseOrInt(0, 1);
        x.getAndBitwiseXorInt(0, 4);
    }

    @Actor
    public void actor2() {
        x.getAndBitwiseOrInt(0, 2);
        x.getAndBitwiseXorInt(0, 4);
    }

    @Arbiter
    public void arbiter(I_Result r) {
        r.r1 = x.getInt(0);
    }
}
