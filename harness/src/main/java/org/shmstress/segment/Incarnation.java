package org.shmstress.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shmstress.HarnessException;

/**
 * A process, told from a later one of the same pid by when it started.
 *
 * <p>Two processes can share pid and start tick if the pid is reused at once. The only use of this class is to decide whether
 * an owner is gone, and there such a collision errs to the safe side: the owner counts as alive, its things stay.
 *
 * @param pid process id, as this process's PID namespace numbers it
 * @param startTicks start time in clock ticks since boot, field 22 of /proc/PID/stat
 */
public record Incarnation(long pid, long startTicks) {

    private static final Pattern NAMESPACE_LINK = Pattern.compile("pid:\\[(\\d+)]");

    /** This process. */
    public static Incarnation self() {
        return of(ProcessHandle.current().pid())
                .orElseThrow(() -> new HarnessException("/proc does not list this very process: mount /proc"));
    }

    /** The process that has this pid now; empty if there is none or only its remains wait to be reaped. */
    public static Optional<Incarnation> of(long pid) {
        return stat(pid).flatMap(stat -> parse(pid, stat));
    }

    /** Whether this very process still runs. */
    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Start tick from the text of /proc/PID/stat; the name in it may hold blanks and parentheses, so count after the last one. */
    static Optional<Incarnation> parse(long pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).trim().split(" ");
        boolean dead = fields[0].equals("Z") || fields[0].equals("X");
        return dead ? Optional.empty() : Optional.of(new Incarnation(pid, Long.parseLong(fields[19])));
    }

    /** Whether a process is stopped by a signal. */
    static boolean isStopped(long pid) {
        return stat(pid)
                .map(stat -> stat.charAt(stat.lastIndexOf(')') + 2))
                .filter(state -> state == 'T')
                .isPresent();
    }

    private static Optional<String> stat(long pid) {
        Path file = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            if (Files.exists(file)) {
                throw new HarnessException(
                        "cannot read " + file + ", so cannot tell whether process " + pid + " lives", e);
            }
            return Optional.empty(); // it ended between open and read: the kernel answers ESRCH
        }
    }

    /**
     * Inode of a process's PID namespace, in which its numbers mean something; 0 if it cannot be known.
     *
     * @param process pid, or {@code self}
     */
    static long pidNamespace(String process) {
        try {
            Path link = Files.readSymbolicLink(Path.of("/proc", process, "ns", "pid"));
            Matcher matcher = NAMESPACE_LINK.matcher(link.toString());
            return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0; // gone, or another user's: both read as "not ours to judge" by those who ask
        }
    }
}
