package org.shmstress.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.shmstress.api.spi.BufferAccess;

final class FlightRecorderTest {

    private final ByteBuffer page = ByteBuffer.allocateDirect(4_096).order(ByteOrder.nativeOrder());
    private final FlightRecorder recorder = new FlightRecorder(new BufferAccess(), page, 0);

    @Test
    void keepsTheLastEventsInOrder() {
        for (int i = 0; i < 1_000; i++) {
            recorder.releaseEvent(i, -i);
        }
        List<FlightRecorder.Entry> entries = recorder.acquireEntries();
        assertEquals(63, entries.size(), "the oldest may be under overwriting and is not shown");
        for (int i = 0; i < entries.size(); i++) {
            FlightRecorder.Entry entry = entries.get(i);
            assertEquals(937 + i, entry.event());
            assertEquals(-entry.event(), entry.detail());
            assertEquals(entry.event(), entry.sequence());
        }
    }

    @Test
    void emptyRecorderHasNoEvents() {
        assertEquals(List.of(), recorder.acquireEntries());
    }

    @Test
    void readerNeverSeesHalfAnEvent() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (long i = 0; !stop.get(); i++) {
                recorder.releaseEvent(i, ~i);
            }
        });
        writer.start();
        long seen = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (seen < 5_000 && System.nanoTime() - deadline < 0) {
            for (FlightRecorder.Entry entry : recorder.acquireEntries()) {
                assertEquals(~entry.event(), entry.detail());
                assertEquals(entry.sequence(), entry.event());
                seen++;
            }
        }
        stop.set(true);
        writer.join(30_000);
        assertTrue(seen >= 5_000, "saw " + seen + " events");
    }
}
