package org.shmstress.segment;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.shmstress.HarnessException;

/**
 * {@code java.lang.foreign} as handles, looked up by name, so that the harness needs no second compiler. Every handle takes the
 * memory segment as an {@code Object}: the cast is part of the handle, and with a constant handle C2 folds it away.
 */
final class ForeignMemory {

    /** Not the public lookup: {@code reinterpret} asks who calls, and takes no answer from that one. */
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final Class<?> SEGMENT = type("MemorySegment");
    private static final Class<?> VALUE_LAYOUT = type("ValueLayout");

    private ForeignMemory() {}

    /** The bytes at an address, which must stay mapped until the last access. */
    static View viewOf(long address, long sizeBytes) {
        return new View(ForeignAccess.INSTANCE, segment(address, sizeBytes), 0);
    }

    private static Object segment(long address, long sizeBytes) {
        return get(() -> {
            MethodHandle ofAddress = LOOKUP.findStatic(SEGMENT, "ofAddress", methodType(SEGMENT, long.class));
            MethodHandle reinterpret = LOOKUP.findVirtual(SEGMENT, "reinterpret", methodType(SEGMENT, long.class));
            return reinterpret.invoke(ofAddress.invoke(address), sizeBytes);
        });
    }

    /** The VarHandle of a value layout, with coordinates {@code (Object segment, long offset)}. */
    static VarHandle handle(String layout) {
        return get(() -> {
            Object value = VALUE_LAYOUT.getField(layout).get(null);
            VarHandle handle = (VarHandle) LOOKUP.findVirtual(VALUE_LAYOUT, "varHandle", methodType(VarHandle.class))
                    .invoke(value);
            MethodHandle cast = MethodHandles.identity(SEGMENT).asType(methodType(SEGMENT, Object.class));
            MethodHandle filter = LOOKUP.findStatic(
                    MethodHandles.class,
                    "filterCoordinates",
                    methodType(VarHandle.class, VarHandle.class, int.class, MethodHandle[].class));
            return (VarHandle) filter.invoke(handle, 0, new MethodHandle[] {cast});
        });
    }

    /** {@code (Object segment) → long}: its virtual address. */
    static MethodHandle address() {
        return get(() -> LOOKUP.findVirtual(SEGMENT, "address", methodType(long.class))
                .asType(methodType(long.class, Object.class)));
    }

    /** {@code (Object segment, long offset, byte[] target, int from, int length)}. */
    static MethodHandle copyToArray() {
        return get(() -> {
            MethodHandle copy = LOOKUP.findStatic(
                    SEGMENT,
                    "copy",
                    methodType(void.class, SEGMENT, VALUE_LAYOUT, long.class, Object.class, int.class, int.class));
            return MethodHandles.insertArguments(copy, 1, bytes())
                    .asType(methodType(void.class, Object.class, long.class, byte[].class, int.class, int.class));
        });
    }

    /** {@code (Object segment, long offset, byte[] source, int from, int length)}. */
    static MethodHandle copyFromArray() {
        return get(() -> {
            MethodHandle copy = LOOKUP.findStatic(
                    SEGMENT,
                    "copy",
                    methodType(void.class, Object.class, int.class, SEGMENT, VALUE_LAYOUT, long.class, int.class));
            MethodHandle ofBytes = MethodHandles.insertArguments(copy, 3, bytes());
            return MethodHandles.permuteArguments(
                            ofBytes,
                            methodType(void.class, SEGMENT, long.class, Object.class, int.class, int.class),
                            2,
                            3,
                            0,
                            1,
                            4)
                    .asType(methodType(void.class, Object.class, long.class, byte[].class, int.class, int.class));
        });
    }

    /** {@code (Object segment, long offset, long length, byte value)}. */
    static MethodHandle fill() {
        return get(() -> {
            MethodHandle slice = LOOKUP.findVirtual(SEGMENT, "asSlice", methodType(SEGMENT, long.class, long.class));
            MethodHandle fill = LOOKUP.findVirtual(SEGMENT, "fill", methodType(SEGMENT, byte.class));
            return MethodHandles.collectArguments(fill, 0, slice)
                    .asType(methodType(void.class, Object.class, long.class, long.class, byte.class));
        });
    }

    /** What a handle threw, unchecked as all that these handles throw. */
    static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(thrown);
    }

    private static Object bytes() throws ReflectiveOperationException {
        return VALUE_LAYOUT.getField("JAVA_BYTE").get(null);
    }

    @FunctionalInterface
    private interface Lookup<T> {
        T get() throws Throwable;
    }

    private static <T> T get(Lookup<T> lookup) {
        try {
            return lookup.get();
        } catch (Throwable t) {
            throw new HarnessException(
                    "java.lang.foreign of Java " + Runtime.version() + " is not as expected: " + t, t);
        }
    }

    private static Class<?> type(String name) {
        return get(() -> Class.forName("java.lang.foreign." + name));
    }
}
