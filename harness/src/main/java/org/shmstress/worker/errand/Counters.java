package org.shmstress.worker.errand;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.posix.Descriptors;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Holdings.Area;

/** One value of an object, or how it changes. */
final class Counters {

    private static final int LOOKS_PER_CLOCK = 1 << 8;

    private Counters() {}

    static Figures value(Area area, long offset) {
        View view = area.view();
        return Figures.of("value", view.access().getLong(view.region(), view.at(offset)));
    }

    /** The same through the descriptor, by {@code pread}. */
    static Figures fileValue(int fd, long offset) {
        byte[] bytes = new byte[Long.BYTES];
        int read = Descriptors.read(fd, bytes, offset);
        return Figures.of("read", read)
                .and(
                        "value",
                        ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getLong());
    }

    /** Acquire loads of a counter: how often it had changed, how often it had become less, and the longest time it stayed the same. */
    static Figures watch(Area area, long offset, long millis) {
        View view = area.view();
        SliceAccess access = view.access();
        long changes = 0;
        long backwards = 0;
        long longest = 0;
        long last = access.getLongAcquire(view.region(), view.at(offset));
        long start = System.nanoTime();
        long changed = start;
        long now = start;
        while (now - start < Duration.ofMillis(millis).toNanos()) {
            for (int i = 0; i < LOOKS_PER_CLOCK; i++) {
                long seen = access.getLongAcquire(view.region(), view.at(offset));
                if (seen != last) {
                    changes++;
                    backwards += seen < last ? 1 : 0;
                    last = seen;
                }
            }
            now = System.nanoTime();
            longest = Math.max(longest, now - changed);
            changed = last == access.getLongAcquire(view.region(), view.at(offset)) ? changed : now;
        }
        return Figures.of("changes", changes)
                .and("backwards", backwards)
                .and("last", last)
                .and("longest-still-micros", longest / 1_000);
    }
}
