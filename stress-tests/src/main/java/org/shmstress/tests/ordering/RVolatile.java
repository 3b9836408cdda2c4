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
 * R on volatile fields.
 *
 * <p>What can go wrong: (0, 2) means that a volatile load overtook the volatile store before it.
 *
 * <p>Source: litmus test R of "Herding Cats"; synchronisation order in the Java Language Specification, 17.4.4.
 */
@JCStressTest
@State
@Description("R, volatile. Who overwrites a volatile flag sees the data stored before that flag.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The load came early; the first actor's flag is the last.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The load saw the data; the first actor's flag is the last.")
@Outcome(
        id = "1, 2",
        expect = ACCEPTABLE,
        desc = "The first actor ran before the load; the second actor's flag is the last.")
@Outcome(id = "0, 2", expect = FORBIDDEN, desc = "The volatile load overtook the volatile store before it.")
public class RVolatile {

    volatile int x;
    volatile int y;

    @Actor
    public void actor1() {
        x = 1;
        y = 1;
    }

    @Actor
    public void actor2(II_Result r) {
        y = 2;
        r.r1 = x;
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = y;
    }
}
