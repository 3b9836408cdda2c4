package org.shmstress.tests.tearing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * Two actors store to two neighbouring bytes; then memory is looked at.
 *
 * <p>What can go wrong: one store undoes the other, as on a machine that can only write whole words and so reads,
 * patches and writes back its neighbour too. Java forbids such word tearing.
 *
 * <p>Source: the Java Language Specification, 17.6.
 */
@JCStressTest
@State
@Description("Neighbouring bytes. A store to one byte never undoes a store to the byte beside it.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Both stores arrived.")
@Outcome(expect = FORBIDDEN, desc = "A store undid its neighbour.")
public class AdjacentBytes {

    final Slice bytes = Slice.of(2, 2, 0);

    @Actor
    public void actor1() {
        bytes.putByte(0, (byte) 1);
    }

    @Actor
    public void actor2() {
        bytes.putByte(1, (byte) 2);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = bytes.getByte(0);
        r.r2 = bytes.getByte(1);
    }
}
