package org.shmstress.lift.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Byte buffers of a state, and their views. */
final class Buffers {

    private Buffers() {}

    @NotYet
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

    @NotYet
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
    @NotYet
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

    @NotYet
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
    @NotYet
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
}
