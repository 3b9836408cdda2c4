package org.shmstress.worker.channels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shmstress.posix.DirectBuffers;

/** Both sides in one process; {@code BenchIT} has them in two. */
class SegmentStreamTest {

    private static final int OFFSET = 128;
    private static final int MESSAGES = 300;
    private static final int MOST_BYTES = 300_000;

    private final ByteBuffer segment =
            ByteBuffer.allocateDirect(OFFSET + SegmentStream.BYTES).order(ByteOrder.nativeOrder());

    @ParameterizedTest
    @EnumSource(names = {"SEGMENT_SPIN", "SEGMENT_FUTEX"})
    void bytesComeInOrderAndCompleteAroundTheRing(ChannelKind kind) throws Exception {
        CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> echo(stream(kind, false)));
        SegmentStream stream = stream(kind, true);
        Random random = new Random(1);
        for (int i = 0; i < MESSAGES; i++) {
            byte[] bytes = new byte[size(i)];
            random.nextBytes(bytes);
            ByteBuffer sent = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
            stream.write(sent);
            ByteBuffer back = ByteBuffer.allocateDirect(bytes.length);
            stream.read(back);
            assertEquals(ByteBuffer.wrap(bytes), back.flip());
        }
        echo.get(60, TimeUnit.SECONDS);
    }

    private static void echo(SegmentStream stream) {
        for (int i = 0; i < MESSAGES; i++) {
            ByteBuffer message = ByteBuffer.allocateDirect(size(i));
            stream.read(message);
            stream.write(message.flip());
        }
    }

    /** Sizes that fit nothing, some larger than the ring. */
    private static int size(int message) {
        return message % 10 == 9 ? MOST_BYTES : 1 + message * 7919 % 20_000;
    }

    private SegmentStream stream(ChannelKind kind, boolean first) {
        return new SegmentStream(segment, DirectBuffers.address(segment), OFFSET, kind, first);
    }
}
