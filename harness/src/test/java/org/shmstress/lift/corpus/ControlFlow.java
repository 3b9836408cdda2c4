package org.shmstress.lift.corpus;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Field accesses among branches, loops and handlers, where the verifier looks closest. */
final class ControlFlow {

    private ControlFlow() {}

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Loops {
        int i;
        long sum;
        boolean done;

        @Actor
        public void actor(III_Result r) {
            outer:
            while (!done) {
                do {
                    sum += i % 3 == 0 ? i : -1;
                    if (++i > 20) {
                        break outer;
                    }
                } while (i % 5 != 0);
                done = sum > 30;
            }
            r.r1 = i;
            r.r2 = (int) sum;
            r.r3 = done ? 1 : 0;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Handlers {
        int x = 2;
        int steps;

        @Actor
        public void actor(IIII_Result r) {
            r.r1 = guarded(0);
            r.r2 = guarded(1);
            r.r3 = x;
            r.r4 = steps;
        }

        private int guarded(int divisor) {
            try {
                x += 10 / divisor;
                return x++;
            } catch (ArithmeticException e) {
                x = -x;
                return x--;
            } finally {
                steps = steps * 10 + x;
            }
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Switches {
        char letter = 'b';
        byte small = -3;
        int result;

        @Actor
        public void actor(I_Result r) {
            switch (letter) {
                case 'a':
                    result = 1;
                    break;
                case 'b':
                    result += small;
                case 'c':
                    result += 100;
                    break;
                default:
                    result = -1;
            }
            result = switch (small + result) {
                case 94 -> letter = (char) result;
                case 1_000_000 -> small;
                default -> 0;
            };
            r.r1 = result * 1000 + letter;
        }
    }

    /** Conditions whose operands are on the stack while a field is read or written. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Conditions {
        boolean a = true;
        boolean b;
        int count;

        @Actor
        public void actor(III_Result r) {
            r.r1 = (a && (b = a) || count++ > 0) ? count : -1;
            r.r2 = pick(a ? count += 2 : 0, b & !a ? 1 : count, count == 2 ? count++ : count--);
            r.r3 = count;
        }

        private static int pick(int x, int y, int z) {
            return x * 100 + y * 10 + z;
        }
    }
}
