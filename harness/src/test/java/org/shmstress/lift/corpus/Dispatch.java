package org.shmstress.lift.corpus;

import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who touches a field: other classes, lambdas, interfaces, overriders. */
final class Dispatch {

    private Dispatch() {}

    /** A view of the state through an interface with behaviour of its own. */
    interface Counter {
        int count();

        void count(int value);

        default int bump() {
            count(count() + 1);
            return count();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ThroughAnInterface implements Counter {
        int counted = 4;

        @Override
        public int count() {
            return counted;
        }

        @Override
        public void count(int value) {
            counted = value;
        }

        @Actor
        public void actor(II_Result r) {
            Counter self = this;
            r.r1 = self.bump() * self.bump();
            r.r2 = counted;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ThroughLambdas {
        int x = 1;
        long y = 2;

        @Actor
        public void actor(III_Result r) {
            int before = x;
            IntUnaryOperator add = n -> x += n + before;
            LongSupplier next = this::advance;
            r.r1 = add.andThen(n -> n * x).applyAsInt(5);
            r.r2 = (int) (next.getAsLong() + next.getAsLong());
            r.r3 = x;
        }

        private long advance() {
            return y *= 3;
        }
    }

    /** Two objects of the test's own that are no state: their fields stay fields. */
    static final class Accumulator {
        int total;
        private final ThroughAnObject state;

        Accumulator(ThroughAnObject state) {
            this.state = state;
        }

        Accumulator add() {
            total += state.step++;
            return this;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ThroughAnObject {
        int step = 3;

        @Actor
        public void actor(II_Result r) {
            r.r1 = new Accumulator(this).add().add().total;
            r.r2 = step;
        }
    }

    /** Two actors on fields of their own and an arbiter that sees both: one outcome, whoever is first. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class TwoActorsApart {
        short left = 1;
        volatile double right = 0.25;

        @Actor
        public void left(III_Result r) {
            r.r1 = left *= 300;
        }

        @Actor
        public void right(III_Result r) {
            right += right;
            r.r2 = (int) (right * 100);
        }

        @Arbiter
        public void arbiter(III_Result r) {
            r.r3 = r.r1 + r.r2 + left + (int) (right * 1000);
        }
    }
}
