package org.shmstress.tests.tearing;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Ref;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.shmstress.api.Slice;

/**
 * One actor overwrites a char that lies across the border of two cache lines, the other loads it; one offset in the
 * line makes it so.
 *
 * <p>What can go wrong: two lines travel separately, so the load may return the new bytes of one line and the old
 * bytes of the other. The result tells the part on the first line, then the part on the second: 0 old, 1 new, 2 a
 * mixture.
 *
 * <p>Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 3, "Guaranteed Atomic Operations";
 * plain access of misaligned places in {@link java.lang.invoke.MethodHandles#byteBufferViewVarHandle}.
 */
@Description("Misaligned char. A char across two cache lines may be seen in two pieces.")
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
public final class MisalignedChar {

    private MisalignedChar() {}

    /** One byte on the first line, one on the second. */
    @JCStressTest
    @JCStressMeta(MisalignedChar.class)
    @Description("Misaligned char at offset 63. One byte on one cache line and one byte on the next may be seen apart.")
    @State
    public static class Offset63 {

        final Slice value = Slice.of(2, 64, 63);

        @Actor
        public void writer() {
            value.putChar(0, Bytes.NEW_CHAR);
        }

        @Actor
        public void reader(II_Result r) {
            int seen = value.getChar(0);
            r.r1 = Bytes.state(seen, 0, 1);
            r.r2 = Bytes.state(seen, 1, 2);
        }
    }
}
