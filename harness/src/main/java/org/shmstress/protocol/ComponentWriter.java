package org.shmstress.protocol;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Flattens records into bytes, component by component. Reflection keeps twenty record classes free of hand-written code for
 * this; it runs a few times a second at the most.
 */
final class ComponentWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private final int maxBytes;

    /** Starts with {@code reserved} zero bytes and never holds more than {@code maxBytes} beyond them. */
    ComponentWriter(int reserved, int maxBytes) {
        this.maxBytes = maxBytes + reserved;
        out.writeBytes(new byte[reserved]);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    void putRecord(Object record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            put(component.getName(), valueOf(component, record));
        }
    }

    void putInt(int value) {
        putWord(value, Integer.BYTES);
    }

    private static Object valueOf(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    "cannot read " + component + " of " + record.getClass().getName(), e);
        }
    }

    private void put(String name, Object value) {
        if (value instanceof Integer i) {
            putInt(i);
        } else if (value instanceof Long l) {
            putWord(l, Long.BYTES);
        } else if (value instanceof Boolean b) {
            putWord(b ? 1 : 0, Byte.BYTES);
        } else if (value instanceof Double d) {
            putWord(Double.doubleToRawLongBits(d), Long.BYTES);
        } else if (value instanceof String s) {
            putString(s);
        } else if (value instanceof Enum<?> e) {
            putInt(e.ordinal());
        } else if (value instanceof List<?> list) {
            putInt(list.size());
            list.forEach(element -> put(name, element));
        } else if (value instanceof Record r) {
            putRecord(r);
        } else {
            String type = value == null ? "null" : value.getClass().getName();
            throw new IllegalArgumentException("a message cannot carry " + type + " as " + name);
        }
    }

    private void putString(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putInt(bytes.length);
        requireRoom(bytes.length);
        out.writeBytes(bytes);
    }

    private void putWord(long value, int bytes) {
        requireRoom(bytes);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }

    private void requireRoom(int bytes) {
        if (out.size() > maxBytes - bytes) {
            throw new IllegalArgumentException("a message cannot be larger than " + maxBytes + " bytes");
        }
    }
}
