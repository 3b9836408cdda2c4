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
 * Coherence of two stores of one actor to one volatile field, watched by another.
 *
 * <p>What can go wrong: the first value is the one that stays, or the two swap places on their way to memory.
 *
 * <p>Source: litmus test CoWW of "Herding Cats"; the Java Language Specification, 17.4.4.
 */
@JCStressTest
@State
@Description("Coherence, write-write, volatile. Of two volatile stores by one actor to one variable the second stays.")
@Ref("https://doi.org/10.1145/2627752")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(
        id = {"0, 2", "1, 2", "2, 2"},
        expect = ACCEPTABLE,
        desc = "The second store is the last; the reader came before, between or after.")
@Outcome(expect = FORBIDDEN, desc = "The first store outlived the second, or a value that nobody stored.")
public class CoherenceWriteWriteVolatile {

    volatile int x;

    @Actor
    public void writer() {
        x = 1;
        x = 2;
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = x;
    }

    @Arbiter
    public void arbiter(II_Result r) {
        r.r2 = x;
    }
}
