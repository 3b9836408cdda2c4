package org.shmstress.lift.corpus;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IJD_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.ZB_Result;
import org.openjdk.jcstress.util.UnsafeHolder;

/** Arrays beyond one element read and written: how they are made, passed on, left and missed. */
final class PrimitiveArrays {

    private PrimitiveArrays() {}

    /** One opcode serves both arrays; only their types tell them apart. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class BooleansBesideBytes {
        final boolean[] flags = {false, true, false};
        final byte[] bytes = {1, -128, 3};

        @Actor
        public void actor(ZB_Result r) {
            flags[0] = flags[1] & bytes[1] < 0;
            bytes[2] += flags[0] ? bytes[0] : 50;
            bytes[0]--;
            flags[2] |= bytes[0] == 0;
            r.r1 = flags[0] && flags[2];
            r.r2 = bytes[2];
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class CompoundAssignments {
        final int[] a = {1, 2, 3, 4};
        final long[] b = {10};
        int i;

        @Actor
        public void actor(JJ_Result r) {
            a[i++] += a[i++] *= a[i];
            a[3] <<= 2;
            b[0] += a[0]++ + --a[1];
            b[0] = b[0]-- * 2 + a[a[1] - 4];
            r.r1 = b[0];
            r.r2 = a[0] * 1000L + a[1] * 100 + a[2] * 10 + a[3];
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class MissedByIndex {
        final int[] a = new int[2];
        final int[] none = {};

        @Actor
        public void actor(III_Result r) {
            for (int i = -1; i < 3; i++) {
                try {
                    a[i] = i + 5;
                    r.r1 += a[i];
                } catch (ArrayIndexOutOfBoundsException e) {
                    r.r2++;
                }
            }
            r.r3 = none.length;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class PassedToHelpers {
        final int[] a = {3, 1, 2};

        @Actor
        public void actor(II_Result r) {
            swap(a, 0, 2);
            r.r1 = sum(a) + sum(1, 2, 3);
            r.r2 = a[0];
        }

        private static void swap(int[] array, int i, int j) {
            int kept = array[i];
            array[i] = array[j];
            array[j] = kept;
        }

        private static int sum(int... values) {
            int sum = 0;
            for (int v : values) {
                sum = sum * 7 + v;
            }
            return sum;
        }
    }

    /** An array that only the actor knows, made, copied and filled beside a field of the state. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ScratchOfTheActor {
        int x = 2;

        @Actor
        public void actor(III_Result r) {
            int[] mine = new int[4];
            Arrays.fill(mine, x);
            mine[1] = 9;
            int[] copy = Arrays.copyOf(mine, 6);
            System.arraycopy(mine, 0, copy, 2, 3);
            r.r1 = copy[3];
            r.r2 = mine.clone()[1];
            r.r3 = Arrays.stream(copy).sum();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class SizedByTheConstructor {
        final int[] a;
        final int[] alias;

        public SizedByTheConstructor() {
            int size = 1;
            while (size < 5) {
                size *= 3;
            }
            a = new int[size];
            for (int i = 0; i < a.length; i++) {
                a[i] = i * i;
            }
            alias = a;
        }

        @Actor
        public void first() {
            a[1] = 50;
        }

        @Actor
        public void second() {
            alias[2] = 60;
        }

        @Arbiter
        public void arbiter(IIII_Result r) {
            r.r1 = alias[1];
            r.r2 = a[2];
            r.r3 = a.length;
            r.r4 = a == alias ? 1 : 0;
        }
    }

    static final class Row {
        final long[] cells = {4, 5};
        final int factor;

        Row(int factor) {
            this.factor = factor;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class HeldByAnObject {
        final Row row = new Row(3);
        final Row other = new Row(5);

        @Actor
        public void first() {
            row.cells[0] *= row.factor;
        }

        @Actor
        public void second() {
            other.cells[0] *= other.factor;
        }

        @Arbiter
        public void arbiter(JJ_Result r) {
            r.r1 = row.cells[0];
            r.r2 = other.cells[0];
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class TwoDimensions {
        final int[][] a = new int[2][3];

        @Actor
        public void first() {
            a[0][2] = 5;
        }

        @Actor
        public void second() {
            a[1][0] = 6;
        }

        @Arbiter
        public void arbiter(III_Result r) {
            r.r1 = a[0][2] * 10 + a[1][0];
            r.r2 = a[0][0] + a[1][2];
            r.r3 = a.length * 10 + a[1].length;
        }
    }

    /** Words of one array, which two write at the same time: neither may undo the other's. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class EightNeighbours {
        final byte[] a = new byte[8];

        @Actor
        public void even() {
            a[0] = 1;
            a[2] = 1;
            a[4] = 1;
            a[6] = 1;
        }

        @Actor
        public void odd() {
            a[1] = 1;
            a[3] = 1;
            a[5] = 1;
            a[7] = 1;
        }

        @Arbiter
        public void arbiter(I_Result r) {
            for (byte each : a) {
                r.r1 += each;
            }
        }
    }

    /** Updates that are not atomic get lost. */
    @Comes(shows = {"1", "2"})
    @JCStressTest
    @Outcome(
            id = {"1", "2"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class LostInAnArray {
        final int[] a = new int[1];

        @Actor
        public void first() {
            a[0]++;
        }

        @Actor
        public void second() {
            a[0]++;
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = a[0];
        }
    }

    @Comes(refused = "java.lang.String[]")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OfReferences {
        final String[] a = {"x", "y"};

        @Actor
        public void actor(I_Result r) {
            r.r1 = a[0].length();
        }
    }

    @Comes(refused = "field a")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ReplacedByAnActor {
        int[] a = new int[2];

        @Actor
        public void actor(I_Result r) {
            a = new int[] {1, 2, 3};
            r.r1 = a.length;
        }
    }

    /** An offset that only the constructor knows, seen by both: bytes and {@code Unsafe} mean the same memory. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class AtOffsetsOfUnsafe {
        static final long BASE = UnsafeHolder.UNSAFE.arrayBaseOffset(byte[].class);
        final byte[] bytes = new byte[160];
        final int at = ThreadLocalRandom.current().nextInt(150);
        final long offset = BASE + at;

        @Actor
        public void first() {
            UnsafeHolder.UNSAFE.putInt(bytes, offset, 0x01020304);
        }

        @Actor
        public void second() {
            UnsafeHolder.UNSAFE.putDouble(bytes, BASE + (at < 75 ? 151 : 2), Math.PI);
        }

        @Arbiter
        public void arbiter(IJD_Result r) {
            r.r1 = bytes[at] + bytes[at + 1] * 10 + bytes[at + 2] * 100 + bytes[at + 3] * 1000;
            r.r2 = UnsafeHolder.UNSAFE.getByte(bytes, offset + 3)
                    + UnsafeHolder.UNSAFE.getShort(bytes, offset + 1) * 100L;
            r.r3 = UnsafeHolder.UNSAFE.getDouble(bytes, BASE + (at < 75 ? 151 : 2));
        }
    }

    @Comes(refused = "may not be aligned")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class AtVolatileOffsetsOfUnsafe {
        final byte[] bytes = new byte[16];
        long offset = UnsafeHolder.UNSAFE.arrayBaseOffset(byte[].class);

        @Actor
        public void actor(I_Result r) {
            r.r1 = UnsafeHolder.UNSAFE.getIntVolatile(bytes, offset);
        }
    }

    @Comes(refused = "differ only in that one has a boolean[]")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OverloadsOfBooleansAndBytes {
        final byte[] bytes = new byte[4];

        private static int first(byte[] array) {
            return array[0];
        }

        private static int first(boolean[] array) {
            return array[0] ? 1 : 0;
        }

        @Actor
        public void actor(I_Result r) {
            r.r1 = first(bytes) + first(new boolean[1]);
        }
    }

    /** The array never leaves the helper, so its class's initializer alone shows nothing wrong. */
    @Comes(refused = "gives java.nio.ByteBuffer.wrap an array")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class HandedToTheJdkForAnInitializer {
        static final int CAPACITY = capacity();
        final byte[] bytes = new byte[4];

        private static int capacity() {
            return ByteBuffer.wrap(new byte[8]).capacity();
        }

        @Actor
        public void actor(I_Result r) {
            r.r1 = bytes[0] + CAPACITY;
        }
    }

    @Comes(refused = "gives java.lang.reflect.Array.getLength an array")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class HandedToTheJdkAsAnObject {
        final int[] a = new int[4];

        @Actor
        public void actor(I_Result r) {
            r.r1 = java.lang.reflect.Array.getLength(a);
        }
    }

    @Comes(refused = "for its class")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class AskedForItsClass {
        final int[] a = new int[4];

        @Actor
        public void actor(I_Result r) {
            r.r1 = a.getClass().getModifiers();
        }
    }

    @Comes(refused = "class literal of an array")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ComparedWithAClassLiteral {
        final int[] a = new int[4];

        private static boolean isInts(Object array) {
            return int[].class.isInstance(array);
        }

        @Actor
        public void actor(I_Result r) {
            r.r1 = isInts(a) ? 1 : 0;
        }
    }

    @Comes(refused = "cannot be told apart")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class BytesOrBooleans {
        final byte[] a = new byte[4];

        private static boolean areFlags(Object array) {
            return array instanceof boolean[];
        }

        @Actor
        public void actor(I_Result r) {
            r.r1 = areFlags(a) ? 1 : 0;
        }
    }
}
