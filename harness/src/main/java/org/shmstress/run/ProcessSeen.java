package org.shmstress.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A worker's process as the kernel accounts for it, at one look.
 *
 * @param executedNanos how long the thread that works on the object has run on CPUs, in steps of a clock tick
 * @param asleep whether that thread waits for an event, and no other thread of its process has anything to do for it
 * @param wakeUps how often that thread has gone to sleep in its life
 * @param yields how often it has lost its CPU to somebody else, by yielding or because its time slice was over
 */
record ProcessSeen(long executedNanos, boolean asleep, long wakeUps, long yields) {

    private static final String SLEEPING = "S";

    static final String WAKE_UPS = "voluntary_ctxt_switches:";
    static final String YIELDS = "nonvoluntary_ctxt_switches:";

    /** The process, if it is still there. */
    static Optional<ProcessSeen> of(long pid, long threadId) {
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        try {
            Optional<ThreadSeen> worker = ThreadSeen.of(pid, threadId);
            if (worker.isEmpty()) {
                return Optional.empty();
            }
            String status = Files.readString(
                    tasks.resolve(Long.toString(threadId)).resolve("status"), StandardCharsets.ISO_8859_1);
            return Optional.of(new ProcessSeen(
                    worker.get().executedNanos(),
                    worker.get().asleep() && allAsleep(tasks),
                    count(status, WAKE_UPS),
                    count(status, YIELDS)));
        } catch (IOException e) {
            return Optional.empty(); // it has ended; its exit says how
        }
    }

    /** A number in the text of a status file. */
    static long count(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length()).trim()))
                .findFirst()
                .orElse(0);
    }

    /** One that runs or wants to run, waits for a disk or is stopped may be what the others wait for. */
    private static boolean allAsleep(Path tasks) throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                if (!stat.substring(stat.lastIndexOf(')') + 2).startsWith(SLEEPING)) {
                    return false;
                }
            }
            return true;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }
}
