package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One actor stores data, then a flag; the other sees the flag and overwrites the data; all plain fields.
 *
 * <p>What can go wrong: the flag was seen, yet the first actor's data is what stays: the store before the flag
 * arrived after the store that followed it in the other actor.
 *
 * <p>Source: litmus test S of "Herding Cats"; plain accesses in the Java Language Specification, 17.4.5.
 */
@JCStressTest
@State
@Description("S, plain. A store made after seeing a flag may lose against the store made before the flag was raised.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(
        id = "0, 1",
        expect = ACCEPTABLE,
        desc = "The first actor's flag was not seen; the second actor's store is the last.")
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "The first actor's flag was not seen; its data is the last.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The flag was seen, and what followed is the last.")
@Outcome(id = "1, 2", expect = ACCEPTABLE_INTERESTING, desc = "The older data overwrote the newer.")
public class S {

    int x;
    int y;

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
