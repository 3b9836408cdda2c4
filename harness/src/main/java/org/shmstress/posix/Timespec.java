package org.shmstress.posix;

import java.util.concurrent.TimeUnit;

/** {@code struct timespec} of 64-bit Linux: seconds, then nanoseconds, eight bytes each. */
final class Timespec {

    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private Timespec() {}

    /** A span of time. */
    static long[] ofMillis(long millis) {
        return new long[] {millis / 1_000, millis % 1_000 * NANOS_PER_MILLI};
    }

    /** A span of time. */
    static long[] ofNanos(long nanos) {
        return new long[] {nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND};
    }

    /** The instant so far from now on CLOCK_REALTIME, which is what POSIX has timed locks wait for. */
    static long[] fromNow(long millis) {
        return ofMillis(Math.addExact(System.currentTimeMillis(), millis));
    }
}
