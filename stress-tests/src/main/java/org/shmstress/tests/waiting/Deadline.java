package org.shmstress.tests.waiting;

/** An instant of the clock that does not jump. */
final class Deadline {

    private final long atNanos;

    private Deadline(long atNanos) {
        this.atNanos = atNanos;
    }

    static Deadline in(long nanos) {
        return new Deadline(System.nanoTime() + nanos);
    }

    /** Nanoseconds until then, 0 or less afterwards. */
    long nanosLeft() {
        return atNanos - System.nanoTime();
    }

    boolean hasPassed() {
        return nanosLeft() <= 0;
    }
}
