package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * IRIW on volatile fields: all actors agree on one order of all volatile accesses.
 *
 * <p>What can go wrong: (1, 0, 1, 0) means that the two readers disagree about which volatile store came first.
 *
 * <p>Source: Boehm and Adve, "Foundations of the C++ Concurrency Memory Model"; synchronisation order in the Java
 * Language Specification, 17.4.4.
 */
@JCStressTest
@State
@Description("IRIW, volatile. All actors agree on the order of volatile stores.")
@Ref("https://doi.org/10.1145/1375581.1375591")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "1, 0, 1, 0", expect = FORBIDDEN, desc = "The readers disagree about the order of volatile stores.")
@Outcome(
        id = "[01], [01], [01], [01]",
        expect = ACCEPTABLE,
        desc = "The readers can agree on an order of the two stores.")
@Outcome(expect = FORBIDDEN, desc = "A value that nobody stored.")
public class IRIWVolatile {

    volatile int x;
    volatile int y;

    @Actor
    public void writerOfX() {
        x = 1;
    }

    @Actor
    public void writerOfY() {
        y = 1;
    }

    @Actor
    public void readerOfXThenY(IIII_Result r) {
        r.r1 = x;
        r.r2 = y;
    }

    @Actor
    public void readerOfYThenX(IIII_Result r) {
        r.r3 = y;
        r.r4 = x;
    }
}
