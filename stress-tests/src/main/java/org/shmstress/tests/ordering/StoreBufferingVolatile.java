package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Store buffering on volatile fields: all volatile accesses have one total order that agrees with each actor's own.
 *
 * <p>What can go wrong: (0, 0) means that a volatile load overtook a volatile store before it. On x86-64 that happens
 * when the JVM leaves out the fence after the store.
 *
 * <p>Source: litmus test SB with fences (SB+mfences) of x86-TSO; synchronisation order in the Java Language
 * Specification, 17.4.4.
 */
@JCStressTest
@State
@Description(
        "Store buffering, volatile. Volatile accesses are totally ordered, so one of the two loads must see the other's store.")
@Ref("https://doi.org/10.1145/1785414.1785443")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = FORBIDDEN, desc = "A volatile load overtook a volatile store.")
public class StoreBufferingVolatile {

    volatile int x;
    volatile int y;

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
