package org.shmstress.fork;

import java.util.Optional;
import org.shmstress.observation.WorkerExit;
import org.shmstress.observation.WorkerExit.How;

/** Tells what kind of end an exit was; a pure function of what is known of it. */
final class ExitClassifier {

    private static final int SIGNAL_BASE = 128;
    private static final int SIGKILL = 9;
    private static final int LAST_SIGNAL = 64;

    private ExitClassifier() {}

    /**
     * What is known of an ended worker.
     *
     * @param code exit code as Java reports it: 128 + n for signal n
     * @param askedToLeave it confirmed that it was told to leave
     * @param ending what it counts as if the harness's own SIGKILL ended it: KILLED_ON_PURPOSE, HUNG, or CRASHED for nonsense
     *     on its channel
     * @param endingReason why, in words
     * @param crashFile its hs_err file, relative to the run directory
     * @param crashLine what that file says
     * @param oomKills how many processes the OOM killer took from its cgroup while it lived
     * @param lastLine last line of its log
     */
    record Evidence(
            int code,
            boolean askedToLeave,
            Optional<How> ending,
            String endingReason,
            Optional<String> crashFile,
            String crashLine,
            long oomKills,
            String lastLine) {}

    static WorkerExit classify(Evidence seen) {
        How how = how(seen);
        return new WorkerExit(how, seen.code(), detail(how, seen), seen.crashFile());
    }

    private static How how(Evidence seen) {
        if (seen.askedToLeave() && seen.code() == 0) {
            return How.ORDERLY;
        }
        // A worker that crashed by itself just before it would have been killed has left a file that says so.
        if (seen.crashFile().isPresent()) {
            return How.CRASHED;
        }
        if (seen.code() == SIGNAL_BASE + SIGKILL) {
            return seen.ending().orElse(seen.oomKills() > 0 ? How.OUT_OF_MEMORY : How.CRASHED);
        }
        // Any other code is the worker's own doing, even if the harness was about to kill it.
        // Java cannot tell exit(128 + n) from signal n. Nobody exits so by accident, so it counts as the signal.
        return isSignal(seen.code()) ? How.CRASHED : How.EXITED;
    }

    private static String detail(How how, Evidence seen) {
        String fact = switch (how) {
            case ORDERLY -> "left when asked";
            case KILLED_ON_PURPOSE, HUNG -> seen.endingReason();
            case OUT_OF_MEMORY -> "taken by the kernel's OOM killer";
            case CRASHED -> crash(seen);
            case EXITED -> "exited with code " + seen.code() + " although nobody asked";
        };
        boolean wantsLog =
                how == How.EXITED || (how == How.CRASHED && seen.crashFile().isEmpty());
        return wantsLog && !seen.lastLine().isEmpty() ? fact + "; last line of its log: " + seen.lastLine() : fact;
    }

    private static String crash(Evidence seen) {
        if (seen.crashFile().isPresent()) {
            return seen.crashLine();
        }
        return seen.ending().filter(How.CRASHED::equals).isPresent()
                ? seen.endingReason()
                : "died by " + signal(seen.code());
    }

    private static boolean isSignal(int code) {
        return code > SIGNAL_BASE && code <= SIGNAL_BASE + LAST_SIGNAL;
    }

    private static String signal(int code) {
        int number = code - SIGNAL_BASE;
        String name = switch (number) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 4 -> "SIGILL";
            case 6 -> "SIGABRT";
            case 7 -> "SIGBUS";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 15 -> "SIGTERM";
            case 31 -> "SIGSYS";
            default -> "signal";
        };
        return name + " (" + number + ")";
    }
}
