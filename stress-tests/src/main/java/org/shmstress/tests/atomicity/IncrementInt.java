package org.shmstress.tests.atomicity;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two actors increment one plain int field.
 *
 * <p>What can go wrong: an increment is a load, an addition and a store; when both actors load before either stores,
 * one increment is lost. That is allowed; a sum above two, or of zero, is not.
 *
 * <p>Source: the Java Language Specification, 17.4: nothing makes the three steps one.
 */
@JCStressTest
@State
@Description("Plain increment of an int. Two increments of a plain int may count as one.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "2", expect = ACCEPTABLE, desc = "Both increments counted.")
@Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = "One increment was lost.")
@Outcome(expect = FORBIDDEN, desc = "More or less than the increments that were made.")
public class IncrementInt {

    int x;

    @Actor
    public void actor1() {
        x++;
    }

    @Actor
    public void actor2() {
        x++;
    }

    @Arbiter
    public void arbiter(I_Result r) {
        r.r1 = x;
    }
}
