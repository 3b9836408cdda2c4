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
 * Load buffering with data dependencies: each actor copies what it loads to the variable that the other loads.
 *
 * <p>What can go wrong: a value that nobody ever stored appears, each copy justified only by the other. The Java
 * memory model forbids it on plain variables too, and the slots of a shared segment must not leak into each other
 * either.
 *
 * <p>Source: litmus test LB+datas of "Herding Cats"; causality in the Java Language Specification, 17.4.8.
 */
@JCStressTest
@State
@Description(
        "Load buffering with dependencies. Two actors copy zeros in a circle: a value out of thin air is forbidden even on plain fields.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Nobody stored anything but what it had loaded.")
@Outcome(expect = FORBIDDEN, desc = "A value that nobody stored.")
public class LoadBufferingOutOfThinAir {

    int x;
    int y;

    @Actor
    public void actor1(II_Result r) {
        int seen = x;
        y = seen;
        r.r1 = seen;
    }

    @Actor
    public void actor2(II_Result r) {
        int seen = y;
        x = seen;
        r.r2 = seen;
    }
}
