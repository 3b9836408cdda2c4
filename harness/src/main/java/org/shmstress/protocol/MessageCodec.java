package org.shmstress.protocol;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Frames messages: {@code int} magic, {@code int} length of the body, body = {@code int} index of the message's record in
 * {@link #KINDS}, then its components in order.
 *
 * <p>Both ends come from one build, so the frame carries no schema. What arrives is nevertheless not trusted: a length, an
 * index or a count that cannot be right, or bytes that are left over, end in an {@link IOException} and never in a huge
 * allocation or another exception, since the other end may be a dying process.
 */
public final class MessageCodec {

    /** First word of each frame ("shms"): whatever else lands on the pipe is noticed at once. */
    static final int MAGIC = 0x73686d73;

    /** No message is near this; a larger length means that the stream is not ours. */
    static final int MAX_BODY_BYTES = 64 << 20;

    /** Bytes before the body. */
    static final int HEADER_BYTES = 8;

    private static final List<Class<?>> KINDS = kinds();

    private MessageCodec() {}

    /**
     * One whole frame, to be written in one call.
     *
     * @throws IllegalArgumentException if a component is null, of a type that frames do not know, or too large
     */
    public static byte[] encode(Message message) {
        ComponentWriter body = new ComponentWriter(HEADER_BYTES, MAX_BODY_BYTES);
        body.putInt(KINDS.indexOf(message.getClass()));
        body.putRecord(message);
        byte[] frame = body.toByteArray();
        ByteBuffer.wrap(frame).putInt(MAGIC).putInt(frame.length - HEADER_BYTES);
        return frame;
    }

    /**
     * Reads one frame.
     *
     * @return the message, or empty at end of file between two frames
     * @throws EOFException if the stream ends inside a frame
     * @throws IOException if the stream does not hold a frame
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
        if (length < Integer.BYTES || length > MAX_BODY_BYTES) {
            throw new IOException("message frame with a body of " + length + " bytes");
        }
        byte[] body = frame.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("message frame of " + length + " bytes ended after " + body.length);
        }
        return Optional.of(decode(body));
    }

    private static Message decode(byte[] body) throws IOException {
        ComponentReader reader = new ComponentReader(body);
        int kind = reader.getInt();
        if (kind < 0 || kind >= KINDS.size()) {
            throw new IOException("message of unknown kind " + kind);
        }
        Message message = (Message) reader.getRecord(KINDS.get(kind));
        reader.expectEnd();
        return message;
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
}
