package org.shmstress.standin;

import java.lang.reflect.Field;
import sun.misc.Unsafe;

/**
 * The JVM's {@code Unsafe}, in place of the field in which a jcstress-core holds it, whose name differs from version to version. It is no
 * placeholder: initializers ask it for offsets in arrays, and actors use those.
 */
public final class JvmUnsafe {

    public static final Unsafe UNSAFE = unsafe();

    private JvmUnsafe() {}

    private static Unsafe unsafe() {
        try {
            Field field = Unsafe.class.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return (Unsafe) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
