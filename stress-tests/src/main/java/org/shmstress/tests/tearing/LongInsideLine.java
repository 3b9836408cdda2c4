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
 * One actor overwrites a long at offset 4 of a cache line, the other loads it.
 *
 * <p>What can go wrong: it crosses a border of eight bytes, beyond which no manual of every x86-64 promises
 * atomicity; an interpreter may copy it in halves.
 *
 * <p>Source: AMD64 Architecture Programmer's Manual, volume 2, "Access Atomicity".
 */
@JCStressTest
@State
@Description("Long at offset 4. A long across a border of eight bytes may be seen in two pieces.")
@Ref("https://docs.oracle.com/javase/specs/jls/se17/html/jls-17.html")
@Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the store.")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "After the store.")
@Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = "Torn: only the first part has arrived.")
@Outcome(id = "0, 1", expect = ACCEPTABLE_INTERESTING, desc = "Torn: only the second part has arrived.")
@Outcome(
        id = {"0, 2", "1, 2", "2, 0", "2, 1", "2, 2"},
        expect = ACCEPTABLE_INTERESTING,
        desc = "Torn inside a part, as an interpreter that copies by bytes may do.")
@Outcome(expect = FORBIDDEN, desc = "Bytes that nobody stored.")
public class LongInsideLine {

    final Slice value = Slice.of(8, 64, 4);

    @Actor
    public void writer() {
        value.putLong(0, Bytes.NEW_LONG);
    }

    @Actor
    public void reader(II_Result r) {
        long seen = value.getLong(0);
        r.r1 = Bytes.state(seen, 0, 4);
        r.r2 = Bytes.state(seen, 4, 8);
    }
}
