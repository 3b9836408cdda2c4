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
 * Coherence of reads on a plain field: one actor stores, the other loads the same variable twice.
 *
 * <p>What can go wrong: the second load returns an older value than the first. Processors keep two loads of one place
 * in order, but a compiler may reuse an earlier load for the second one, and plain variables allow that.
 *
 * <p>Source: litmus test CoRR of "Herding Cats"; the Java memory model, 17.4.5, lets a racy plain load see any
 * unordered store.
 */
@JCStressTest
@State
@Description(
        "Coherence, read-read, plain. Two plain loads of one variable may see a new value first and then an old one.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before the store.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The store came between the loads.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both loads came after the store.")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "The second load saw an older value than the first.")
public class CoherenceReadRead {

    int x;

    @Actor
    public void writer() {
        x = 1;
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = x;
        r.r2 = x;
    }
}
