package org.shmstress.properties.conformance.sync;

import java.time.Instant;

/** How long rows wait. Nothing is asserted of a wait but that it ended, and not early. */
final class Timed {

    /** Of a wait that is to expire. */
    static final long SHORT_MILLIS = 30;

    /** Of a wait that somebody else is to end: no pause of a busy machine is so long. */
    static final long LONG_MILLIS = 60_000;

    private Timed() {}

    /** A second that has not come on CLOCK_REALTIME. */
    static long secondsFromNow() {
        return Instant.now().getEpochSecond() + LONG_MILLIS / 1_000;
    }
}
