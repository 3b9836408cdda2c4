package org.shmstress.lift.corpus;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIIIII_Result;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJJJJJ_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.ZZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Atomic classes and their arrays: every method of them, where they may lie, and races. */
final class Atomics {

    private Atomics() {}

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class EveryMethodOfInteger {
        private final AtomicInteger x = new AtomicInteger(5);

        @Actor
        public void actor(IIIIII_Result r) {
            r.r1 = x.getAndIncrement() * 10 + x.getAndDecrement() + x.incrementAndGet() * 1000 + x.decrementAndGet();
            r.r2 = x.getAndAdd(7) * 10 + x.addAndGet(-3);
            x.lazySet(x.get() + 1);
            r.r3 = x.getAndSet(40) + x.intValue() + (int) (x.doubleValue() * 2) + (int) x.floatValue();
            r.r4 = x.updateAndGet(v -> v / 2) * 100 + x.getAndUpdate(v -> v - 1) + (int) x.longValue();
            x.set(x.get() * 2);
            r.r5 = x.accumulateAndGet(3, Math::max) * 100 + x.getAndAccumulate(5, (a, b) -> a - b);
            r.r6 = modes(x);
        }

        private static int modes(AtomicInteger x) {
            x.setPlain(x.getPlain() + 1);
            x.setOpaque(x.getOpaque() + 1);
            x.setRelease(x.getAcquire() + 1);
            int seen = x.compareAndExchange(x.get(), 60);
            seen = seen * 10 + x.compareAndExchangeAcquire(60, 61) + x.compareAndExchangeRelease(61, 62);
            while (!x.weakCompareAndSetPlain(62, 63)) {
                Thread.onSpinWait();
            }
            while (!x.weakCompareAndSetVolatile(63, 64) || !x.compareAndSet(64, 65)) {
                Thread.onSpinWait();
            }
            while (!x.weakCompareAndSetAcquire(65, 66)) {
                Thread.onSpinWait();
            }
            while (!x.weakCompareAndSetRelease(66, 67)) {
                Thread.onSpinWait();
            }
            return seen * 100 + x.get();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class EveryMethodOfLong {
        private final AtomicLong x = new AtomicLong(5L << 33);

        @Actor
        public void actor(JJJJJJ_Result r) {
            r.r1 = x.getAndIncrement() * 10 + x.getAndDecrement() + x.incrementAndGet() * 1000 + x.decrementAndGet();
            r.r2 = x.getAndAdd(7) * 10 + x.addAndGet(-3);
            x.lazySet(x.get() + 1);
            r.r3 = x.getAndSet(40) + x.intValue() + (long) x.doubleValue() * 2 + (long) x.floatValue();
            r.r4 = x.updateAndGet(v -> v / 2) * 100 + x.getAndUpdate(v -> v - 1) + x.longValue();
            x.set(x.get() * 2);
            r.r5 = x.accumulateAndGet(3, Math::max) * 100 + x.getAndAccumulate(5, (a, b) -> a - b);
            x.setPlain(x.getPlain() + 1);
            x.setOpaque(x.getOpaque() + 1);
            x.setRelease(x.getAcquire() + 1);
            r.r6 = x.compareAndExchange(x.get(), 60)
                    + x.compareAndExchangeAcquire(60, 61)
                    + x.compareAndExchangeRelease(61, 62) * (x.compareAndSet(62, 1L << 60) ? 3 : 5)
                    + x.get();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class EveryMethodOfBoolean {
        private final AtomicBoolean x = new AtomicBoolean(true);

        @Actor
        public void actor(ZZZZ_Result r) {
            r.r1 = x.get() && x.compareAndSet(true, false) && !x.getPlain();
            x.set(true);
            r.r2 = x.getAndSet(false) && !x.getOpaque();
            x.lazySet(true);
            r.r3 = x.compareAndExchange(true, false)
                    && !x.compareAndExchangeAcquire(false, true)
                    && x.compareAndExchangeRelease(true, false);
            x.setPlain(true);
            x.setOpaque(!x.getAcquire());
            x.setRelease(!x.get());
            r.r4 = x.get();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class EveryMethodOfIntegerArray {
        private final AtomicIntegerArray x = new AtomicIntegerArray(3);

        @Actor
        public void actor(IIIIII_Result r) {
            x.set(0, 5);
            r.r1 = x.getAndIncrement(0) * 10
                    + x.getAndDecrement(0)
                    + x.incrementAndGet(1) * 1000
                    + x.decrementAndGet(1);
            r.r2 = x.getAndAdd(2, 7) * 10 + x.addAndGet(2, -3) + x.length() * 1000;
            x.lazySet(1, x.get(0) + 1);
            r.r3 = x.getAndSet(0, 40) + x.getPlain(0) + x.getOpaque(1) + x.getAcquire(2);
            r.r4 = x.updateAndGet(0, v -> v / 2) * 100 + x.getAndUpdate(0, v -> v - 1);
            r.r5 = x.accumulateAndGet(1, 3, Math::max) * 100 + x.getAndAccumulate(1, 5, (a, b) -> a - b);
            x.setPlain(2, 1);
            x.setOpaque(2, x.get(2) + 1);
            x.setRelease(2, x.get(2) + 1);
            r.r6 = x.compareAndExchange(2, 3, 60) * 100 + (x.compareAndSet(2, 60, 61) ? x.get(2) : -1);
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class LongArrayFromValues {
        private final AtomicLongArray x = new AtomicLongArray(new long[] {1, 2L << 40, 3});

        @Actor
        public void actor(JJ_Result r) {
            r.r1 = x.getAndAdd(1, 5) + x.addAndGet(0, 10) * 1000;
            r.r2 = x.get(0) + x.get(1) + x.get(2) + x.length();
        }
    }

    @Comes(shows = {"1, 2", "2, 1"})
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class BothCount {
        final AtomicInteger x = new AtomicInteger();

        @Actor
        public void first(II_Result r) {
            r.r1 = x.incrementAndGet();
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = x.incrementAndGet();
        }
    }

    @Comes(shows = {"true, false", "false, true"})
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class OneTakesTheFlag {
        final AtomicBoolean taken = new AtomicBoolean();

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = !taken.getAndSet(true);
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = taken.compareAndSet(false, true);
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ArrayCountedByThree {
        final AtomicLongArray x = new AtomicLongArray(2);

        @Actor
        public void first() {
            x.incrementAndGet(0);
        }

        @Actor
        public void second() {
            x.getAndAdd(0, 10);
            x.getAndIncrement(1);
        }

        @Actor
        public void third() {
            x.accumulateAndGet(0, 100, Long::sum);
        }

        @Arbiter
        public void arbiter(JJ_Result r) {
            r.r1 = x.get(0);
            r.r2 = x.get(1);
        }
    }

    static final class Pair {
        final AtomicInteger left;
        final AtomicInteger right;

        Pair(AtomicInteger left, AtomicInteger right) {
            this.left = left;
            this.right = right;
        }
    }

    /** Two names of one atomic, another beside it, all of them in holders. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class SharedByHolders {
        final AtomicInteger common = new AtomicInteger(1);
        final Pair same = new Pair(common, common);
        final Pair apart = new Pair(new AtomicInteger(10), common);

        @Actor
        public void first() {
            same.left.incrementAndGet();
            apart.left.getAndAdd(5);
        }

        @Actor
        public void second() {
            apart.right.getAndAdd(100);
        }

        @Arbiter
        public void arbiter(IIII_Result r) {
            r.r1 = common.get();
            r.r2 = same.right.get();
            r.r3 = apart.left.get();
            r.r4 = same.left == apart.right ? 1 : 0;
        }
    }

    /** An atomic of the actor's own, which nobody shares. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ScratchAtomic {
        volatile int x = 3;

        @Actor
        public void actor(I_Result r) {
            AtomicInteger mine = new AtomicInteger(x);
            for (int i = 0; i < 3; i++) {
                mine.addAndGet(i);
            }
            r.r1 = mine.get();
        }
    }

    /** What an atomic that is a state's superclass holds, is the state's. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class IsAnAtomic extends AtomicLong {
        private static final long serialVersionUID = 1L;

        @Actor
        public void first() {
            incrementAndGet();
        }

        @Actor
        public void second() {
            addAndGet(10);
        }

        @Arbiter
        public void arbiter(JJ_Result r) {
            r.r1 = get();
        }
    }

    @Comes(refused = "AtomicReference")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OfAReference {
        final AtomicReference<String> x = new AtomicReference<>("a");

        @Actor
        public void actor(I_Result r) {
            r.r1 = x.get().length();
        }
    }

    @Comes(refused = "LongAdder")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class Adder {
        final LongAdder x = new LongAdder();

        @Actor
        public void actor(I_Result r) {
            x.increment();
            r.r1 = x.intValue();
        }
    }

    @Comes(refused = "counter")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ReplacedByAnActor {
        AtomicInteger counter = new AtomicInteger();

        @Actor
        public void actor(I_Result r) {
            counter = new AtomicInteger(3);
            r.r1 = counter.get();
        }
    }
}
