package org.shmstress.lift.corpus;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Result;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.BBBBBBBB_Result;
import org.openjdk.jcstress.infra.results.CDF_Result;
import org.openjdk.jcstress.infra.results.IIIIII_Result;
import org.openjdk.jcstress.infra.results.IIIII_Result;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IJ_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** One to sixteen actors, arbiters, states and results of their own. */
final class Teams {

    private Teams() {}

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OneWithAnArbiter {
        int x = 1;

        @Actor
        public void actor(II_Result r) {
            r.r1 = x++;
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r2 = x + r.r1;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Three {
        int a;
        int b;
        int c;

        @Actor
        public void first(III_Result r) {
            r.r1 = ++a;
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = b += 2;
        }

        @Actor
        public void third(III_Result r) {
            r.r3 = c -= 3;
        }
    }

    /** Independent readers of independent writers: all may see the stores at other times. */
    @Comes(shows = {"0, 0, 0, 0", "1, 1, 1, 1"})
    @JCStressTest
    @Outcome(id = "1, 0, 1, 0", expect = Expect.FORBIDDEN)
    @Outcome(id = "[01], [01], [01], [01]", expect = Expect.ACCEPTABLE)
    @State
    public static class Four {
        volatile int x;
        volatile int y;

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

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Five {
        byte a = 1;
        byte b = 2;
        byte c = 3;
        byte d = 4;
        byte e = 5;

        @Actor
        public void first() {
            a += 10;
        }

        @Actor
        public void second() {
            b += 10;
        }

        @Actor
        public void third() {
            c += 10;
        }

        @Actor
        public void fourth() {
            d += 10;
        }

        @Actor
        public void fifth() {
            e += 10;
        }

        @Arbiter
        public void arbiter(IIIII_Result r) {
            r.r1 = a;
            r.r2 = b;
            r.r3 = c;
            r.r4 = d;
            r.r5 = e;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Six {
        volatile int x = 7;

        @Actor
        public void first(IIIIII_Result r) {
            r.r1 = x;
        }

        @Actor
        public void second(IIIIII_Result r) {
            r.r2 = x + 1;
        }

        @Actor
        public void third(IIIIII_Result r) {
            r.r3 = x + 2;
        }

        @Actor
        public void fourth(IIIIII_Result r) {
            r.r4 = x + 3;
        }

        @Actor
        public void fifth(IIIIII_Result r) {
            r.r5 = x + 4;
        }

        @Actor
        public void sixth(IIIIII_Result r) {
            r.r6 = x + 5;
        }
    }

    @State
    public static class Bytes {
        byte a;
        byte b;
        byte c;
        byte d;
        byte e;
        byte f;
        byte g;
        byte h;
    }

    /** A state beside the test, a byte for each: none may undo a neighbour's. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    public static class Eight {
        @Actor
        public void first(Bytes s) {
            s.a = 1;
        }

        @Actor
        public void second(Bytes s) {
            s.b = 2;
        }

        @Actor
        public void third(Bytes s) {
            s.c = 3;
        }

        @Actor
        public void fourth(Bytes s) {
            s.d = 4;
        }

        @Actor
        public void fifth(Bytes s) {
            s.e = 5;
        }

        @Actor
        public void sixth(Bytes s) {
            s.f = 6;
        }

        @Actor
        public void seventh(Bytes s) {
            s.g = 7;
        }

        @Actor
        public void eighth(Bytes s) {
            s.h = 8;
        }

        @Arbiter
        public void arbiter(Bytes s, BBBBBBBB_Result r) {
            r.r1 = s.a;
            r.r2 = s.b;
            r.r3 = s.c;
            r.r4 = s.d;
            r.r5 = s.e;
            r.r6 = s.f;
            r.r7 = s.g;
            r.r8 = s.h;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ResultsOfThreeTypes {
        char c = 'x';
        double d = 1e-300;
        float f = Float.NEGATIVE_INFINITY;

        @Actor
        public void first(CDF_Result r) {
            r.r1 = c++;
            r.r2 = d * 2;
        }

        @Actor
        public void second(CDF_Result r) {
            r.r3 = -f;
        }
    }

    /** A result class of the author's own, with a text of its own. */
    @Result
    public static class Money implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
        public int euros;
        public byte cents;

        @Override
        public String toString() {
            return euros + "," + (cents < 10 ? "0" : "") + cents;
        }

        @Override
        public int hashCode() {
            return euros * 100 + cents;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Money m && m.euros == euros && m.cents == cents;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ResultOfTheAuthors {
        int price = 1234;

        @Actor
        public void first(Money m) {
            m.euros = price / 100;
        }

        @Actor
        public void second(Money m) {
            m.cents = (byte) (price % 100 / 10);
        }
    }

    /** An actor that reads its own result before it has written it, and writes it twice. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ResultIsFreshEachTime {
        int x = 4;

        @Actor
        public void actor(IJ_Result r) {
            r.r2 += r.r1 + 1;
            r.r1 = 70_000;
            r.r1 += x;
            r.r2 += r.r1 * 100_000L;
        }
    }

    /** Half of the samples leave the result as it was. */
    @Comes(shows = {"0", "5"})
    @JCStressTest
    @Outcome(
            id = {"0", "5"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class ResultSometimesUnset {
        volatile int x;

        @Actor
        public void writer() {
            x = 1;
        }

        @Actor
        public void reader(I_Result r) {
            if (x == 1) {
                r.r1 = 5;
            }
        }
    }

    /** As many as there may be, on few CPUs: none of their additions is lost. */
    @JCStressTest
    @Outcome(id = "136", expect = Expect.ACCEPTABLE)
    @State
    public static class Sixteen {
        private final AtomicInteger sum = new AtomicInteger();

        @Actor
        public void actor1() {
            sum.getAndAdd(1);
        }

        @Actor
        public void actor2() {
            sum.getAndAdd(2);
        }

        @Actor
        public void actor3() {
            sum.getAndAdd(3);
        }

        @Actor
        public void actor4() {
            sum.getAndAdd(4);
        }

        @Actor
        public void actor5() {
            sum.getAndAdd(5);
        }

        @Actor
        public void actor6() {
            sum.getAndAdd(6);
        }

        @Actor
        public void actor7() {
            sum.getAndAdd(7);
        }

        @Actor
        public void actor8() {
            sum.getAndAdd(8);
        }

        @Actor
        public void actor9() {
            sum.getAndAdd(9);
        }

        @Actor
        public void actor10() {
            sum.getAndAdd(10);
        }

        @Actor
        public void actor11() {
            sum.getAndAdd(11);
        }

        @Actor
        public void actor12() {
            sum.getAndAdd(12);
        }

        @Actor
        public void actor13() {
            sum.getAndAdd(13);
        }

        @Actor
        public void actor14() {
            sum.getAndAdd(14);
        }

        @Actor
        public void actor15() {
            sum.getAndAdd(15);
        }

        @Actor
        public void actor16() {
            sum.getAndAdd(16);
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = sum.get();
        }
    }
}
