package org.shmstress.tests.ordering;

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
 * S on volatile fields.
 *
 * <p>What can go wrong: (1, 2) means that a volatile store overtook the volatile store before it, or sank below one
 * that it preceded.
 *
 * <p>Source: litmus test S of "Herding Cats"; synchronisation order in the Java Language Specification, 17.4.4.
 */
@JCStressTest
@State
@Description("S, volatile. What is stored before a volatile flag cannot overwrite what is stored after seeing it.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(
        id = "0, 1",
        expect = ACCEPTABLE,
        desc = "The first actor's flag was not seen; the second actor's store is the last.")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "The first actor's flag was not seen; its data is the last.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was seen, and what followed is the last.")
@Outcome(id = "1, 2", expect = FORBIDDEN, desc = "The older data overwrote the newer.")
public class SVolatile {

    volatile int x;
    volatile int y;

    @Actor
    public void actor1() {
        x = 2;
        y = 1;
    }

    @Actor
    public void actor2(II_Result r) {
        r.r1 = y;
        x = 1;
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = x;
    }
}
