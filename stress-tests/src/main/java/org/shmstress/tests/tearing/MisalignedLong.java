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
 * One actor overwrites a long that lies across the border of two cache lines, the other loads it; one class for each
 * offset in the line that makes it so.
 *
 * <p>What can go wrong: two lines travel separately, so the load may return the new bytes of one line and the old
 * bytes of the other. The result tells the part on the first line, then the part on the second: 0 old, 1 new, 2 a
 * mixture.
 *
 * <p>Source: Intel 64 and IA-32 Architectures Software Developer's Manual, volume 3, "Guaranteed Atomic Operations";
 * plain access of misaligned places in {@link java.lang.invoke.MethodHandles#byteBufferViewVarHandle}.
 */
@Description("Misaligned long. A long across two cache lines may be seen in two pieces.")
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
public final class MisalignedLong {

    private MisalignedLong() {}

    /** Seven bytes on the first line, one on the second. */
    @JCStressTest
    @JCStressMeta(MisalignedLong.class)
    @Description(
            "Misaligned long at offset 57. Seven bytes on one cache line and one byte on the next may be seen apart.")
    @State
    public static class Offset57 {

        final Slice value = Slice.of(8, 64, 57);

        @Actor
        public void writer() {
            value.putLong(0, Bytes.NEW_LONG);
        }

        @Actor
        public void reader(II_Result r) {
            long seen = value.getLong(0);
            r.r1 = Bytes.state(seen, 0, 7);
            r.r2 = Bytes.state(seen, 7, 8);
        }
    }

    /** Six bytes on the first line, two on the second. */
    @JCStressTest
    @JCStressMeta(MisalignedLong.class)
    @Description(
            "Misaligned long at offset 58. Six bytes on one cache line and two bytes on the next may be seen apart.")
    @State
    public static class Offset58 {

        final Slice value = Slice.of(8, 64, 58);

        @Actor
        public void writer() {
            value.putLong(0, Bytes.NEW_LONG);
        }

        @Actor
        public void reader(II_Result r) {
            long seen = value.getLong(0);
            r.r1 = Bytes.state(seen, 0, 6);
            r.r2 = Bytes.state(seen, 6, 8);
        }
    }

    /** Five bytes on the first line, three on the second. */
    @JCStressTest
    @JCStressMeta(MisalignedLong.class)
    @Description(
            "Misaligned long at offset 59. Five bytes on one cache line and three bytes on the next may be seen apart.")
    @State
    public static class Offset59 {

        final Slice value = Slice.of(8, 64, 59);

        @Actor
        public void writer() {
            value.putLong(0, Bytes.NEW_LONG);
        }

        @Actor
        public void reader(II_Result r) {
            long seen = value.getLong(0);
            r.r1 = Bytes.state(seen, 0, 5);
            r.r2 = Bytes.state(seen, 5, 8);
        }
    }

    /** Four bytes on the first line, four on the second. */
    @JCStressTest
    @JCStressMeta(MisalignedLong.class)
    @Description(
            "Misaligned long at offset 60. Four bytes on one cache line and four bytes on the next may be seen apart.")
    @State
    public static class Offset60 {

        final Slice value = Slice.of(8, 64, 60);

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

    /** Three bytes on the first line, five on the second. */
    @JCStressTest
    @JCStressMeta(MisalignedLong.class)
    @Description(
            "Misaligned long at offset 61. Three bytes on one cache line and five bytes on the next may be seen apart.")
    @State
    public static class Offset61 {

        final Slice value = Slice.of(8, 64, 61);

        @Actor
        public void writer() {
            value.putLong(0, Bytes.NEW_LONG);
        }

        @Actor
        public void reader(II_Result r) {
            long seen = value.getLong(0);
            r.r1 = Bytes.state(seen, 0, 3);
            r.r2 = Bytes.state(seen, 3, 8);
        }
    }

    /** Two bytes on the first line, six on the second. */
    @JCStressTest
    @JCStressMeta(MisalignedLong.class)
    @Description(
            "Misaligned long at offset 62. Two bytes on one cache line and six bytes on the next may be seen apart.")
    @State
    public static class Offset62 {

        final Slice value = Slice.of(8, 64, 62);

        @Actor
        public void writer() {
            value.putLong(0, Bytes.NEW_LONG);
        }

        @Actor
        public void reader(II_Result r) {
            long seen = value.getLong(0);
            r.r1 = Bytes.state(seen, 0, 2);
            r.r2 = Bytes.state(seen, 2, 8);
        }
    }

    /** One byte on the first line, seven on the second. */
    @JCStressTest
    @JCStressMeta(MisalignedLong.class)
    @Description(
            "Misaligned long at offset 63. One byte on one cache line and seven bytes on the next may be seen apart.")
    @State
    public static class Offset63 {

        final Slice value = Slice.of(8, 64, 63);

        @Actor
        public void writer() {
            value.putLong(0, Bytes.NEW_LONG);
        }

        @Actor
        public void reader(II_Result r) {
            long seen = value.getLong(0);
            r.r1 = Bytes.state(seen, 0, 1);
            r.r2 = Bytes.state(seen, 1, 8);
        }
    }
}
