package org.shmstress.tests.membership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A process as one word: its id and when it started (proc(5), {@code /proc/PID/stat}, fields 1 and 22).
 *
 * <p>A process that was killed counts as alive until its parent has reaped it. Before that its threads may still be running on other
 * processors, and whoever takes their lock meets them inside.
 */
public final class Liveness {

    private static final int PID_SHIFT = 32;
    private static final int START_FIELD_AFTER_NAME = 19;

    /** This process. */
    public static final long SELF = self();

    private Liveness() {}

    private static long self() {
        return of(ProcessHandle.current().pid());
    }

    /** The process that has this id now. */
    public static long of(long pid) {
        return pid << PID_SHIFT | startTicks(pid);
    }

    /** The id of a process. */
    public static long pid(long process) {
        return process >>> PID_SHIFT;
    }

    /** Whether both started in the same clock tick, so that only their ids tell them apart. */
    public static boolean isSameTick(long process, long other) {
        return (int) process == (int) other;
    }

    /** Whether that very process has not been reaped. */
    public static boolean isAlive(long process) {
        return process == SELF || startTicks(pid(process)) == (process & 0xFFFF_FFFFL);
    }

    /** Lower half of the start time in clock ticks since boot; -1 if there is no such process. */
    private static long startTicks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[START_FIELD_AFTER_NAME]) & 0xFFFF_FFFFL;
        } catch (NoSuchFileException e) {
            return -1;
        } catch (IOException e) {
            if (Files.exists(Path.of("/proc", Long.toString(pid)))) {
                throw new UncheckedIOException(e);
            }
            return -1; // it ended between open and read: the kernel answers ESRCH
        }
    }
}
