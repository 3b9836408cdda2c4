package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Store buffering where only one of the two variables is volatile.
 *
 * <p>What can go wrong: making one flag of two volatile looks like half of a remedy and is none. The second actor's
 * plain store and its volatile load are not ordered, so both loads may return 0.
 *
 * <p>Source: litmus test SB+mfence+po of x86-TSO; happens-before in the Java Language Specification, 17.4.5.
 */
@JCStressTest
@State
@Description(
        "Store buffering, one variable volatile. One volatile variable of two is not enough: both loads may miss the other's store.")
@Ref("https://doi.org/10.1145/1785414.1785443")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "The plain store was overtaken by the volatile load.")
public class StoreBufferingMixed {

    volatile int x;
    int y;

    @Actor
    public void actor1(II_Result r) {
        x = 1;
        r.r1 = y;
    }

    @Actor
    public void actor2(II_Result r) {
        y = 1;
        r.r2 = x;
    }
}
