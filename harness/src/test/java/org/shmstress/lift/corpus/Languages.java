package org.shmstress.lift.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What the compiler makes many classes and calls of: records, strings, enums, lambdas, nested and local classes. */
final class Languages {

    private Languages() {}

    record Point(int x, int y) {
        Point {
            if (x < 0) {
                throw new IllegalArgumentException("x " + x);
            }
        }

        Point plus(Point other) {
            return new Point(x + other.x, y + other.y);
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class LocalRecords {
        int x = 2;

        @Actor
        public void actor(III_Result r) {
            Point p = new Point(x, 3).plus(new Point(x * 10, x));
            r.r1 = p.x();
            r.r2 = p.y();
            r.r3 = p.equals(new Point(22, 5)) ? p.hashCode() : -1;
        }
    }

    /** A record that the state holds never changes. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class HeldRecord {
        private final Point origin = new Point(3, 4);
        private int moved;

        @Actor
        public void first() {
            moved = origin.x() * 10 + origin.y();
        }

        @Actor
        public void second(II_Result r) {
            r.r2 = origin.plus(origin).y();
        }

        @org.openjdk.jcstress.annotations.Arbiter
        public void arbiter(II_Result r) {
            r.r1 = moved;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class SwitchesOverStrings {
        int x = 5;

        @Actor
        public void actor(II_Result r) {
            r.r1 = worth("AaAa") * 100 + worth("BBBB") * 10 + worth("none");
            r.r2 = x;
        }

        /** The first two have one hash code. */
        private int worth(String word) {
            switch (word) {
                case "AaAa":
                    return x++;
                case "BBBB":
                    return x--;
                default:
                    x *= 2;
                    return 0;
            }
        }
    }

    enum Colour {
        RED(1),
        GREEN(2) {
            @Override
            int weigh(int x) {
                return x * 100;
            }
        };

        private final int weight;

        Colour(int weight) {
            this.weight = weight;
        }

        int weigh(int x) {
            return x * weight;
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class SwitchesOverEnums {
        int x = 3;

        @Actor
        public void actor(III_Result r) {
            for (Colour colour : Colour.values()) {
                switch (colour) {
                    case RED -> r.r1 += colour.weigh(x++);
                    case GREEN -> r.r2 += colour.weigh(x--);
                }
            }
            r.r3 = Colour.valueOf("GREEN").ordinal();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class ConcatenatesStrings {
        int x = 12;
        char c = '!';

        @Actor
        public void actor(II_Result r) {
            String text = "x=" + x + c + 1.5f + (x > 3);
            r.r1 = text.length();
            r.r2 = text.charAt(3) + String.valueOf(x++).length();
        }
    }

    /** Collections that only the actor knows. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class LocalCollections {
        int x = 4;

        @Actor
        public void actor(II_Result r) {
            List<Integer> list = new ArrayList<>();
            for (int i = 0; i < x; i++) {
                list.add(i * i);
            }
            r.r1 = list.stream().mapToInt(Integer::intValue).filter(v -> v != x).sum();
            r.r2 = list.size();
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class LambdasThatCaptureAll {
        int x = 1;
        long y = 2;
        volatile short z = 3;

        @Actor
        public void actor(IIII_Result r) {
            int local = 4;
            double wide = 0.5;
            IntBinaryOperator mix = (a, b) -> (int) (a * x + b * y + local + wide * z++);
            Supplier<Supplier<Integer>> nested = () -> () -> x += local;
            r.r1 = mix.applyAsInt(10, 20);
            r.r2 = nested.get().get() + nested.get().get();
            r.r3 = mix.andThen(5);
            r.r4 = z;
        }

        private interface IntBinaryOperator {
            int applyAsInt(int a, int b);

            default int andThen(int c) {
                return applyAsInt(applyAsInt(c, c), c);
            }
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class LocalAndAnonymousClasses {
        int x = 2;

        @Actor
        public void actor(II_Result r) {
            class Doubler {
                final int times;

                Doubler(int times) {
                    this.times = times;
                }

                int run() {
                    for (int i = 0; i < times; i++) {
                        x *= 2;
                    }
                    return x;
                }
            }
            IntBinaryOperator anonymous = new IntBinaryOperator() {
                private int calls;

                @Override
                public int applyAsInt(int a, int b) {
                    return ++calls * 100 + a * x + b;
                }
            };
            r.r1 = new Doubler(3).run() + anonymous.applyAsInt(1, 2);
            r.r2 = anonymous.applyAsInt(3, 4);
        }
    }

    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class PatternsAndText {
        int x = 7;

        @Actor
        public void actor(I_Result r) {
            Object boxed = x % 2 == 1 ? Integer.valueOf(x) : "even";
            String text = """
                    two
                    lines""";
            if (boxed instanceof Integer i && i > 3) {
                r.r1 = i * 100 + text.length();
            }
        }
    }

    /** A constant of the class, a static method, a static nested helper. */
    @JCStressTest
    @Outcome(expect = Expect.ACCEPTABLE)
    @State
    public static class StaticHelpers {
        private static final int FACTOR = 6;
        private static final String NAME = StaticHelpers.class.getSimpleName();

        static final class Helper {
            private Helper() {}

            static int apply(StaticHelpers s, int by) {
                return s.x += by * FACTOR;
            }
        }

        private int x = 1;

        @Actor
        public void actor(II_Result r) {
            r.r1 = Helper.apply(this, 2);
            r.r2 = x + NAME.length();
        }
    }
}
