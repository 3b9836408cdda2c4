package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.ReadModifyWrites.Order;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.api.spi.SliceAccess.Mode;

/** All access paths on one segment, held against each other and against a buffer of the owner. */
final class AccessPathsTest {

    private static final Map<String, Integer> WIDTHS =
            Map.of("Byte", 1, "Short", 2, "Char", 2, "Int", 4, "Long", 8, "Float", 4, "Double", 8);

    /** A value per width whose bytes all differ. */
    private static final Map<String, Object> VALUES = Map.of(
            "Byte",
            (byte) 0xa1,
            "Short",
            (short) 0xa1b2,
            "Char",
            (char) 0xa1b2,
            "Int",
            0xa1b2c3d4,
            "Long",
            0xa1b2c3d4e5f60718L,
            "Float",
            Float.intBitsToFloat(0x41b2c3d4),
            "Double",
            Double.longBitsToDouble(0x41b2c3d4e5f60718L));

    @TempDir
    Path directory;

    private Segment segment;
    private long scratchOffset;
    private final List<Mapping> mappings = new ArrayList<>();

    @BeforeEach
    void attachAll() {
        Scratch scratch = new Scratch(directory);
        segment = scratch.create();
        scratchOffset = segment.layout().slotsOffset();
        paths().forEach(path -> mappings.add(scratch.attach(segment, path)));
    }

    static List<AccessPath> paths() {
        int feature = Runtime.version().feature();
        return Arrays.stream(AccessPath.values())
                .filter(path -> path.isOn(feature))
                .toList();
    }

    private static boolean foreignMemory() {
        return paths().contains(AccessPath.FFM);
    }

    @AfterEach
    void detachAll() {
        mappings.forEach(Mapping::close);
        segment.close();
    }

    @Test
    void whatOnePathStoresInAnyModeEveryPathLoadsInAnyMode() throws ReflectiveOperationException {
        int pairs = 0;
        for (String width : WIDTHS.keySet()) {
            for (Mapping writer : mappings) {
                for (Method put : methods(writer, "put" + width + "(|Opaque|Release|Volatile)")) {
                    pairs += storeAndLoadEverywhere(writer, put, width);
                }
            }
        }
        assertEquals(expectedPairs(), pairs);
    }

    private int storeAndLoadEverywhere(Mapping writer, Method put, String width) throws ReflectiveOperationException {
        int loads = 0;
        clear();
        put.invoke(writer.access(), writer.region(), at(writer, 8), VALUES.get(width));
        assertEquals(VALUES.get(width), expected(width, 8));
        for (Mapping reader : mappings) {
            for (Method get : methods(reader, "get" + width + "(|Opaque|Acquire|Volatile)")) {
                assertEquals(
                        VALUES.get(width), get.invoke(reader.access(), reader.region(), at(reader, 8)), get.toString());
                loads++;
            }
        }
        return loads;
    }

    /** Byte: 1 + 4 + 1 stores and as many loads; each other width 4 + 4 + 1; memory segments add 4 to both. */
    private static int expectedPairs() {
        int bytes = foreignMemory() ? 10 : 6;
        int others = foreignMemory() ? 13 : 9;
        return bytes * bytes + 6 * others * others;
    }

    @Test
    void plainAccessWorksAtEveryMisalignmentOverALine() throws ReflectiveOperationException {
        for (Mapping mapping : mappings) {
            for (String width : WIDTHS.keySet()) {
                Method put = methods(mapping, "put" + width).get(0);
                Method get = methods(mapping, "get" + width).get(0);
                for (int offset = 56; offset <= 64; offset++) {
                    clear();
                    put.invoke(mapping.access(), mapping.region(), at(mapping, offset), VALUES.get(width));
                    assertEquals(VALUES.get(width), expected(width, offset));
                    assertEquals(
                            VALUES.get(width), get.invoke(mapping.access(), mapping.region(), at(mapping, offset)));
                    assertOnlyTouched(offset, WIDTHS.get(width));
                }
            }
        }
    }

    private void assertOnlyTouched(int offset, int width) {
        byte[] around = owner(bytes -> {
            byte[] copy = new byte[128];
            bytes.get((int) scratchOffset, copy);
            return copy;
        });
        for (int i = 0; i < around.length; i++) {
            boolean inside = i >= offset && i < offset + width;
            assertEquals(inside, around[i] != 0, "byte " + i + " of an access at " + offset);
        }
    }

