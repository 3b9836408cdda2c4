package org.shmstress.lift.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJJJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Byte buffers of a state, and their views. */
final class Buffers {

    private Buffers() {}

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class BothOrders {
        final ByteBuffer big = ByteBuffer.allocate(16);
        final ByteBuffer little = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);

        @Actor
        public void actor(IIII_Result r) {
            big.putInt(0, 0x01020304);
            little.putInt(0, 0x01020304);
            r.r1 = big.get(0);
            r.r2 = little.get(0);
            r.r3 = big.getShort(2);
            r.r4 = little.getChar(2);
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class FilledByTheConstructor {
        final ByteBuffer b = ByteBuffer.allocate(8);

        public FilledByTheConstructor() {
            for (int i = 0; i < b.capacity(); i++) {
                b.put(i, (byte) (i * 3));
            }
        }

        @Actor
        public void first() {
            b.put(7, (byte) 100);
        }

        @Actor
        public void second() {
            b.put(6, (byte) 90);
        }

        @Arbiter
        public void arbiter(JJ_Result r) {
            r.r1 = b.getLong(0);
            r.r2 = b.remaining();
        }
    }

    /** Two halves of a long at its natural place: never torn. */
    @Comes(shows = {"0", "-1"})
    @JCStressTest
    @Outcome(
            id = {"0", "-1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class AlignedIntIsWhole {
        static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
        final ByteBuffer b = ByteBuffer.allocateDirect(16);

        @Actor
        public void writer() {
            INTS.setOpaque(b, 4, -1);
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = (int) INTS.getOpaque(b, 4);
        }
    }

    @Comes(shows = {"1, 2", "2, 1"})
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class CountedThroughAView {
        static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
        final ByteBuffer b = ByteBuffer.allocateDirect(16);

        @Actor
        public void first(II_Result r) {
            r.r1 = (int) INTS.getAndAdd(b, 8, 1) + 1;
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = (int) INTS.getAndAdd(b, 8, 1) + 1;
        }
    }

    /** Each process has a position of its own, so what a relative access means depends on who asks. */
    @Comes(refused = "position")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class RelativeAccess {
        final ByteBuffer b = ByteBuffer.allocate(16);

        @Actor
        public void first() {
            b.putInt(1);
        }

        @Actor
        public void second(I_Result r) {
            b.putInt(2);
            r.r1 = b.position();
        }
    }

    /** Heap buffers of every element type, and views of one buffer that begin where it stands. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ElementsAndViews {
        private final LongBuffer longs = LongBuffer.allocate(3);
        private final CharBuffer chars = CharBuffer.allocate(3);
        private final ByteBuffer bytes = ByteBuffer.allocate(64);
        private final IntBuffer ints;
        private final DoubleBuffer doubles;

        public ElementsAndViews() {
            bytes.position(8);
            ints = bytes.asIntBuffer();
            doubles = ((ByteBuffer) bytes.position(32))
                    .order(ByteOrder.nativeOrder())
                    .asDoubleBuffer();
            ints.put(1, 77);
        }

        @Actor
        public void first(JJJJ_Result r) {
            longs.put(2, 5_000_000_000L);
            chars.put(1, 'x');
            r.r1 = longs.get(2) + chars.get(1) + longs.get(0);
            r.r2 = bytes.getInt(12);
        }

        @Actor
        public void second(JJJJ_Result r) {
            doubles.put(1, 0.25);
            r.r3 = bytes.getLong(40) + bytes.position();
            r.r4 = doubles.remaining() * 100 + ints.capacity();
        }
    }

    /** Where a buffer is aligned is told by a field, which must fit every slot. From JDK 23 on only direct buffers tell. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class AlignedOffset {
        private static final VarHandle LONGS =
                MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
        private final ByteBuffer b = ByteBuffer.allocateDirect(16);
        private final int at = b.alignmentOffset(0, 8);

        @Actor
        public void first() {
            LONGS.getAndAdd(b, at, 3L);
        }

        @Actor
        public void second() {
            LONGS.getAndAdd(b, at, 4L);
        }

        @Arbiter
        public void arbiter(JJ_Result r) {
            r.r1 = (long) LONGS.getVolatile(b, at);
            r.r2 = b.get(at + 7);
        }
    }

    static class Page {
        private final ByteBuffer bytes;

        Page(int size) {
            bytes = ByteBuffer.allocateDirect(size);
        }

        void add(int at) {
            bytes.put(at, (byte) (bytes.get(at) + 1));
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class InHolders {
        private final Page first = new Page(300);
        private final Page second = new Page(7);
        private int count;

        @Actor
        public void one() {
            first.add(299);
            first.add(299);
            count++;
        }

        @Actor
        public void other() {
            second.add(6);
        }

        @Arbiter
        public void arbiter(III_Result r) {
            r.r1 = first.bytes.get(299);
            r.r2 = second.bytes.get(6);
            r.r3 = count;
        }
    }

    @Comes(refused = "ByteBuffer.wrap")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Wrapped {
        private final ByteBuffer b = ByteBuffer.wrap(new byte[8]);

        @Actor
        public void actor(I_Result r) {
            r.r1 = b.get(0);
        }
    }

    @Comes(refused = "written by")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Replaced {
        private ByteBuffer b = ByteBuffer.allocate(8);

        @Actor
        public void actor(I_Result r) {
            b = ByteBuffer.allocate(16);
            r.r1 = b.capacity();
        }
    }
}
