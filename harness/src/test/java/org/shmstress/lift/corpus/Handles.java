package org.shmstress.lift.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Where a VarHandle may come from and how it may be used. */
final class Handles {

    private Handles() {}

    /** Two exceptions in one handler: the verifier wants their common superclass. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class FoundUnderAMultiCatch {
        private static final VarHandle X;
        private static final VarHandle Y;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                X = lookup.findVarHandle(FoundUnderAMultiCatch.class, "x", int.class);
                Y = lookup.findVarHandle(FoundUnderAMultiCatch.class, "y", long.class);
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private int x;
        private long y;

        @Actor
        public void actor(JJ_Result r) {
            X.setOpaque(this, 4);
            Y.setRelease(this, 5L + (int) X.getOpaque(this));
            r.r1 = (long) Y.getAcquire(this);
            r.r2 = x * 10 + y;
        }
    }

    /** The class that finds the handle is not the one that has the field. */
    @State
    public static class StateWithHandle {
        static final VarHandle X;

        static {
            try {
                X = MethodHandles.lookup().findVarHandle(StateWithHandle.class, "x", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        int x = 3;
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    public static class OfASeparateState {
        @Actor
        public void actor(StateWithHandle s, II_Result r) {
            r.r1 = (int) StateWithHandle.X.getAndAdd(s, 4);
            r.r2 = s.x;
        }
    }

    public abstract static class Base {
        protected volatile int inherited = 5;
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OfAnInheritedField extends Base {
        private static final VarHandle INHERITED;

        static {
            try {
                INHERITED = MethodHandles.lookup().findVarHandle(OfAnInheritedField.class, "inherited", int.class);
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        @Actor
        public void actor(II_Result r) {
            r.r1 = (int) INHERITED.getAndSet(this, 8);
            r.r2 = inherited;
        }
    }

    /** Results that nobody wants, statements instead of expressions, and values of a narrower type. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class WithValuesDropped {
        private static final VarHandle X;

        static {
            try {
                X = MethodHandles.lookup().findVarHandle(WithValuesDropped.class, "x", long.class);
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private long x = 1;

        @Actor
        public void actor(JJ_Result r) {
            X.getAndAdd(this, 2);
            X.compareAndSet(this, 3L, 10L);
            X.getAndSet(this, (byte) 7 + (long) X.get(this));
            r.r1 = (long) X.get(this);
            X.set(this, 'a');
            r.r2 = x;
        }
    }

    /** Fences need no handle of their own; each process has them. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class FencesOnly {
        int x;

        @Actor
        public void actor(I_Result r) {
            x = 1;
            VarHandle.fullFence();
            x += 2;
            VarHandle.releaseFence();
            x += 3;
            VarHandle.acquireFence();
            VarHandle.loadLoadFence();
            VarHandle.storeStoreFence();
            r.r1 = x;
        }
    }

    /** A compiler that unrolls the loop over slots may take the next slot's fence for this one's. */
    @Comes(shows = {"0, 1", "1, 0"})
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0", "1, 1"},
            expect = Expect.ACCEPTABLE)
    @Outcome(id = "0, 0", expect = Expect.FORBIDDEN)
    @State
    public static class StoreBufferingFullFence {
        private int x;
        private int y;

        @Actor
        public void first(II_Result r) {
            x = 1;
            VarHandle.fullFence();
            r.r1 = y;
        }

        @Actor
        public void second(II_Result r) {
            y = 1;
            VarHandle.fullFence();
            r.r2 = x;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class InLambdasAndHelpers {
        private static final VarHandle X;

        static {
            try {
                X = MethodHandles.lookup().findVarHandle(InLambdasAndHelpers.class, "x", int.class);
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private int x = 1;

        @Actor
        public void actor(II_Result r) {
            Runnable twice = () -> X.setVolatile(this, 2 * (int) X.getVolatile(this));
            twice.run();
            twice.run();
            r.r1 = bump(this, 3);
            r.r2 = x;
        }

        private static int bump(InLambdasAndHelpers state, int by) {
            return (int) X.getAndAdd(state, by) + by;
        }
    }

    /** Both increment atomically: no update is lost. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class AddedByTwo {
        private static final VarHandle X;

        static {
            try {
                X = MethodHandles.lookup().findVarHandle(AddedByTwo.class, "x", int.class);
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private int x;

        @Actor
        public void first() {
            X.getAndAdd(this, 1);
        }

        @Actor
        public void second() {
            int seen;
            do {
                seen = (int) X.getVolatile(this);
            } while (!X.weakCompareAndSet(this, seen, seen + 2));
        }

        @Arbiter
        public void arbiter(I_Result r) {
            r.r1 = x;
        }
    }

    /** Late stores of two processes, in the form in which most tests of opaque accesses are written. */
    @Comes(shows = {"0, 0", "0, 1", "1, 0"})
    @JCStressTest
    @Outcome(
            id = {"0, 0", "0, 1", "1, 0", "1, 1"},
            expect = Expect.ACCEPTABLE)
    @State
    public static class StoreBufferingOpaque {
        private static final VarHandle X;
        private static final VarHandle Y;

        static {
            try {
                X = MethodHandles.lookup().findVarHandle(StoreBufferingOpaque.class, "x", int.class);
                Y = MethodHandles.lookup().findVarHandle(StoreBufferingOpaque.class, "y", int.class);
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        private int x;
        private int y;

        @Actor
        public void first(II_Result r) {
            X.setOpaque(this, 1);
            r.r1 = (int) Y.getOpaque(this);
        }

        @Actor
        public void second(II_Result r) {
            Y.setOpaque(this, 1);
            r.r2 = (int) X.getOpaque(this);
        }
    }

    /** A handle in a nested class of constants. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class FoundByANestedClass {
        static final class Access {
            static final VarHandle X;

            static {
                try {
                    X = MethodHandles.privateLookupIn(FoundByANestedClass.class, MethodHandles.lookup())
                            .findVarHandle(FoundByANestedClass.class, "x", short.class);
                } catch (NoSuchFieldException | IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }

        private short x = 9;

        @Actor
        public void actor(IIII_Result r) {
            Access.X.setVolatile(this, (short) 40_000);
            r.r1 = x;
            r.r2 = (short) Access.X.getVolatile(this);
        }
    }

    @Comes(refused = "COUNT")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OfAStaticField {
        private static final VarHandle COUNT;

        static {
            try {
                COUNT = MethodHandles.lookup().findStaticVarHandle(OfAStaticField.class, "count", int.class);
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        static int count;

        @Actor
        public void actor(I_Result r) {
            r.r1 = (int) COUNT.getAndAdd(1) + count;
        }
    }

    @Comes(refused = "java.lang.String")
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class OfAReference {
        private static final VarHandle TEXT;

        static {
            try {
                TEXT = MethodHandles.lookup().findVarHandle(OfAReference.class, "text", String.class);
            } catch (NoSuchFieldException | IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }

        String text = "a";

        @Actor
        public void actor(I_Result r) {
            r.r1 = ((String) TEXT.getVolatile(this)).length();
        }
    }
}
