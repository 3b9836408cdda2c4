package org.shmstress.tests.membership;

import org.shmstress.api.Slice;

/** Nanoseconds since an object began, by the clock that all processes of a machine share (CLOCK_MONOTONIC); small, and never 0. */
final class CommonClock {

    /** Size in bytes. */
    static final int BYTES = 8;

    private final Slice origin;

    CommonClock(Slice origin) {
        this.origin = origin;
    }

    /** Starts it; by the one who makes the bytes ready, before anybody else uses them. */
    void start() {
        origin.putLong(0, System.nanoTime() - 1);
    }

    long nanos() {
        return System.nanoTime() - origin.getLong(0);
    }

    /** Milliseconds of that clock since the machine began. */
    static long millis() {
        return System.nanoTime() / 1_000_000;
    }
}
