package org.shmstress.lift.corpus;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** What constructors may do before an actor runs. */
final class Construction {

    private Construction() {}

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class InitialisersInOrder {
        int a = 3;
        int b = a * 2;
        final int c;

        {
            b += a;
            a = 50;
        }

        public InitialisersInOrder() {
            int sum = 0;
            for (int i = 0; i < b; i++) {
                sum += i % 2 == 0 ? a : b;
            }
            c = sum;
        }

        @Actor
        public void actor(III_Result r) {
            r.r1 = a;
            r.r2 = b;
            r.r3 = c;
        }
    }

    /** The superclass's constructor calls a method of the subclass before the subclass's fields are set. */
    public abstract static class CallsDown {
        int seen = 1;

        CallsDown(int bonus) {
            seen += early() + bonus;
        }

        abstract int early();
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class CalledFromAbove extends CallsDown {
        int own = 40;
        int kept;

        public CalledFromAbove() {
            super(new StringBuilder("four").append("teen").length());
        }

        @Override
        int early() {
            kept = 9;
            return own + 2;
        }

        @Actor
        public void actor(III_Result r) {
            r.r1 = seen;
            r.r2 = own;
            r.r3 = kept;
        }
    }

    /** Arguments that make objects and branch before {@code super(…)} is reached. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ChoosesBeforeSuper extends CallsDown {
        int own = 4;

        public ChoosesBeforeSuper() {
            this("no".isEmpty() ? 1 : 2);
        }

        ChoosesBeforeSuper(int choice) {
            super(choice > 1 ? new StringBuilder().append(choice).length() : Integer.parseInt("3"));
            own += choice;
        }

        @Override
        int early() {
            return 5;
        }

        @Actor
        public void actor(II_Result r) {
            r.r1 = seen;
            r.r2 = own;
        }
    }
}
