package org.shmstress.tests.publication;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * One actor replaces a pair of values under a sequence number that is odd meanwhile; the other reads the pair and
 * keeps it only if the number was even and did not change.
 *
 * <p>What can go wrong: the reader keeps one new and one old value. The stores must not leave before the odd number,
 * nor the loads be served after the second look at it; each needs its fence, and a release store or an acquire load
 * in its place is not enough.
 *
 * <p>Source: Boehm, "Can Seqlocks Get Along With Programming Language Memory Models?"; seqlock of the Linux kernel.
 */
@JCStressTest
@State
@Description("Sequence lock. A pair read between two looks at an even, unchanged sequence number is whole.")
@Ref("https://doi.org/10.1145/2247684.2247688")
@Ref("https://gee.cs.oswego.edu/dl/html/j9mm.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The old pair, kept.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The new pair, kept.")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "The number was odd or changed: the pair was thrown away.")
@Outcome(expect = FORBIDDEN, desc = "A mixed pair was kept.")
public class SequenceLock {

    final Slice sequence = Slice.of(4, 4, 0);
    final Slice first = Slice.of(4, 4, 0);
    final Slice second = Slice.of(4, 4, 0);

    @Actor
    public void writer() {
        sequence.putIntOpaque(0, 1);
        VarHandle.releaseFence(); // pairs with the acquire fence in reader
        first.putIntOpaque(0, 1);
        second.putIntOpaque(0, 1);
        sequence.putIntRelease(0, 2); // pairs with the acquire in reader
    }

    @Actor
    public void reader(II_Result r) {
        int before = sequence.getIntAcquire(0);
        int a = first.getIntOpaque(0);
        int b = second.getIntOpaque(0);
        VarHandle.acquireFence();
        int after = sequence.getIntOpaque(0);
        boolean keep = before == after && (before & 1) == 0;
        r.r1 = keep ? a : 2;
        r.r2 = keep ? b : 2;
    }
}
