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
import org.shmstress.api.Slice;

/**
 * IRIW with release stores and acquire loads: each reader's loads are in order, but no order of the two stores is
 * promised.
 *
 * <p>What can go wrong: the two readers disagree about which store came first, as on machines where a store reaches
 * some processors before others (POWER). x86-64 and ARMv8 do not show it.
 *
 * <p>Source: Boehm and Adve, "Foundations of the C++ Concurrency Memory Model"; litmus test IRIW of "Herding Cats".
 */
@JCStressTest
@State
@Description(
        "IRIW, release/acquire. Release and acquire promise no common order of independent stores: two readers may disagree.")
@Ref("https://doi.org/10.1145/1375581.1375591")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(
        id = "1, 0, 1, 0",
        expect = ACCEPTABLE_INTERESTING,
        desc = "The readers disagree about the order of the stores.")
@Outcome(
        id = "[01], [01], [01], [01]",
        expect = ACCEPTABLE,
        desc = "The readers can agree on an order of the two stores.")
@Outcome(expect = FORBIDDEN, desc = "A value that nobody stored.")
public class IRIWReleaseAcquire {

    final Slice x = Slice.of(4, 4, 0);
    final Slice y = Slice.of(4, 4, 0);

    @Actor
    public void writerOfX() {
        x.putIntRelease(0, 1);
    }

    @Actor
    public void writerOfY() {
        y.putIntRelease(0, 1);
    }

    @Actor
    public void readerOfXThenY(IIII_Result r) {
        r.r1 = x.getIntAcquire(0);
        r.r2 = y.getIntAcquire(0);
    }

    @Actor
    public void readerOfYThenX(IIII_Result r) {
        r.r3 = y.getIntAcquire(0);
        r.r4 = x.getIntAcquire(0);
    }
}
