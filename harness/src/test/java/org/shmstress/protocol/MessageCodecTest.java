package org.shmstress.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

    private static final int KIND = MessageCodec.HEADER_BYTES;

    static Stream<Class<?>> everyMessage() {
        return leaves(Message.class);
    }

    @ParameterizedTest
    @MethodSource("everyMessage")
    void readsBackEveryMessageAsWritten(Class<?> kind) throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            Message message = (Message) sample(kind, new Random(seed));
            assertEquals(Optional.of(message), read(MessageCodec.encode(message)));
        }
    }

    @Test
    void readsSeveralFramesThenTheEnd() throws Exception {
        byte[] frame = MessageCodec.encode(new Message.Perform("open alpha"));
        byte[] twice = Arrays.copyOf(frame, 2 * frame.length);
        System.arraycopy(frame, 0, twice, frame.length, frame.length);
        ByteArrayInputStream in = new ByteArrayInputStream(twice);
        assertEquals(Optional.of(new Message.Perform("open alpha")), MessageCodec.read(in));
        assertEquals(Optional.of(new Message.Perform("open alpha")), MessageCodec.read(in));
        assertEquals(Optional.empty(), MessageCodec.read(in));
    }

    @Test
    void reportsAFrameThatEndsEarlyWhereverItIsCut() {
        byte[] frame = MessageCodec.encode(new Message.Performed("3 äöü"));
        for (int length = 1; length < frame.length; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThrows(EOFException.class, () -> read(cut), "cut to " + length);
        }
    }

    @Test
    void refusesWhatIsNoFrame() {
        IOException e = assertThrows(IOException.class, () -> read("Hello, world\n".getBytes("US-ASCII")));
        assertEquals("not a message frame, begins with 0x48656c6c", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, MessageCodec.MAX_BODY_BYTES + 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesAnImpossibleLengthBeforeItReservesMemory(int length) {
        byte[] header =
                ByteBuffer.allocate(8).putInt(MessageCodec.MAGIC).putInt(length).array();
        IOException e = assertThrows(IOException.class, () -> read(header));
        assertEquals("message frame with a body of " + length + " bytes", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000})
    void refusesAnUnknownKind(int kind) {
        byte[] frame = MessageCodec.encode(new Message.Done());
        ByteBuffer.wrap(frame).putInt(KIND, kind);
        assertEquals("message of unknown kind " + kind, failure(frame));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100, Integer.MAX_VALUE})
    void refusesAStringThatIsLongerThanItsMessage(int length) {
        byte[] frame = MessageCodec.encode(new Message.Perform("abc"));
        ByteBuffer.wrap(frame).putInt(KIND + 4, length);
        assertEquals("message with a string of " + length + " in 3 bytes", failure(frame));
    }

    @Test
    void refusesAListThatIsLongerThanItsMessage() {
        byte[] frame = MessageCodec.encode(new Message.Failed("", "", "", List.of()));
        ByteBuffer.wrap(frame).putInt(frame.length - 4, 1 << 30);
        assertEquals("message with a list of " + (1 << 30) + " in 0 bytes", failure(frame));
    }

    @Test
    void refusesBytesLeftOver() {
        byte[] frame = MessageCodec.encode(new Message.Done());
        byte[] longer = Arrays.copyOf(frame, frame.length + 2);
        ByteBuffer.wrap(longer).putInt(4, longer.length - 8);
        assertEquals("message with 2 bytes too many", failure(longer));
    }

    @Test
    void answersDamageWithAnIOExceptionAndNothingElse() {
        Random random = new Random(42);
        byte[] frame = MessageCodec.encode((Message) sample(Message.Sampled.class, random));
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = frame.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                assertTrue(read(damaged).isPresent());
            } catch (IOException expected) {
                assertTrue(expected.getMessage().contains("message"), expected.getMessage());
            }
        }
    }

    @Test
    void refusesToWriteWhatNoReaderWouldTake() {
        Message huge = new Message.Perform("x".repeat(MessageCodec.MAX_BODY_BYTES));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> MessageCodec.encode(huge));
        assertTrue(e.getMessage().contains("larger than"), e.getMessage());
    }

    @Test
    void refusesToWriteNull() {
        Message broken = new Message.Failed("Sample", "x.Y", "text", Collections.singletonList(null));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> MessageCodec.encode(broken));
        assertEquals("a message cannot carry null as stack", e.getMessage());
    }

    private static Optional<Message> read(byte[] bytes) throws IOException {
        return MessageCodec.read(new ByteArrayInputStream(bytes));
    }

    private static String failure(byte[] bytes) {
        return assertThrows(IOException.class, () -> read(bytes)).getMessage();
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(MessageCodecTest::leaves);
    }

    private static Object sample(Type type, Random random) {
        if (type == int.class || type == Integer.class) {
            return random.nextInt();
        } else if (type == long.class || type == Long.class) {
            return random.nextLong();
        } else if (type == boolean.class || type == Boolean.class) {
            return random.nextBoolean();
        } else if (type == double.class || type == Double.class) {
            return random.nextGaussian();
        } else if (type == String.class) {
            return random.ints(random.nextInt(9), ' ', 0xd7ff)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        } else if (type instanceof ParameterizedType list) {
            List<Object> elements = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                elements.add(sample(list.getActualTypeArguments()[0], random));
            }
            return List.copyOf(elements);
        }
        Class<?> c = (Class<?>) type;
        return c.isEnum() ? c.getEnumConstants()[random.nextInt(c.getEnumConstants().length)] : record(c, random);
    }

    private static Object record(Class<?> type, Random random) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(components)
                .map(component -> sample(component.getGenericType(), random))
                .toArray();
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
