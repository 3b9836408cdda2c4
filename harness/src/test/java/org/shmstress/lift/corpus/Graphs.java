package org.shmstress.lift.corpus;

import java.util.function.IntSupplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** States that refer to objects, which constructors make once and for all. */
final class Graphs {

    private Graphs() {}

    static class Counter {
        int value = 5;
        volatile long total;

        int add(int by) {
            total += by;
            return value += by;
        }
    }

    static final class Doubling extends Counter {
        int times;

        @Override
        int add(int by) {
            times++;
            return super.add(2 * by);
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OneHolder {
        final Counter counter = new Counter();
        int own = 1;

        @Actor
        public void actor(III_Result r) {
            r.r1 = counter.add(own);
            r.r2 = (int) counter.total;
            r.r3 = own += 2;
        }
    }

    /** Two fields, one object. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Aliases {
        final Counter a = new Counter();
        final Counter b = a;
        final Counter c = new Counter();

        @Actor
        public void actor(IIII_Result r) {
            a.add(10);
            r.r1 = b.value;
            r.r2 = c.value;
            r.r3 = a == b ? 1 : 0;
            r.r4 = a == c ? 1 : 0;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OverridingHolder {
        final Counter counter = new Doubling();

        @Actor
        public void actor(III_Result r) {
            r.r1 = counter.add(3);
            r.r2 = ((Doubling) counter).times;
            r.r3 = (int) counter.total;
        }
    }

    static final class Node {
        int value;
        Node next;

        Node(int value, Node next) {
            this.value = value;
            this.next = next;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class LinkedNodes {
        Node head = new Node(1, new Node(2, new Node(3, null)));

        @Actor
        public void actor(II_Result r) {
            for (Node n = head; n != null; n = n.next) {
                n.value *= 10;
            }
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = head.value + head.next.value + head.next.next.value;
            r.r2 = head.next.next.next == null ? 1 : 0;
        }
    }

    record Pair(int left, long right) {}

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class RecordHolder {
        final Pair pair = new Pair(7, 1L << 33);
        final Pair same = new Pair(7, 1L << 33);

        @Actor
        public void actor(III_Result r) {
            r.r1 = pair.left();
            r.r2 = (int) (pair.right() >> 30);
            r.r3 = (pair.equals(same) ? 1 : 0) + pair.toString().length() + pair.hashCode();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class InnerHolder {
        int outer = 3;
        final Inner inner = new Inner();

        final class Inner {
            int own = outer + 1;

            int both() {
                outer++;
                return own * 100 + outer;
            }
        }

        @Actor
        public void actor(II_Result r) {
            r.r1 = inner.both();
            r.r2 = outer;
        }
    }

    interface Step {
        int next();
    }

    /** An anonymous class stores what it captures before its superclass's constructor runs. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class CapturingHolder {
        int base = 2;
        final Step step = step(40, 5L);

        private Step step(int captured, long wide) {
            return new Step() {
                int calls;

                @Override
                public int next() {
                    calls++;
                    base += 10;
                    return captured + (int) wide + base + 1_000 * calls;
                }
            };
        }

        @Actor
        public void actor(II_Result r) {
            r.r1 = step.next();
            r.r2 = step.next();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class HolderArray {
        final Counter[] counters = {new Counter(), new Doubling(), new Counter()};

        @Actor
        public void actor(III_Result r) {
            for (Counter c : counters) {
                r.r1 += c.add(counters.length);
            }
            r.r2 = counters[1].value;
            r.r3 = counters[2].value;
        }
    }

    static class Delegating {
        final int a;
        final int b;

        Delegating() {
            this(new Delegating(1, 2).b + 3, 4);
        }

        Delegating(int a, int b) {
            this.a = a;
            this.b = b;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class DelegatingConstructors {
        final Delegating held = new Delegating();

        @Actor
        public void actor(II_Result r) {
            r.r1 = held.a;
            r.r2 = held.b;
        }
    }

    enum Kind {
        ADD(1),
        SUBTRACT(-1);

        final int sign;

        Kind(int sign) {
            this.sign = sign;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class EnumHolder {
        final Kind kind = Kind.SUBTRACT;
        int x = 10;

        @Actor
        public void actor(II_Result r) {
            switch (kind) {
                case ADD -> r.r1 = 1;
                case SUBTRACT -> r.r1 = x += kind.sign;
                default -> r.r1 = 0;
            }
            IntSupplier later = () -> x + kind.sign;
            r.r2 = later.getAsInt();
        }
    }

    @State
    public static class SeparateState {
        final Counter counter = new Counter();
        int x = 1;
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    public static class SeparateStateWithHolder {
        @Actor
        public void actor(SeparateState s, II_Result r) {
            r.r1 = s.counter.add(s.x);
        }

        @Arbiter
        public void arbiter(SeparateState s, II_Result r) {
            r.r2 = s.counter.value;
        }
    }
}
