package org.shmstress.posix;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * What the kernel has counted for a thread: Linux {@code getrusage} with {@code RUSAGE_THREAD}.
 *
 * <pre>
 *   struct rusage    offset  width            offset  width
 *   ru_utime              0     16  ru_minflt     64      8
 *   ru_stime             16     16  ru_majflt     72      8
 *                                   ru_nvcsw     128      8
 *                                   ru_nivcsw    136      8
 * </pre>
 *
 * @param userMicros time in the program
 * @param systemMicros time in the kernel
 * @param minorFaults page faults that needed no device
 * @param majorFaults page faults that did
 * @param voluntarySwitches how often it waited in the kernel
 * @param involuntarySwitches how often it was put aside for another
 */
public record ResourceUsage(
        long userMicros,
        long systemMicros,
        long minorFaults,
        long majorFaults,
        long voluntarySwitches,
        long involuntarySwitches) {

    private static final int BYTES = 144;
    private static final int THREAD = 1;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int getrusage(int who, long usage);
    }

    /** Of the calling thread, up to now. */
    public static ResourceUsage ofThread() {
        try (Memory usage = new Memory(BYTES)) {
            Libc.checked(Natives.getrusage(THREAD, Pointer.nativeValue(usage)), "getrusage", "this thread");
            return new ResourceUsage(
                    usage.getLong(0) * MICROS_PER_SECOND + usage.getLong(8),
                    usage.getLong(16) * MICROS_PER_SECOND + usage.getLong(24),
                    usage.getLong(64),
                    usage.getLong(72),
                    usage.getLong(128),
                    usage.getLong(136));
        }
    }

    /** What has come since. */
    public ResourceUsage since(ResourceUsage before) {
        return new ResourceUsage(
                userMicros - before.userMicros,
                systemMicros - before.systemMicros,
                minorFaults - before.minorFaults,
                majorFaults - before.majorFaults,
                voluntarySwitches - before.voluntarySwitches,
                involuntarySwitches - before.involuntarySwitches);
    }
}
