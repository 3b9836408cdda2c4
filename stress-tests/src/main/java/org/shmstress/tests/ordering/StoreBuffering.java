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
 * Store buffering on plain fields: each actor stores to its own variable, then loads the other's.
 *
 * <p>What can go wrong: both loads return 0, though in every interleaving one store comes first. A processor keeps a
 * store in its store buffer while a later load is served, and a compiler may load early. Every lock that is built
 * from plain stores and loads (Dekker, Peterson) breaks on this.
 *
 * <p>Source: litmus test SB of Owens, Sarkar and Sewell's x86-TSO; on plain variables the Java memory model allows
 * all four outcomes.
 */
@JCStressTest
@State
@Description(
        "Store buffering, plain. Two actors store to different variables, then load the other one; both may miss the other's store.")
@Ref("https://doi.org/10.1145/1785414.1785443")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Each store came before the other actor's load.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The first actor ran before the second stored.")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The second actor ran before the first stored.")
@Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = "Both loads overtook the stores.")
public class StoreBuffering {

    int x;
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
