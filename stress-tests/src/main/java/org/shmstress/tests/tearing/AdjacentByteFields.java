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

/**
 * Two actors store to two byte fields; then memory is looked at.
 *
 * <p>What can go wrong: fields that share a word undo each other's stores. In a segment it also shows whether lifting
 * gives every field bytes of its own.
 *
 * <p>Source: the Java Language Specification, 17.6.
 */
@JCStressTest
@State
@Description("Neighbouring byte fields. A store to one field never undoes a store to the field beside it.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Both stores arrived.")
@Outcome(expect = FORBIDDEN, desc = "A store undid its neighbour.")
public class AdjacentByteFields {

    byte a;
    byte b;

    @Actor
    public void actor1() {
        a = 1;
    }

    @Actor
    public void actor2() {
        b = 2;
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r1 = a;
        r.r2 = b;
    }
}
