package org.shmstress.tests.ordering;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * Independent reads of independent writes (IRIW) on plain fields: two actors store, two others load both variables in
 * opposite order.
 *
 * <p>What can go wrong: the two readers disagree about which store came first. Compilers and processors that swap
 * loads allow it; on x86-64 all processors see stores in one order.
 *
 * <p>Source: Boehm and Adve, "Foundations of the C++ Concurrency Memory Model"; litmus test IRIW of "Herding Cats".
 */
@JCStressTest
@State
@Description("IRIW, plain. Two readers of two independent stores may disagree about their order.")
@Ref("https://doi.org/10.1145/1375581.1375591")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(
        id = "1, 0, 1, 0",
        expect = ACCEPTABLE_INTERESTING,
        desc = "The readers disagree about the order of the stores.")
@Outcome(
        id = "[01], [01], [01], [01]",
        expect = ACCEPTABLE,
        desc = "The readers can agree on an order of the two stores.")
@Outcome(expect = FORBIDDEN, desc = "A value that nobody stored.")
public class IRIW {

    int x;
    int y;

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
