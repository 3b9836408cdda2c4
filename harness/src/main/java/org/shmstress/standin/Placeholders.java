package org.shmstress.standin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * What a lifted class's static initializer gets instead of a handle, an updater or an offset of a field that is no more. Nothing uses
 * it: each use was replaced by an accessor, or the test was refused. So parameters are those of the methods replaced.
 */
@SuppressWarnings("unused")
public final class Placeholders {

    private static final VarHandle HANDLE = MethodHandles.arrayElementVarHandle(byte[].class);

    volatile int anInt;
    volatile long aLong;

    private Placeholders() {}

    public static VarHandle findVarHandle(
            MethodHandles.Lookup lookup, Class<?> type, String field, Class<?> fieldType) {
        return HANDLE;
    }

    public static AtomicIntegerFieldUpdater<?> intUpdater(Class<?> type, String field) {
        return AtomicIntegerFieldUpdater.newUpdater(Placeholders.class, "anInt");
    }

    public static AtomicLongFieldUpdater<?> longUpdater(Class<?> type, String field) {
        return AtomicLongFieldUpdater.newUpdater(Placeholders.class, "aLong");
    }

    public static Field getDeclaredField(Class<?> type, String field) throws NoSuchFieldException {
        return Placeholders.class.getDeclaredField("anInt");
    }

    public static long objectFieldOffset(Object unsafe, Field field) {
        return 0;
    }

    public static long objectFieldOffset(Object unsafe, Class<?> type, String field) {
        return 0;
    }
}
