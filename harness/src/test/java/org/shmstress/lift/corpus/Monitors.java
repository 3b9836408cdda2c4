package org.shmstress.lift.corpus;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DI_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Monitors: what they exclude, how they nest, how they are left. */
final class Monitors {

    private Monitors() {}

    /** Plain increments under one lock: none is lost. */
    @Comes(shows = {"1, 2", "2, 1"})
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class OnTheState {
        int x;

        @Actor
        public void first(II_Result r) {
            synchronized (this) {
                r.r1 = ++x;
            }
        }

        @Actor
        public void second(II_Result r) {
            synchronized (this) {
                r.r2 = ++x;
            }
        }
    }

    @Comes(shows = {"1, 2", "2, 1"})
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class SynchronizedMethods {
        private int x;

        @Actor
        public synchronized void first(II_Result r) {
            r.r1 = ++x;
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = increment();
        }

        private synchronized int increment() {
            return ++x;
        }
    }

    @Comes(shows = {"1, 2", "2, 1"})
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class OnALockObject {
        private final Object lock = new Object();
        private int x;

        @Actor
        public void first(II_Result r) {
            synchronized (lock) {
                r.r1 = ++x;
            }
        }

        @Actor
        public void second(II_Result r) {
            synchronized (lock) {
                x++;
                r.r2 = x;
            }
        }
    }

    /** Whoever holds the lock may take it again, and must give it back as often. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class TakenAgain {
        private int x;

        @Actor
        public synchronized void first() {
            synchronized (this) {
                x += 1;
            }
            again(3);
            x += 10;
        }

        private synchronized void again(int times) {
            if (times > 0) {
                again(times - 1);
                x += 100;
            }
        }

        @Actor
        public synchronized void second() {
            x += 10_000;
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = x;
        }
    }

    /** A lock that is left by an exception, by return and by break is free afterwards. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class LeftByAllWays {
        private final Object lock = new Object();
        private int x;
        private int caught;

        @Actor
        public void first() {
            for (int i = 0; i < 3; i++) {
                try {
                    x += under(i);
                } catch (ArithmeticException e) {
                    caught++;
                }
            }
        }

        private int under(int divisor) {
            synchronized (lock) {
                if (divisor == 2) {
                    return 100;
                }
                return 10 / divisor;
            }
        }

        @Actor
        public void second(II_Result r) {
            while (true) {
                synchronized (lock) {
                    r.r2 = Thread.holdsLock(lock) ? 1 : 0;
                    break;
                }
            }
        }

        @Arbiter
        public void arbiter(II_Result r) {
            r.r1 = x * 10 + caught;
        }
    }

    /** Two locks, taken by each actor in the same order; a third that nobody else wants. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class TwoLocks {
        private final Object a = new Object();
        private final Object b = new Object();
        private int x;
        private int y;

        @Actor
        public void first() {
            synchronized (a) {
                x++;
                synchronized (b) {
                    y += x;
                    x = 0;
                }
            }
        }

        @Actor
        public void second() {
            synchronized (a) {
                synchronized (b) {
                    y++;
                }
            }
        }

        @Arbiter
        public void arbiter(II_Result r) {
            synchronized (b) {
                r.r1 = x;
                r.r2 = y;
            }
        }
    }

    /** What was written under the lock is seen under the lock, all of it or nothing. */
    @Comes(shows = {"0, 0, 0", "1, 2, 3"})
    @JCStressTest
    @Outcome(
            id = {"0, 0, 0", "1, 2, 3"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class AllOrNothing {
        private int a;
        private long b;
        private short c;

        @Actor
        public synchronized void writer() {
            a = 1;
            b = 2;
            c = 3;
        }

        @Actor
        public synchronized void reader(III_Result r) {
            r.r1 = a;
            r.r2 = (int) b;
            r.r3 = c;
        }
    }

    /** More contenders than most machines of continuous integration have CPUs. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class FourContenders {
        private int x;

        @Actor
        public synchronized void first() {
            x++;
        }

        @Actor
        public synchronized void second() {
            x += 10;
        }

        @Actor
        public synchronized void third() {
            x += 100;
        }

        @Actor
        public synchronized void fourth() {
            x += 1000;
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = x;
        }
    }

    static class Guarded {
        private int x = 7;

        synchronized int next() {
            return x++;
        }
    }

    @Comes(shows = {"7, 8", "8, 7"})
    @JCStressTest
    @Outcome(
            id = {"7, 8", "8, 7"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class OnAHolder {
        private final Guarded guarded = new Guarded();

        @Actor
        public void first(II_Result r) {
            r.r1 = guarded.next();
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = guarded.next();
        }
    }

    @Comes(refused = "wait")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Waits {
        private boolean ready;

        @Actor
        public synchronized void waiter(I_Result r) throws InterruptedException {
            while (!ready) {
                wait(1);
            }
            r.r1 = 1;
        }

        @Actor
        public synchronized void waker() {
            ready = true;
            notifyAll();
        }
    }

    /** Wide parameters, a result, and an exception on the way out of a synchronized method. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class SynchronizedWithEverything {
        private double sum;
        private int caught;

        private synchronized double add(long a, double b, String text, int[] c, boolean fails) {
            if (fails) {
                throw new IllegalArgumentException(text);
            }
            sum += a + b + c[0];
            return sum;
        }

        @Actor
        public void first() {
            try {
                add(1, 2, "first", new int[] {3}, true);
            } catch (IllegalArgumentException e) {
                synchronized (this) {
                    caught += e.getMessage().length();
                }
            }
            add(4, 0.5, "", new int[] {6}, false);
        }

        @Actor
        public synchronized void second() {
            add(100, 0.25, "", new int[1], false);
        }

        @Arbiter
        public void arbiter(DI_Result r) {
            r.r1 = sum;
            r.r2 = caught;
        }
    }

    /** Each subclass's object has one monitor, whichever class declares the method. */
    static class Base {
        int x;

        synchronized void up() {
            x++;
        }
    }

    static class Derived extends Base {
        @Override
        synchronized void up() {
            super.up();
            x += holds() ? 10 : 1000;
        }

        boolean holds() {
            return Thread.holdsLock(this);
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Inherited {
        private final Derived derived = new Derived();
        private final Base base = derived;

        @Actor
        public void first() {
            derived.up();
        }

        @Actor
        public void second() {
            synchronized (base) {
                base.x += 100;
                base.up();
            }
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = derived.holds() ? -1 : base.x;
        }
    }
}
