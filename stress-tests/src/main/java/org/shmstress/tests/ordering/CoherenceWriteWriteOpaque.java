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
import org.shmstress.api.Slice;

/**
 * Coherence of two opaque stores of one actor to one variable, watched by another.
 *
 * <p>What can go wrong: the first value is the one that stays, or the two swap places on their way to memory.
 *
 * <p>Source: litmus test CoWW of "Herding Cats"; opaque mode as in Lea, "Using JDK 9 Memory Order Modes".
 */
@JCStressTest
@State
@Description("Coherence, write-write, opaque. Of two opaque stores by one actor to one variable the second stays.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(
        id = {"0, 2", "1, 2", "2, 2"},
        expect = ACCEPTABLE,
        desc = "The second store is the last; the reader came before, between or after.")
@Outcome(expect = FORBIDDEN, desc = "The first store outlived the second, or a value that nobody stored.")
public class CoherenceWriteWriteOpaque {

    final Slice x = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        x.putIntOpaque(0, 1);
        x.putIntOpaque(0, 2);
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = x.getIntOpaque(0);
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = x.getIntOpaque(0);
    }
}
