package org.shmstress.verdict;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.shmstress.HarnessException;

/** The exit codes, and which one wins where several apply: 130, 1, 70, 75, 4, 3, 0. */
public final class ExitCodes {
    public static final int PASSED = 0;
    public static final int DEFECTS = 1;
    public static final int USAGE = 2;
    public static final int INCONCLUSIVE = 3;
    public static final int TOO_FEW = 4;
    public static final int HARNESS = 70;
    public static final int TRY_LATER = 75;
    public static final int INTERRUPTED = 130;

    private static final List<Integer> WORST_FIRST =
            List.of(INTERRUPTED, DEFECTS, HARNESS, TRY_LATER, TOO_FEW, INCONCLUSIVE, PASSED);

    private ExitCodes() {}

    /** What a run came to besides its grades. */
    public record Ending(
            boolean interrupted, Optional<HarnessException.Kind> trouble, int expectAtLeast, boolean unknownPasses) {}

    /** The exit code of a run. */
    public static int of(Collection<Grade> scenarios, Ending ending) {
        long ran = scenarios.stream().filter(g -> g != Grade.SKIPPED).count();
        if (ending.interrupted()) {
            return INTERRUPTED;
        } else if (scenarios.stream().anyMatch(Grade::isDefect)) {
            return DEFECTS;
        } else if (scenarios.contains(Grade.BROKEN)
                || ending.trouble()
                        .filter(k -> k == HarnessException.Kind.HARNESS)
                        .isPresent()) {
            return HARNESS;
        } else if (ending.trouble()
                .filter(k -> k == HarnessException.Kind.NO_ROOM)
                .isPresent()) {
            return TRY_LATER;
        } else if (ran == 0 || ran < ending.expectAtLeast()) {
            return TOO_FEW;
        } else if (scenarios.contains(Grade.UNKNOWN) && !ending.unknownPasses()) {
            return INCONCLUSIVE;
        }
        return PASSED;
    }

    /** Whether a run's grade alone gives this code; if not, the run is red for a reason that no scenario has. */
    public static boolean explains(Grade verdict, int exitCode) {
        return exitCode == PASSED
                || exitCode
                        == switch (verdict) {
                            case FAILED, CRASHED -> DEFECTS;
                            case BROKEN -> HARNESS;
                            case UNKNOWN -> INCONCLUSIVE;
                            case SKIPPED, PASSED -> PASSED;
                        };
    }

    /** Which of two wins, as codes of runs that came to an end. */
    public static int worse(int one, int other) {
        return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
    }

    /** The exit code for a command that ended with this exception. */
    public static int of(HarnessException.Kind kind) {
        return switch (kind) {
            case USAGE -> USAGE;
            case NO_ROOM -> TRY_LATER;
            case HARNESS -> HARNESS;
        };
    }
}
