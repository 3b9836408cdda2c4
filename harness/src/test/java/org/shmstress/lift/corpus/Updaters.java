package org.shmstress.lift.corpus;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIIIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJJJJJ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Field updaters: every method of them, and races. */
final class Updaters {

    private Updaters() {}

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class EveryMethodOnInt {
        private static final AtomicIntegerFieldUpdater<EveryMethodOnInt> X =
                AtomicIntegerFieldUpdater.newUpdater(EveryMethodOnInt.class, "x");
        private volatile int x = 5;

        @Actor
        public void actor(IIIIII_Result r) {
            r.r1 = X.getAndIncrement(this) * 10 + X.getAndDecrement(this);
            r.r2 = X.incrementAndGet(this) * 10 + X.decrementAndGet(this);
            r.r3 = X.getAndAdd(this, 7) * 10 + X.addAndGet(this, -3);
            X.lazySet(this, X.get(this) + 1);
            r.r4 = X.getAndSet(this, 40);
            r.r5 = X.updateAndGet(this, v -> v / 2) * 100 + X.getAndUpdate(this, v -> v - 1);
            X.set(this, X.get(this) * 2);
            r.r6 = X.accumulateAndGet(this, 3, Math::max) * 100 + X.getAndAccumulate(this, 5, (a, b) -> a - b) + x;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class EveryMethodOnLong {
        private static final AtomicLongFieldUpdater<EveryMethodOnLong> X =
                AtomicLongFieldUpdater.newUpdater(EveryMethodOnLong.class, "x");
        private volatile long x = 5L << 33;

        @Actor
        public void actor(JJJJJJ_Result r) {
            r.r1 = X.getAndIncrement(this) * 10 + X.getAndDecrement(this);
            r.r2 = X.incrementAndGet(this) * 10 + X.decrementAndGet(this);
            r.r3 = X.getAndAdd(this, 7) * 10 + X.addAndGet(this, -3);
            X.lazySet(this, X.get(this) + 1);
            r.r4 = X.getAndSet(this, 40);
            r.r5 = X.updateAndGet(this, v -> v / 2) * 100 + X.getAndUpdate(this, v -> v - 1);
            X.set(this, X.get(this) * 2);
            r.r6 = X.accumulateAndGet(this, 3, Math::max) * 100 + X.getAndAccumulate(this, 5, (a, b) -> a - b) + x;
        }
    }

    /** One of two wins, whoever it is. */
    @Comes(shows = {"true, false", "false, true"})
    @JCStressTest
    @Outcome(
            id = {"true, false", "false, true"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class OneWins {
        private static final AtomicIntegerFieldUpdater<OneWins> X =
                AtomicIntegerFieldUpdater.newUpdater(OneWins.class, "x");
        volatile int x;

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = X.compareAndSet(this, 0, 1);
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = X.compareAndSet(this, 0, 2);
        }
    }

    @Comes(shows = {"1, 2", "2, 1"})
    @JCStressTest
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class BothCount {
        private static final AtomicLongFieldUpdater<BothCount> X =
                AtomicLongFieldUpdater.newUpdater(BothCount.class, "x");
        volatile long x;

        @Actor
        public void first(II_Result r) {
            r.r1 = (int) X.incrementAndGet(this);
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = (int) X.addAndGet(this, 1);
        }
    }

    @Comes(refused = "OfAReference")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OfAReference {
        private static final AtomicReferenceFieldUpdater<OfAReference, OfAReference> NEXT =
                AtomicReferenceFieldUpdater.newUpdater(OfAReference.class, OfAReference.class, "next");
        volatile OfAReference next;

        @Actor
        public void actor(I_Result r) {
            r.r1 = NEXT.compareAndSet(this, null, this) ? 1 : 0;
        }
    }
}