    @Test
    void misalignedAccessOtherThanPlainIsRefused() throws ReflectiveOperationException {
        int refusals = 0;
        for (Mapping mapping : mappings) {
            String modes =
                    mapping.path() == AccessPath.UNSAFE ? ".*And.*" : ".*(Opaque|Acquire|Release|Volatile|And).*";
            for (Method method : methods(mapping, modes)) {
                if (!method.getName().contains("Byte")) {
                    assertThrown(misaligned(mapping.path()), mapping, method, at(mapping, 1));
                    refusals++;
                }
            }
        }
        assertEquals(
                (foreignMemory() ? 2 : 1) * 6 * 6 + (foreignMemory() ? 3 : 2) * 2 * 16 + 16,
                refusals,
                "each path that checks: six widths in six modes each; each but JNA: 16 atomics of two widths; one of short");
    }

    private static Class<? extends Throwable> misaligned(AccessPath path) {
        return path == AccessPath.FFM ? IllegalArgumentException.class : IllegalStateException.class;
    }

    @Test
    void pathHasExactlyTheModesItSays() {
        for (Mapping mapping : mappings) {
            for (Method method : accessMethods()) {
                Mode mode = mode(method);
                if (!mapping.access().supports(mode)) {
                    assertThrown(UnsupportedOperationException.class, mapping, method, at(mapping, 8));
                } else if (mode != Mode.PLAIN) {
                    invoke(mapping, method, at(mapping, 8));
                }
            }
        }
    }

    @Test
    void atomicsReturnTheOldValueAndStoreTheNewOne() {
        for (Mapping mapping : mappings) {
            if (!mapping.access().supports(Mode.ATOMIC)) {
                continue;
            }
            AtomicsCheck check = new AtomicsCheck(mapping.access(), mapping.region(), at(mapping, 16));
            check.ints();
            check.longs();
            if (mapping.access().supports(Mode.ATOMIC_SMALL)) {
                check.bytes();
                check.shorts();
            }
        }
    }

    /** Which order a call was made in cannot be told from what it does on this processor, but from what it calls. */
    @Test
    void ordersWeakerThanVolatileAreThePathsOwn() throws IOException {
        int choices = 0;
        for (String owner : List.of(
                "org.shmstress.raw.RawReadModifyWrites",
                "org.shmstress.api.spi.BufferReadModifyWrites",
                "org.shmstress.segment.ForeignReadModifyWrites")) {
            ClassNode type = new ClassNode();
            new ClassReader(owner).accept(type, 0);
            for (MethodNode method : type.methods) {
                if (method.desc.contains("Order;")) {
                    assertEquals(List.of("ACQUIRE", "Acquire", "Release"), choice(method), owner + "." + method.name);
                    choices++;
                }
            }
        }
        assertEquals(7 * (4 + 2 + 2), choices, "seven of each of four widths, and of two on two paths");
    }

