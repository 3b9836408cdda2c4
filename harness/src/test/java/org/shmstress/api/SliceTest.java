package org.shmstress.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.shmstress.api.spi.SliceAccess;

final class SliceTest {

    /** What takes no value of one width at one offset. */
    private static final List<String> NO_SINGLE_ACCESS =
            List.of("supports", "virtualAddress", "copyTo", "copyFrom", "fill");

    /** Every access of the SPI that a direct buffer has in stock jcstress too exists on a slice, reaches the slice's own bytes, and stops at its end. */
    @TestFactory
    Stream<DynamicTest> offersEveryAccessWithinItsBounds() {
        return Arrays.stream(SliceAccess.class.getMethods())
                .filter(method -> method.getDeclaringClass() == SliceAccess.class)
                .filter(method -> !NO_SINGLE_ACCESS.contains(method.getName()))
                .filter(method -> !method.getName().matches("[gp][eu]tByte(Opaque|Acquire|Release|Volatile)"))
                .filter(method -> !method.getName().matches("compareAndExchange(Byte|Short)"))
                .map(method -> DynamicTest.dynamicTest(method.getName(), () -> checkAccess(method)));
    }

    private static void checkAccess(Method ofAccess) throws ReflectiveOperationException {
        Class<?>[] accessTypes = ofAccess.getParameterTypes();
        Class<?>[] types = new Class<?>[accessTypes.length - 1];
        types[0] = int.class;
        System.arraycopy(accessTypes, 2, types, 1, types.length - 1);
        Method ofSlice = Slice.class.getMethod(ofAccess.getName(), types);
        int width = width(ofAccess);
        Slice whole = Slice.of(64);
        Slice part = whole.slice(8, 16);
        ofSlice.invoke(part, arguments(types, 16 - width));
        for (int outside : new int[] {-1, 16 - width + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            InvocationTargetException refused = assertThrows(
                    InvocationTargetException.class, () -> ofSlice.invoke(part, arguments(types, outside)));
            assertInstanceOf(IndexOutOfBoundsException.class, refused.getCause());
        }
    }

    private static int width(Method method) {
        for (String name : List.of("Byte:1", "Short:2", "Char:2", "Int:4", "Long:8", "Float:4", "Double:8")) {
            String[] parts = name.split(":");
            if (method.getName().contains(parts[0])) {
                return Integer.parseInt(parts[1]);
            }
        }
        throw new AssertionError("what width has " + method);
    }

    private static Object[] arguments(Class<?>[] types, int offset) {
        Object[] arguments = new Object[types.length];
        arguments[0] = offset;
        for (int i = 1; i < types.length; i++) {
            arguments[i] = java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(types[i], 1), 0);
        }
        return arguments;
    }

    @Test
    void partSharesTheBytesOfTheWhole() {
        Slice whole = Slice.of(32);
        whole.slice(8, 8).putLong(0, 0x0807060504030201L);
        assertEquals(0x0807060504030201L, whole.getLong(8));
        assertEquals(0, whole.getLong(0));
        assertEquals(0, whole.getLong(16));
        assertEquals(8, whole.slice(8, 8).size());
        assertThrows(IndexOutOfBoundsException.class, () -> whole.slice(25, 8));
    }

    @Test
    void bulkAccessStaysWithinSliceAndArray() {
        Slice slice = Slice.of(8);
        slice.copyFrom(2, new byte[] {1, 2, 3, 4}, 1, 3);
        slice.fill(6, 2, (byte) 7);
        byte[] copy = new byte[10];
        slice.copyTo(0, copy, 1, 8);
        assertArrayEquals(new byte[] {0, 0, 0, 2, 3, 4, 0, 7, 7, 0}, copy);
        assertThrows(IndexOutOfBoundsException.class, () -> slice.copyTo(1, copy, 0, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.copyTo(0, copy, 3, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.copyFrom(0, copy, 3, 8));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.fill(1, 8, (byte) 0));
        assertThrows(IndexOutOfBoundsException.class, () -> slice.fill(0, -1, (byte) 0));
    }

    @Test
    void relocatedSliceReachesTheOtherPlace() {
        Slice whole = Slice.of(64);
        Slice moving = whole.slice(0, 4);
        moving.putInt(0, 11);
        moving.relocate(whole.address() + 32);
        moving.putInt(0, 22);
        assertEquals(11, whole.getInt(0));
        assertEquals(22, whole.getInt(32));
    }

    @Test
    void valuesLieInNativeOrder() {
        Slice slice = Slice.of(8);
        slice.putInt(0, 0x04030201);
        boolean little = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        assertEquals(little ? 1 : 4, slice.getByte(0));
    }

    @Test
    void misalignedPlainAccessWorksAndOtherAccessIsRefused() {
        Slice slice = Slice.of(16, 64, 60);
        slice.putLong(0, -2);
        assertEquals(-2, slice.getLong(0));
        int refused = 0;
        for (Method method : Slice.class.getMethods()) {
            if (method.getName()
                    .matches("(get|put)(?!Byte).*(Opaque|Acquire|Release|Volatile)|.*And(Set|Add|Bit|Ex).*")) {
                assertRefused(slice, method);
                refused++;
            }
        }
        assertTrue(refused > 6 * 6, "modes tried: " + refused);
    }

    /** Offset 1 is misaligned for every width. */
    private static void assertRefused(Slice slice, Method method) {
        Object[] arguments = Stream.of(method.getParameterTypes())
                .map(type -> Array.get(Array.newInstance(type, 1), 0))
                .toArray();
        arguments[0] = 1;
        InvocationTargetException thrown =
                assertThrows(InvocationTargetException.class, () -> method.invoke(slice, arguments), method.toString());
        assertEquals(IllegalStateException.class, thrown.getCause().getClass(), method.toString());
    }

    @Test
    void impossibleShapesAreRefusedWithTheRule() {
        int[][] shapes = {{0, 8, 0}, {-1, 8, 0}, {8, 3, 0}, {8, 8_192, 0}, {8, 8, 8}, {8, 8, -1}, {8, 0, 0}};
        for (int[] shape : shapes) {
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> Slice.of(shape[0], shape[1], shape[2]));
            assertTrue(refused.getMessage().contains("power of two"), refused.getMessage());
        }
    }
}
