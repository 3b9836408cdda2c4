package org.shmstress.lift.corpus;

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
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Objects that a state holds, how they come into being, and which of them are one. */
final class Holders {

    private Holders() {}

    static class Box {
        int x;
        volatile int v;
    }

    /** The classic test of coherence: two names, one object. */
    @Comes(shows = {"0, 0", "0, 1", "1, 1"})
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 0", "1, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class TwoNamesOneObject {
        private final Box one = new Box();
        private final Box two = one;

        @Actor
        public void writer() {
            one.x = 1;
        }

        @Actor
        public void reader(II_Result r) {
            r.r1 = one.x;
            r.r2 = two.x;
        }
    }

    /** All processes must see the same dice. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class RandomValues {
        private final int dice = ThreadLocalRandom.current().nextInt(1, 7);
        private final long big = System.nanoTime() | 1;
        private int thrown;
        private long copied;

        @Actor
        public void first() {
            thrown = dice;
        }

        @Actor
        public void second() {
            copied = big;
        }

        @Arbiter
        public void arbiter(ZZZ_Result r) {
            r.r1 = thrown == dice;
            r.r2 = copied == big;
            r.r3 = big != 0 && dice > 0;
        }
    }

    static class Node {
        final Node next;
        int value;

        Node(int length) {
            value = length;
            next = length > 0 ? new Node(length - 1) : null;
        }

        int sum() {
            return value + (next == null ? 0 : next.sum());
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class LinkedNodes {
        private final Node head = new Node(3);

        @Actor
        public void first() {
            head.next.value += 100;
        }

        @Actor
        public void second() {
            head.next.next.value += 1000;
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = head.sum();
        }
    }

    static class Animal {
        protected int legs = 4;
        int age;

        int walk() {
            return legs + ++age;
        }
    }

    static final class Bird extends Animal {
        int wings = 2;

        Bird() {
            legs = 2;
        }

        @Override
        int walk() {
            return super.walk() * 10 + wings;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class HoldersOfTwoClasses {
        private final Animal dog = new Animal();
        private final Animal bird = new Bird();

        @Actor
        public void first(II_Result r) {
            r.r1 = dog.walk() + dog.walk();
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = bird.walk() + bird.walk();
        }
    }

    /** An inner class, whose objects know the state. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class WithAnInnerClass {
        private int outer = 5;

        final class Inner {
            int own = 3;

            void mix() {
                outer += own;
                own = outer;
            }
        }

        private final Inner inner = new Inner();

        @Actor
        public void actor(II_Result r) {
            inner.mix();
            inner.mix();
            r.r1 = outer;
            r.r2 = inner.own;
        }
    }

    /** A subclass that calls up, with fields of both on the way. */
    public static class Lower {
        protected int low = 1;

        protected int step(int by) {
            low += by;
            return low;
        }
    }

    public static class Middle extends Lower {
        protected long mid = 10;

        @Override
        protected int step(int by) {
            mid += super.step(by * 2);
            return (int) mid;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class CallsUpTwice extends Middle {
        private short high = 100;

        @Override
        protected int step(int by) {
            high += (short) super.step(by + 1);
            return high;
        }

        @Actor
        public void actor(JJ_Result r) {
            r.r1 = step(1) + super.step(2) * 1000L;
            r.r2 = low * 10_000L + mid * 100 + high;
        }
    }

    /** Fields of one name in two classes of a hierarchy. */
    public static class Shadowed {
        protected int x = 1;

        int upper() {
            return x++;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ShadowsAField extends Shadowed {
        protected int x = 50;

        @Actor
        public void actor(IIII_Result r) {
            x += 5;
            super.x += 7;
            r.r1 = x;
            r.r2 = super.x;
            r.r3 = upper();
            r.r4 = ((Shadowed) this).x;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ArrayOfHolders {
        private final Box[] boxes = {new Box(), new Box()};

        @Actor
        public void first() {
            boxes[0].x = 3;
        }

        @Actor
        public void second() {
            boxes[1].v = 4;
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = boxes[0].x + 10 * boxes[1].x;
            r.r2 = boxes[0].v + 10 * boxes[1].v;
        }
    }

    /** Which object is meant is settled only when the actor runs. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ChosenByTheActor {
        private final Box a = new Box();
        private final Box b = new Box();
        private int turn = 1;

        @Actor
        public void actor(III_Result r) {
            Box mine = turn == 0 ? a : b;
            mine.x = 8;
            swap(mine, a);
            r.r1 = a.x;
            r.r2 = b.x;
            r.r3 = mine == b ? 1 : 0;
        }

        private static void swap(Box p, Box q) {
            int kept = p.x;
            p.x = q.x;
            q.x = kept;
        }
    }

    @Comes(refused = "Box")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class PublishedByAnActor {
        private Box box;

        @Actor
        public void writer() {
            Box made = new Box();
            made.x = 1;
            box = made;
        }

        @Actor
        public void reader(I_Result r) {
            Box seen = box;
            r.r1 = seen == null ? -1 : seen.x;
        }
    }

    /** The holder's own reference is written while others may read it. */
    static final class Cell {
        Box content = new Box();
    }

    @Comes(refused = "Box")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ExchangedInAHolder {
        private final Cell cell = new Cell();

        @Actor
        public void writer() {
            cell.content = new Box();
        }

        @Actor
        public void reader(I_Result r) {
            r.r1 = cell.content.x;
        }
    }
}