    /** The order that is compared with, and the suffixes of the methods called if it is that one and if not. */
    private static List<String> choice(MethodNode method) {
        List<String> found = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            if (instruction instanceof FieldInsnNode field && field.desc.contains("Order;")) {
                found.add(field.name);
            } else if (instruction instanceof MethodInsnNode call && call.name.matches(".*And.*")) {
                String operation = method.name.replaceFirst("(Byte|Short|Int|Long)$", "");
                found.add(call.name.replaceFirst("^" + operation + "(Byte|Short|Int|Long)?", ""));
            }
        }
        return found;
    }

    @Test
    void exchangesOfSmallTypesLeaveNeighboursAlone() {
        int paths = 0;
        for (Mapping mapping : mappings) {
            SliceAccess access = mapping.access();
            if (access.supports(Mode.ATOMIC_SMALL)) {
                clear();
                Object region = mapping.region();
                assertEquals(0, access.compareAndExchangeByte(region, at(mapping, 9), (byte) 0, (byte) -3));
                assertEquals(-3, access.compareAndExchangeByte(region, at(mapping, 9), (byte) 0, (byte) 5));
                assertEquals(0, access.compareAndExchangeShort(region, at(mapping, 10), (short) 0, (short) -4));
                assertEquals(-4, access.compareAndExchangeShort(region, at(mapping, 10), (short) 1, (short) 5));
                assertEquals(0xFFFC_FD00L, access.getLong(region, at(mapping, 8)));
                paths++;
            }
        }
        assertEquals(1, paths, "raw memory has them");
    }

    @Test
    void bulkCopiesAndFillAgree() {
        for (Mapping mapping : mappings) {
            clear();
            byte[] pattern = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
            mapping.access().copyFrom(mapping.region(), at(mapping, 3), pattern, 1, 9);
            byte[] copy = new byte[13];
            mapping.access().copyTo(mapping.region(), at(mapping, 2), copy, 1, 11);
            assertArrayEquals(new byte[] {0, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 0}, copy);
            mapping.access().fill(mapping.region(), at(mapping, 5), 3, (byte) -1);
            mapping.access().copyTo(mapping.region(), at(mapping, 2), copy, 1, 11);
            assertArrayEquals(new byte[] {0, 0, 2, 3, -1, -1, -1, 7, 8, 9, 10, 0, 0}, copy);
        }
    }

    @Test
    void accessOfAPathIsOneObject() {
        mappings.forEach(mapping -> assertSame(AccessPaths.access(mapping.path()), mapping.access()));
    }

    @Test
    void pathThatThisVersionLacksIsAUsageError() {
        assumeFalse(foreignMemory(), "this version has all paths");
        HarnessException refused = assertThrows(HarnessException.class, () -> AccessPaths.access(AccessPath.FFM));
        assertEquals(HarnessException.Kind.USAGE, refused.kind());
    }

    private long at(Mapping mapping, int offset) {
        return mapping.base() + scratchOffset + offset;
    }

    private void clear() {
        owner(bytes -> bytes.put((int) scratchOffset, new byte[128]));
    }

    private <T> T owner(java.util.function.Function<ByteBuffer, T> action) {
        return segment.read(view -> action.apply((ByteBuffer) view.region()));
    }

    private Object expected(String width, int offset) {
        return owner(bytes -> {
            ByteBuffer buffer = bytes.order(ByteOrder.nativeOrder());
            int index = (int) scratchOffset + offset;
            return switch (width) {
                case "Byte" -> buffer.get(index);
                case "Short" -> buffer.getShort(index);
                case "Char" -> buffer.getChar(index);
                case "Int" -> buffer.getInt(index);
                case "Long" -> buffer.getLong(index);
                case "Float" -> buffer.getFloat(index);
                default -> buffer.getDouble(index);
            };
        });
    }

    private static List<Method> accessMethods() {
        return Arrays.stream(SliceAccess.class.getMethods())
                .filter(method -> method.getParameterCount() >= 2 && method.getParameterTypes()[0] == Object.class)
                .filter(method ->
                        !List.of("copyTo", "copyFrom", "fill", "virtualAddress").contains(method.getName()))
                .toList();
    }

    private static List<Method> methods(Mapping mapping, String pattern) {
        return accessMethods().stream()
                .filter(method ->
                        method.getName().matches(pattern) && mapping.access().supports(mode(method)))
                .toList();
    }

    private static Mode mode(Method method) {
        String name = method.getName();
        if (name.matches("(compareAnd|weakCompareAnd|getAnd).*")) {
            return name.matches(".*(Byte|Short)(Plain)?") ? Mode.ATOMIC_SMALL : Mode.ATOMIC;
        }
        boolean ordered = name.matches(".*(Opaque|Acquire|Release|Volatile)");
        return !ordered ? Mode.PLAIN : name.contains("Byte") ? Mode.ORDERED_BYTE : Mode.ORDERED;
    }

    private static Object invoke(Mapping mapping, Method method, long address) {
        Object[] arguments = new Object[method.getParameterCount()];
        arguments[0] = mapping.region();
        arguments[1] = address;
        for (int i = 2; i < arguments.length; i++) {
            arguments[i] = method.getParameterTypes()[i] == Order.class
                    ? Order.ACQUIRE
                    : java.lang.reflect.Array.get(
                            java.lang.reflect.Array.newInstance(method.getParameterTypes()[i], 1), 0);
        }
        try {
            return method.invoke(mapping.access(), arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertThrown(Class<? extends Throwable> type, Mapping mapping, Method method, long address) {
        IllegalStateException thrown = assertThrows(
                IllegalStateException.class, () -> invoke(mapping, method, address), method + " did not throw");
        assertInstanceOf(InvocationTargetException.class, thrown.getCause());
        assertInstanceOf(type, thrown.getCause().getCause(), mapping.path() + " " + method);
    }
}
