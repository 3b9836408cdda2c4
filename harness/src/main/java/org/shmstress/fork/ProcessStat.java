package org.shmstress.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the kernel tells of other processes of this user: proc(5), {@code /proc/PID/stat}. */
public final class ProcessStat {

    /** Of USER_HZ, which is 100 on every architecture that this runs on. */
    private static final long TICK_MILLIS = 10;

    private static final int STATE = 0;
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private ProcessStat() {}

    /** CPU time that all threads of a process have taken in its life, in milliseconds, by ticks of 10; 0 if it is gone. */
    public static long cpuMillis(long pid) {
        return fields(Path.of("/proc", Long.toString(pid), "stat"))
                .map(f -> (Long.parseLong(f[USER_TICKS]) + Long.parseLong(f[SYSTEM_TICKS])) * TICK_MILLIS)
                .orElse(0L);
    }

    /** Whether a thread is stopped by a signal, or gone. */
    public static boolean isStopped(long pid, long threadId) {
        return fields(Path.of("/proc", Long.toString(pid), "task", Long.toString(threadId), "stat"))
                .map(f -> f[STATE].equals("T"))
                .orElse(true);
    }

    /** From the third on, since the name in the second may hold blanks and parentheses. */
    private static Optional<String[]> fields(Path file) {
        try {
            String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            return Optional.empty(); // it has ended, before the file was opened or while it was read
        }
    }
}
