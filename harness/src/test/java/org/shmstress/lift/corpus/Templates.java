package org.shmstress.lift.corpus;

/**
 * Sources of classes that exist once per primitive type. {@code $T} is the type, {@code $A} and {@code $B} are values of it,
 * {@code $R} is its letter in jcstress's result names.
 */
enum Templates {
    FIELDS(Types.ALL, """
            public class $Name {
                $T plain = $A;
                volatile $T ordered = $B;
                $T unset;

                @Actor
                public void actor($R$R$R_Result r) {
                    $T kept = plain;
                    plain = ordered;
                    ordered = unset;
                    unset = kept;
                    r.r1 = plain;
                    r.r2 = ordered;
                    r.r3 = unset;
                }
            }
            """),
    FIELD_RACE(Types.ALL, """
            @Comes(shows = "1")
            @Outcome(id = {"0", "1"}, expect = Expect.ACCEPTABLE)
            @Outcome(id = "-1", expect = Expect.FORBIDDEN, desc = "torn")
            public class $Name {
                $T x;

                @Actor
                public void writer() {
                    x = $A;
                }

                @Actor
                public void reader(I_Result r) {
                    $T seen = x;
                    r.r1 = seen == $A ? 1 : seen == $Zero ? 0 : -1;
                }
            }
            """),
    HANDLE_SETS(Types.ALL, """
            public class $Name {
                static final VarHandle X = handle();

                static VarHandle handle() {
                    try {
                        return MethodHandles.lookup().findVarHandle($Name.class, "x", $T.class);
                    } catch (NoSuchFieldException | IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }

                $T x;

                @Actor
                public void actor($R$R$R$R_Result r) {
                    X.set(this, $A);
                    r.r1 = ($T) X.get(this);
                    X.setOpaque(this, $B);
                    r.r2 = ($T) X.getOpaque(this);
                    X.setRelease(this, $A);
                    r.r3 = ($T) X.getAcquire(this);
                    X.setVolatile(this, $B);
                    r.r4 = ($T) X.getVolatile(this);
                }
            }
            """),
    HANDLE_EXCHANGES(Types.ALL, """
            public class $Name {
                static final VarHandle X;

                static {
                    try {
                        X = MethodHandles.lookup().findVarHandle($Name.class, "x", $T.class);
                    } catch (NoSuchFieldException | IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }

                $T x = $A;

                @Actor
                public void actor($R$R$R$R$R$R_Result r) {
                    r.r1 = ($T) X.compareAndExchange(this, $A, $B);
                    r.r2 = ($T) X.compareAndExchangeAcquire(this, $B, $A);
                    r.r3 = ($T) X.compareAndExchangeRelease(this, $A, $B);
                    r.r4 = ($T) X.getAndSet(this, $A);
                    r.r5 = ($T) X.getAndSetAcquire(this, $B);
                    r.r6 = ($T) X.getAndSetRelease(this, $A);
                }
            }
            """),
    HANDLE_COMPARES(Types.ALL, """
            public class $Name {
                static final VarHandle X;

                static {
                    try {
                        X = MethodHandles.lookup().findVarHandle($Name.class, "x", $T.class);
                    } catch (ReflectiveOperationException e) {
                        throw new ExceptionInInitializerError(e);
                    }
                }

                $T x = $A;
                $T never;

                @Actor
                public void actor(ZZ_Result r) {
                    r.r1 = X.compareAndSet(this, $A, $B) && !X.compareAndSet(this, never, $A);
                    while (!X.weakCompareAndSet(this, $B, $A)) {
                        Thread.onSpinWait();
                    }
                    while (!X.weakCompareAndSetAcquire(this, $A, $B)) {
                        Thread.onSpinWait();
                    }
                    while (!X.weakCompareAndSetRelease(this, $B, $A)) {
                        Thread.onSpinWait();
                    }
                    while (!X.weakCompareAndSetPlain(this, $A, $B)) {
                        Thread.onSpinWait();
                    }
                    r.r2 = x == $B;
                }
            }
            """),
    HANDLE_ADDS(Types.NUMBERS, """
            public class $Name {
                static final VarHandle X = handle();

                static VarHandle handle() {
                    try {
                        return MethodHandles.lookup().findVarHandle($Name.class, "x", $T.class);
                    } catch (NoSuchFieldException | IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }

                volatile $T x = $A;

                @Actor
                public void actor($R$R$R$R_Result r) {
                    r.r1 = ($T) X.getAndAdd(this, $B);
                    r.r2 = ($T) X.getAndAddAcquire(this, $B);
                    r.r3 = ($T) X.getAndAddRelease(this, $A);
                    r.r4 = x;
                }
            }
            """),
    HANDLE_BITS(Types.BITS, """
            public class $Name {
                static final VarHandle X = handle();

                static VarHandle handle() {
                    try {
                        return MethodHandles.lookup().findVarHandle($Name.class, "x", $T.class);
                    } catch (NoSuchFieldException | IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }

                $T x = $A;

                @Actor
                public void actor($R$R$R$R_Result r) {
                    r.r1 = ($T) X.getAndBitwiseOr(this, $B);
                    r.r1 ^= ($T) X.getAndBitwiseOrAcquire(this, $A);
                    r.r1 ^= ($T) X.getAndBitwiseOrRelease(this, $B);
                    r.r2 = ($T) X.getAndBitwiseAnd(this, $B);
                    r.r2 ^= ($T) X.getAndBitwiseAndAcquire(this, $A);
                    r.r2 ^= ($T) X.getAndBitwiseAndRelease(this, $B);
                    r.r3 = ($T) X.getAndBitwiseXor(this, $A);
                    r.r3 ^= ($T) X.getAndBitwiseXorAcquire(this, $B);
                    r.r3 ^= ($T) X.getAndBitwiseXorRelease(this, $A);
                    r.r4 = x;
                }
            }
            """),
    HANDLE_RACE(Types.ALL, """
            @Comes(shows = {"0", "1"})
            @Outcome(id = {"0", "1"}, expect = Expect.ACCEPTABLE)
            public class $Name {
                static final VarHandle X = handle();

                static VarHandle handle() {
                    try {
                        return MethodHandles.lookup().findVarHandle($Name.class, "x", $T.class);
                    } catch (NoSuchFieldException | IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }

                $T x;

                @Actor
                public void writer() {
                    X.setOpaque(this, $A);
                }

                @Actor
                public void reader(I_Result r) {
                    $T seen = ($T) X.getOpaque(this);
                    r.r1 = seen == $A ? 1 : seen == $Zero ? 0 : -1;
                }
            }
            """),
    ARRAY(Types.ALL, """
            public class $Name {
                final $T[] a = {$A, $B, $A};

                @Actor
                public void actor($R$R$R_Result r) {
                    $T kept = a[0];
                    a[0] = a[1];
                    a[a.length - 2] = kept;
                    r.r1 = a[0];
                    r.r2 = a[1];
                    int i = 2;
                    r.r3 = a[i] = a[0];
                }
            }
            """),
    ARRAY_NEIGHBOURS(Types.ALL, """
            public class $Name {
                $T[] a = new $T[2];

                @Actor
                public void left() {
                    a[0] = $A;
                }

                @Actor
                public void right() {
                    a[1] = $B;
                }

                @Arbiter
                public void arbiter($R$R_Result r) {
                    r.r1 = a[0];
                    r.r2 = a[1];
                }
            }
            """),
    ARRAY_WHOLE(Types.ALL, """
            public class $Name {
                final $T[] a = new $T[5];

                public $Name() {
                    java.util.Arrays.fill(a, $A);
                    a[4] = $B;
                }

                @Actor
                public void actor($R$RI_Result r) {
                    $T[] mine = a.clone();
                    System.arraycopy(mine, 3, a, 0, 2);
                    for ($T each : a) {
                        r.r3 += each == $B ? 1 : 0;
                    }
                    r.r1 = a[1];
                    r.r2 = mine[1];
                }
            }
            """),
    ARRAY_HANDLE(Types.ALL, """
            public class $Name {
                static final VarHandle E = MethodHandles.arrayElementVarHandle($T[].class);
                final $T[] a = {$A, $B, $A};

                @Actor
                public void actor($R$R$R$R_Result r) {
                    r.r1 = ($T) E.getVolatile(a, 1);
                    E.setOpaque(a, 0, $B);
                    r.r2 = ($T) E.getAcquire(a, 0);
                    E.setRelease(a, 2, ($T) E.getAndSet(a, 1, $A));
                    r.r3 = ($T) E.compareAndExchange(a, 1, $A, $B);
                    r.r4 = ($T) E.getOpaque(a, 2);
                }
            }
            """),
    BYTES_VIEWED(Types.WIDE, """
            public class $Name {
                static final VarHandle V =
                        MethodHandles.byteArrayViewVarHandle($T[].class, java.nio.ByteOrder.nativeOrder());
                final byte[] bytes = new byte[24];

                @Actor
                public void actor($R$R_Result r) {
                    V.set(bytes, 8, $A);
                    r.r1 = ($T) V.get(bytes, 8);
                    V.set(bytes, 9, $B);
                    r.r2 = ($T) V.get(bytes, 9);
                }
            }
            """),
    BUFFER(Types.NUMBERS, """
            public class $Name {
                final ByteBuffer b = ByteBuffer.allocate(32);

                @Actor
                public void actor($R$R_Result r) {
                    b.put$Accessor(8, $A);
                    b.put$Accessor(3 * b.position(), $B);
                    r.r1 = b.get$Accessor(8);
                    r.r2 = b.get$Accessor(0);
                }
            }
            """),
    DIRECT_BUFFER(Types.NUMBERS, """
            public class $Name {
                final ByteBuffer b = ByteBuffer.allocateDirect(32).order(ByteOrder.LITTLE_ENDIAN);

                @Actor
                public void actor(BBI_Result r) {
                    b.put$Accessor(8, $A);
                    r.r1 = b.get(8);
                    r.r2 = b.get(9);
                    r.r3 = b.capacity();
                }
            }
            """),
    BUFFER_VIEWED(Types.WIDE, """
            public class $Name {
                static final VarHandle V = MethodHandles.byteBufferViewVarHandle($T[].class, ByteOrder.nativeOrder());
                final ByteBuffer b = ByteBuffer.allocateDirect(64);

                @Actor
                public void actor($R$R$R$R_Result r) {
                    V.set(b, 8, $A);
                    r.r1 = ($T) V.get(b, 8);
                    V.setVolatile(b, 16, $B);
                    r.r2 = ($T) V.getVolatile(b, 16);
                    V.setRelease(b, 8, r.r2);
                    r.r3 = ($T) V.getAcquire(b, 8);
                    V.setOpaque(b, 16, r.r1);
                    r.r4 = ($T) V.getOpaque(b, 16);
                }
            }
            """),
    HELD(Types.ALL, """
            public class $Name {
                static class Holder {
                    $T x = $A;
                    volatile $T y;
                }

                final Holder first = new Holder();
                final Holder second = new Holder();
                final Holder again = first;

                @Actor
                public void actor($R$R$R_Result r) {
                    first.x = $B;
                    again.y = again.x;
                    second.y = $A;
                    r.r1 = first.y;
                    r.r2 = second.x;
                    r.r3 = second.y;
                }
            }
            """);

    static final String PACKAGE = "org.shmstress.lift.corpus.generated";

    private static final String IMPORTS = "package " + PACKAGE + ";\n" + """
            import java.lang.invoke.MethodHandles;
            import java.lang.invoke.VarHandle;
            import java.nio.ByteBuffer;
            import java.nio.ByteOrder;
            import org.openjdk.jcstress.annotations.*;
            import org.openjdk.jcstress.infra.results.*;
            import org.shmstress.lift.corpus.Comes;

            @JCStressTest
            @State
            """;

    /** Which types a template is written for. */
    enum Types {
        ALL,
        NUMBERS,
        BITS,
        WIDE
    }

    private final Types types;
    private final String text;

    Templates(Types types, String text) {
        this.types = types;
        this.text = text;
    }

    /** What comes before a class; one that does not race allows whatever outcome it has. */
    static String header(String text) {
        return IMPORTS + (text.contains("@Outcome") ? "" : "@Outcome(expect = Expect.ACCEPTABLE)\n");
    }

    Types types() {
        return types;
    }

    String text() {
        return text;
    }

    String className() {
        StringBuilder name = new StringBuilder();
        for (String word : name().split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return name.toString();
    }
}
