package org.shmstress.lift.corpus;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DD_Result;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Assignments whose value is used: the compiler slips copies under the owner on the stack, one slot wide or two. */
final class Assignments {

    private Assignments() {}

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Chained {
        int a;
        int b;
        volatile int c;

        @Actor
        public void actor(III_Result r) {
            r.r1 = a = b = c = 7;
            r.r2 = b + 1;
            r.r3 = c - a;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ChainedOfTwoWidths {
        long a = 5;
        int b = 3;
        double c;

        @Actor
        public void actor(JJJ_Result r) {
            r.r1 = a = b;
            c = a = b = (int) (a * 4);
            r.r2 = a++ + --a;
            r.r3 = (long) (c++ * 2 - --c);
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class IncrementsBeforeAndAfter {
        int i = 10;
        volatile int v = 20;

        @Actor
        public void actor(IIII_Result r) {
            r.r1 = i++ * 100 + ++i;
            r.r2 = v-- * 100 + --v;
            r.r3 = i += v -= 2;
            r.r4 = i << 8 | v;
        }
    }

    /** Compound assignment to a narrow type cuts the result off at its width. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class NarrowingCompounds {
        byte b = 120;
        short s = 32_000;
        char c = 'a';
        boolean z = true;

        @Actor
        public void actor(IIII_Result r) {
            b += 10;
            s *= 3;
            c -= 98;
            z ^= b < 0;
            r.r1 = b;
            r.r2 = s;
            r.r3 = c++;
            r.r4 = (z ? 1 : 0) + c;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class MixedCompounds {
        long l = 1L << 40;
        double d = 3.5;
        float f = -2;

        @Actor
        public void actor(DD_Result r) {
            l >>>= 3;
            l |= 1;
            d /= f *= l % 7;
            f -= d;
            r.r1 = d;
            r.r2 = f + l;
        }
    }

    /** A NaN keeps its bits, zero its sign. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OddFloats {
        float nan = Float.intBitsToFloat(0x7FC0_0123);
        double zero = -0.0;

        @Actor
        public void actor(II_Result r) {
            r.r1 = Float.floatToRawIntBits(nan);
            r.r2 = 1 / zero < 0 ? 1 : 0;
        }
    }
}
