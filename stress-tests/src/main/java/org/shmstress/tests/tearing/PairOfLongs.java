package org.shmstress.tests.tearing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * One actor stores two neighbouring longs, the other loads both: a pair of 16 bytes, aligned to 16.
 *
 * <p>What can go wrong: the reader gets one long of the new pair and one of the old. No access of Java reads 16 bytes
 * at once, so a pair needs a lock, a sequence number or an exchange of what points to it.
 *
 * <p>Source: the Java Language Specification, 17.7: no more than eight bytes are promised.
 */
@JCStressTest
@State
@Description("Pair of longs. Two longs stored one after the other may be seen one new and one old.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before both stores.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After both stores.")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "Only the first long has arrived.")
@Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "The first long was read before, the second after.")
@Outcome(expect = FORBIDDEN, desc = "A long was torn, or bytes that nobody stored.")
public class PairOfLongs {

    final Slice pair = Slice.of(16, 16, 0);

    @Actor
    public void writer() {
        pair.putLong(0, Bytes.NEW_LONG);
        pair.putLong(8, Bytes.NEW_LONG);
    }

    @Actor
    public void reader(II_Result r) {
        r.r1 = Bytes.state(pair.getLong(0), 0, 8);
        r.r2 = Bytes.state(pair.getLong(8), 0, 8);
    }
}
