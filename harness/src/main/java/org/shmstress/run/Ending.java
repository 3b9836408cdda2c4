package org.shmstress.run;

import java.util.List;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Grade;

/**
 * What a run has come to.
 *
 * @param leaks what it left behind
 * @param deciding what decides its exit code
 * @param verdict what its scenarios come to
 * @param reason for the verdict
 * @param counted what is counted by grade
 */
record Ending(
        boolean interrupted,
        List<String> leaks,
        List<Grade> deciding,
        Grade verdict,
        String reason,
        List<Grade> counted) {

    int exitCode(int expectAtLeast, boolean unknownPasses) {
        Optional<HarnessException.Kind> trouble =
                leaks.isEmpty() ? Optional.empty() : Optional.of(HarnessException.Kind.HARNESS);
        return ExitCodes.of(deciding, new ExitCodes.Ending(interrupted, trouble, expectAtLeast, unknownPasses));
    }

    /** Cut short it is never better than UNKNOWN. */
    Grade grade() {
        return interrupted ? Grade.worst(List.of(Grade.UNKNOWN, verdict)) : verdict;
    }

    /** Why it ended with that exit code, in one sentence. */
    String sentence(int exitCode, int expectAtLeast) {
        if (interrupted || ExitCodes.explains(verdict, exitCode)) {
            return reason;
        }
        long ran = deciding.stream().filter(grade -> grade != Grade.SKIPPED).count();
        if (exitCode == ExitCodes.HARNESS) {
            return "left behind: " + leaks.get(0) + (leaks.size() == 1 ? "" : " and " + (leaks.size() - 1) + " more")
                    + "; " + reason;
        }
        return ran == 0 && expectAtLeast <= 1
                ? reason
                : "less than expected ran: " + ran + " of " + expectAtLeast + "; " + reason;
    }
}
