package org.shmstress.properties.conformance.sync;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.properties.conformance.Party;

/**
 * What a thread has used so far: proc_pid_stat(5), proc_pid_status(5).
 *
 * @param ticks of CPU time, in user and kernel mode
 * @param switches how often it gave up the CPU to wait
 */
record ThreadTimes(long ticks, long switches) {

    /** Where {@code utime} and {@code stime} are, counted from the state, which is the first word after the name. */
    private static final int USER_TIME = 11;

    private static final int KERNEL_TIME = 12;
    private static final String SWITCHES = "voluntary_ctxt_switches:";

    static ThreadTimes of(Party party, long threadId) {
        Path task = Path.of("/proc", Long.toString(party.pid()), "task", Long.toString(threadId));
        try {
            String stat = Files.readString(task.resolve("stat"), StandardCharsets.ISO_8859_1);
            String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new ThreadTimes(
                    Long.parseLong(words[USER_TIME]) + Long.parseLong(words[KERNEL_TIME]),
                    switches(Files.readString(task.resolve("status"), StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            throw new HarnessException("cannot tell what the thread " + task + " has used", e);
        }
    }

    private static long switches(String status) {
        return status.lines()
                .filter(line -> line.startsWith(SWITCHES))
                .map(line -> Long.parseLong(line.substring(SWITCHES.length()).trim()))
                .findFirst()
                .orElseThrow(() -> new HarnessException("/proc/PID/task/TID/status has no line " + SWITCHES));
    }
}
