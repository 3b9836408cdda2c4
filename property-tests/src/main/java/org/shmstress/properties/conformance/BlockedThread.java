package org.shmstress.properties.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.HarnessException;

/** Tells from /proc whether a thread sleeps in a call: proc_pid_stat(5), proc_pid_syscall(5), proc_pid_maps(5). */
final class BlockedThread {

    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(20);

    /** Looks in a row that must show the same sleep, so that a passing one is not taken for it. */
    private static final int LOOKS = 3;

    private static final long BETWEEN_LOOKS_MICROS = 500;

    /** {@code __NR_futex} of x86-64 and of aarch64 (asm/unistd_64.h, asm-generic/unistd.h). */
    private static final String FUTEX = System.getProperty("os.arch", "").equals("aarch64") ? "98" : "202";

    private BlockedThread() {}

    /** Whether the thread comes to sleep within the bound. */
    static boolean becomes(long pid, long threadId) {
        Path task = task(pid, threadId);
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (System.nanoTime() < deadline) {
            if (is(task, pid)) {
                return true;
            }
            pause();
        }
        return false;
    }

    /** Whether the thread sleeps now. */
    static boolean is(long pid, long threadId) {
        return is(task(pid, threadId), pid);
    }

    private static boolean is(Path task, long pid) {
        Optional<String> first = sleep(task, pid);
        for (int look = 0; look < LOOKS && first.isPresent(); look++) {
            pause();
            first = first.equals(sleep(task, pid)) ? first : Optional.empty();
        }
        return first.isPresent();
    }

    private static Path task(long pid, long threadId) {
        return Path.of("/proc", Long.toString(pid), "task", Long.toString(threadId));
    }

    /** The system call in which it sleeps, with its arguments and the times that it was woken; empty if it does not. */
    private static Optional<String> sleep(Path task, long pid) {
        try {
            String stat = read(task.resolve("stat"));
            String call = read(task.resolve("syscall")).trim();
            if (!stat.substring(stat.lastIndexOf(')') + 2).startsWith("S") || !isOwnCall(call, pid)) {
                return Optional.empty();
            }
            return Optional.of(call + " " + switches(task));
        } catch (IOException e) {
            throw new HarnessException("cannot tell whether the thread " + task + " sleeps in a call", e);
        }
    }

    private static boolean isOwnCall(String call, long pid) throws IOException {
        String[] words = call.split(" ");
        if (words[0].equals("running") || words[0].startsWith("-")) {
            return false;
        }
        return !words[0].equals(FUTEX) || isShared(Long.parseUnsignedLong(words[1].substring(2), 16), pid);
    }

    private static boolean isShared(long address, long pid) throws IOException {
        for (String line :
                Files.readAllLines(Path.of("/proc", Long.toString(pid), "maps"), StandardCharsets.ISO_8859_1)) {
            String[] words = line.split(" ", 3);
            String[] range = words[0].split("-", 2);
            if (Long.compareUnsigned(Long.parseUnsignedLong(range[0], 16), address) <= 0
                    && Long.compareUnsigned(address, Long.parseUnsignedLong(range[1], 16)) < 0) {
                return words[1].endsWith("s");
            }
        }
        return false;
    }

    private static String switches(Path task) throws IOException {
        return read(task.resolve("status"))
                .lines()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .findFirst()
                .orElse("");
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
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
