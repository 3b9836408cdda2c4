package org.shmstress.protocol;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Builds records from the bytes that {@link ComponentWriter} made; every count and index is checked against what is there. */
final class ComponentReader {

    private final ByteBuffer in;

    ComponentReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    int getInt() throws IOException {
        require(Integer.BYTES);
        return in.getInt();
    }

    void expectEnd() throws IOException {
        if (in.hasRemaining()) {
            throw new IOException("message with " + in.remaining() + " bytes too many");
        }
    }

    Object getRecord(Class<?> type) throws IOException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = get(components[i].getGenericType());
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IOException("cannot make " + type.getName() + " of what was received", e);
        }
    }

    private Object get(Type type) throws IOException {
        if (type == int.class || type == Integer.class) {
            return getInt();
        } else if (type == long.class || type == Long.class) {
            return getLong();
        } else if (type == boolean.class || type == Boolean.class) {
            return getBoolean();
        } else if (type == double.class || type == Double.class) {
            return Double.longBitsToDouble(getLong());
        } else if (type == String.class) {
            return getString();
        } else if (type instanceof Class<?> c && c.isEnum()) {
            return getConstant(c);
        } else if (type instanceof Class<?> c && c.isRecord()) {
            return getRecord(c);
        } else if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            return getList(p.getActualTypeArguments()[0]);
        }
        throw new IOException("a message cannot carry " + type);
    }

    private long getLong() throws IOException {
        require(Long.BYTES);
        return in.getLong();
    }

    private boolean getBoolean() throws IOException {
        require(Byte.BYTES);
        byte value = in.get();
        if (value != 0 && value != 1) {
            throw new IOException("message with a boolean of " + value);
        }
        return value == 1;
    }

    private String getString() throws IOException {
        byte[] bytes = new byte[getCount("string")];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Object getConstant(Class<?> type) throws IOException {
        int ordinal = getInt();
        Object[] constants = type.getEnumConstants();
        if (ordinal < 0 || ordinal >= constants.length) {
            throw new IOException("message with constant " + ordinal + " of " + type.getName());
        }
        return constants[ordinal];
    }

    private List<Object> getList(Type element) throws IOException {
        int size = getCount("list");
        List<Object> list = new ArrayList<>(Math.min(size, 1024));
        for (int i = 0; i < size; i++) {
            list.add(get(element));
        }
        return List.copyOf(list);
    }

    /** A count of things of at least one byte each, hence never above what is left. */
    private int getCount(String what) throws IOException {
        int count = getInt();
        if (count < 0 || count > in.remaining()) {
            throw new IOException("message with a " + what + " of " + count + " in " + in.remaining() + " bytes");
        }
        return count;
    }

    private void require(int bytes) throws IOException {
        if (in.remaining() < bytes) {
            throw new IOException("message ended early: " + bytes + " bytes wanted, " + in.remaining() + " left");
        }
    }
}
