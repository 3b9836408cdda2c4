package org.shmstress.protocol;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Frames messages: {@code int} magic, {@code int} length of the body, body = {@code int} index of the message's record in
 * {@link #kinds}, then its components in order.
 *
 * <p>Both ends come from one build, so the frame carries no schema. Reflection keeps twenty record classes free of
 * hand-written reading and writing; it runs a few times a second at the most.
 */
public final class MessageCodec {

    /** First word of each frame ("shms"): whatever else lands on the pipe is noticed at once. */
    private static final int MAGIC = 0x73686d73;

    /** No message is near this; a larger length means that the stream is not ours. */
    private static final int MAX_BODY_BYTES = 64 << 20;

    private static final List<Class<?>> kinds = kinds();

    private MessageCodec() {}

    /** Writes one frame and flushes. */
    public static void write(OutputStream out, Message message) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(256);
        DataOutputStream data = new DataOutputStream(body);
        data.writeInt(kinds.indexOf(message.getClass()));
        writeRecord(data, message);
        DataOutputStream frame = new DataOutputStream(out);
        frame.writeInt(MAGIC);
        frame.writeInt(body.size());
        body.writeTo(frame);
        frame.flush();
    }

    /**
     * Reads one frame.
     *
     * @return the message, or empty at end of file between two frames
     * @throws IOException if the stream ends inside a frame or does not hold a frame
     */
    public static Optional<Message> read(InputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        DataInputStream frame = new DataInputStream(in);
        int magic = first << 24 | frame.readUnsignedByte() << 16 | frame.readUnsignedShort();
        if (magic != MAGIC) {
            throw new IOException("not a message frame, begins with 0x" + Integer.toHexString(magic));
        }
        int length = frame.readInt();
        if (length < 4 || length > MAX_BODY_BYTES) {
            throw new IOException("message frame of " + length + " bytes");
        }
        byte[] body = frame.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("message frame of " + length + " bytes ended after " + body.length);
        }
        DataInputStream data = new DataInputStream(new ByteArrayInputStream(body));
        return Optional.of((Message) readRecord(data, kinds.get(data.readInt())));
    }

    private static List<Class<?>> kinds() {
        List<Class<?>> leaves = new ArrayList<>();
        collect(Message.class, leaves);
        leaves.sort(Comparator.comparing(Class::getName));
        return List.copyOf(leaves);
    }

    private static void collect(Class<?> type, List<Class<?>> leaves) {
        if (type.isRecord()) {
            leaves.add(type);
        } else {
            Arrays.stream(type.getPermittedSubclasses()).forEach(sub -> collect(sub, leaves));
        }
    }

    private static void writeRecord(DataOutputStream out, Object value) throws IOException {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                write(out, component.getGenericType(), component.getAccessor().invoke(value));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IOException("cannot read " + component, e);
            }
        }
    }

    private static void write(DataOutputStream out, Type type, Object value) throws IOException {
        if (value instanceof Integer i) {
            out.writeInt(i);
        } else if (value instanceof Long l) {
            out.writeLong(l);
        } else if (value instanceof Boolean b) {
            out.writeBoolean(b);
        } else if (value instanceof Double d) {
            out.writeDouble(d);
        } else if (value instanceof String s) {
            byte[] bytes = s.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        } else if (value instanceof Enum<?> e) {
            out.writeInt(e.ordinal());
        } else if (value instanceof List<?> list) {
            out.writeInt(list.size());
            for (Object element : list) {
                write(out, elementType(type), element);
            }
        } else if (value instanceof Record r) {
            writeRecord(out, r);
        } else {
            throw new IOException("a message cannot carry " + type);
        }
    }

    private static Object readRecord(DataInputStream in, Class<?> type) throws IOException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = read(in, components[i].getGenericType());
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IOException("cannot make " + type, e);
        }
    }

    private static Object read(DataInputStream in, Type type) throws IOException {
        if (type == int.class || type == Integer.class) {
            return in.readInt();
        } else if (type == long.class || type == Long.class) {
            return in.readLong();
        } else if (type == boolean.class) {
            return in.readBoolean();
        } else if (type == double.class) {
            return in.readDouble();
        } else if (type == String.class) {
            return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        } else if (type instanceof Class<?> c && c.isEnum()) {
            return c.getEnumConstants()[in.readInt()];
        } else if (type instanceof Class<?> c && c.isRecord()) {
            return readRecord(in, c);
        } else if (type instanceof ParameterizedType p && p.getRawType() == List.class) {
            int size = in.readInt();
            List<Object> list = new ArrayList<>(Math.min(size, 1024));
            for (int i = 0; i < size; i++) {
                list.add(read(in, elementType(type)));
            }
            return List.copyOf(list);
        }
        throw new IOException("a message cannot carry " + type);
    }

    private static Type elementType(Type list) {
        return ((ParameterizedType) list).getActualTypeArguments()[0];
    }
}
