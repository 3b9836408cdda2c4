package org.shmstress.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A thread of a process as the kernel accounts for it.
 *
 * @param executedNanos how long it has run on CPUs, in steps of a clock tick
 * @param asleep whether it waits for something other than a CPU
 */
record ThreadSeen(long executedNanos, boolean asleep) {

    /** Linux shows times in ticks of 10 ms on every architecture that Java runs on. */
    private static final long TICK_NANOS = 10_000_000;

    /** The thread, if it is still there. */
    static Optional<ThreadSeen> of(long pid, long threadId) {
        Path stat = Path.of("/proc", Long.toString(pid), "task", Long.toString(threadId), "stat");
        try {
            return Optional.of(parse(Files.readString(stat, StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            return Optional.empty(); // it has ended; its worker's exit says how
        }
    }

    /** From the text of a stat file; the name in it may hold blanks and parentheses, so fields count after the last one. */
    static ThreadSeen parse(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ");
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return new ThreadSeen(ticks * TICK_NANOS, !fields[0].equals("R"));
    }
}
