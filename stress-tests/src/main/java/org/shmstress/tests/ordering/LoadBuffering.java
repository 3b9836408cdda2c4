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
 * Load buffering on plain fields: each actor loads one variable, then stores to the one that the other loads.
 *
 * <p>What can go wrong: both loads return 1, each from a store that comes after the other load. A compiler may hoist
 * a store over a load; so may a processor, though no x86-64 does.
 *
 * <p>Source: litmus test LB of "Herding Cats"; on plain variables the Java memory model allows all four outcomes.
 */
@JCStressTest
@State
@Description(
        "Load buffering, plain. Two actors load, then store: both loads may see the store that follows the other load.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before both stores.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second loaded.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first loaded.")
@Outcome(id = "1, 1", expect = ACCEPTABLE_INTERESTING, desc = "Both stores overtook the loads before them.")
public class LoadBuffering {

    int x;
    int y;

    @Actor
    public void actor1(II_Result r) {
        r.r1 = x;
        y = 1;
    }

    @Actor
    public void actor2(II_Result r) {
        r.r2 = y;
        x = 1;
    }
}
