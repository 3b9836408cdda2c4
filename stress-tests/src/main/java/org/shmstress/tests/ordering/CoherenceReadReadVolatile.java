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
 * Coherence of reads on a volatile field.
 *
 * <p>What can go wrong: (1, 0) means that time ran backwards for one volatile variable.
 *
 * <p>Source: litmus test CoRR of "Herding Cats"; the Java Language Specification, 17.4.4.
 */
@JCStressTest
@State
@Description("Coherence, read-read, volatile. Two loads of a volatile variable never go back in time.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Both loads came before the store.")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The store came between the loads.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Both loads came after the store.")
@Outcome(id = "1, 0", expect = FORBIDDEN, desc = "The second load saw an older value than the first.")
public class CoherenceReadReadVolatile {

    volatile int x;

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
