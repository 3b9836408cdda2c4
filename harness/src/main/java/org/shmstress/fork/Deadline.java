package org.shmstress.fork;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A moment by which a wait ends, whatever happens.
 *
 * @param nanoTime on the clock of {@link System#nanoTime}
 */
public record Deadline(long nanoTime) {

    /** The moment this long from now. */
    public static Deadline in(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The moment this many seconds from now. */
    public static Deadline inSeconds(long seconds) {
        return in(Duration.ofSeconds(seconds));
    }

    /** Nanoseconds until then, never negative. */
    public long remainingNanos() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    /** Milliseconds until then, rounded up, never negative. */
    public long remainingMillis() {
        return TimeUnit.NANOSECONDS.toMillis(remainingNanos() + 999_999);
    }

    /** Whether the moment has come. */
    public boolean passed() {
        return remainingNanos() == 0;
    }
}
