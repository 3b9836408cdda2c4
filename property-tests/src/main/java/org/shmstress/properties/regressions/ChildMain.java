package org.shmstress.properties.regressions;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.shmstress.posix.LibcVersion;

/** What a child JVM does to show what its JDK allows; each prints one word when it worked. */
public final class ChildMain {

    static final String WORKED = "worked";

    private ChildMain() {}

    /** Does what the first argument says. */
    public static void main(String[] args) throws ReflectiveOperationException, IOException {
        switch (args[0]) {
            case "direct-view" -> compareAndSet(ByteBuffer.allocateDirect(64).alignedSlice(8));
            case "mapped-view" -> compareAndSet(mapped().alignedSlice(8));
            case "heap-view" -> compareAndSet(ByteBuffer.allocate(64));
            case "unsafe" -> store("sun.misc.Unsafe");
            case "internal" -> store("jdk.internal.misc.Unsafe");
            case "native" -> requireVersion();
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println(WORKED);
    }

    private static ByteBuffer mapped() throws IOException {
        Path file = Files.createTempFile("shmstress-child", ".mapped");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, 64);
        } finally {
            Files.delete(file);
        }
    }

    private static void compareAndSet(ByteBuffer buffer) {
        VarHandle view = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
        if (!view.compareAndSet(buffer, 0, 0L, 1L)) {
            throw new IllegalStateException("a zeroed buffer did not hold zero");
        }
    }

    /** By reflection: what the compiler would say of these classes is not the question. */
    private static void store(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName(name);
        Field field = type.getDeclaredField("theUnsafe");
        Object unsafe;
        if (name.startsWith("jdk.")) {
            unsafe = type.getMethod("getUnsafe").invoke(null);
        } else {
            field.setAccessible(true);
            unsafe = field.get(null);
        }
        Method allocate = type.getMethod("allocateMemory", long.class);
        Object address = allocate.invoke(unsafe, 8L);
        type.getMethod("putLong", long.class, long.class).invoke(unsafe, address, 7L);
        Object seen = type.getMethod("getLong", long.class).invoke(unsafe, address);
        type.getMethod("freeMemory", long.class).invoke(unsafe, address);
        if (!Optional.of(7L).equals(Optional.ofNullable(seen))) {
            throw new IllegalStateException("stored 7, read " + seen);
        }
    }

    private static void requireVersion() {
        if (LibcVersion.text().isEmpty()) {
            throw new IllegalStateException("the C library did not tell its version");
        }
    }
}
