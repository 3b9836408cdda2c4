package org.shmstress.properties.conformance.memory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;

/** Tells from /proc that a thread sleeps on a word that need not be shared: proc_pid_syscall(5), proc_pid_stat(5). */
final class FutexSleep {

    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long BETWEEN_LOOKS_MICROS = 500;

    private FutexSleep() {}

    /** Whether it comes to sleep on the word within the bound. */
    static boolean comes(Party party, Pending pending, Area word) {
        Path task = Path.of("/proc", Long.toString(party.pid()), "task", Long.toString(pending.threadId()));
        String call = Linux.FUTEX_CALL + " 0x" + Long.toHexString(word.address()) + " ";
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (System.nanoTime() < deadline) {
            if (read(task.resolve("syscall")).startsWith(call) && state(task).equals("S")) {
                return true;
            }
            pause();
        }
        return false;
    }

    private static String state(Path task) {
        String stat = read(task.resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", 2)[0];
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new HarnessException("cannot tell what a thread does", e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MICROSECONDS.sleep(BETWEEN_LOOKS_MICROS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        }
    }
}
