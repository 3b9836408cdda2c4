package org.shmstress.calibration;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Grade;

/**
 * How strong the tester was found to be.
 *
 * @param rows one per row of the {@link DefectTable}, in its order
 */
public record Calibration(List<Finding> rows) {

    public Calibration {
        rows = List.copyOf(rows);
    }

    /** How many rows came to that. */
    public int count(Result result) {
        return (int) rows.stream().filter(row -> row.result() == result).count();
    }

    /** How many rows of rare defects came to that. */
    public int countRare(Result result) {
        return (int) rows.stream()
                .filter(row -> row.rare() && row.result() == result)
                .count();
    }

    /** How many controls were tried. */
    public int controls() {
        return count(Result.PASSED) + count(Result.ALARM) + count(Result.UNKNOWN);
    }

    /** Half of the defects that were found were found within so many seconds. */
    public OptionalDouble medianSeconds() {
        double[] sorted = rows.stream()
                .filter(row -> row.result() == Result.FOUND)
                .mapToDouble(Finding::seconds)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2);
    }

    /** A miss of a defect that is not rare, or an alarm, weighs like a defect of the tester's own. */
    public Grade verdict() {
        if (count(Result.ALARM) > 0 || count(Result.MISSED) > countRare(Result.MISSED)) {
            return Grade.FAILED;
        } else if (count(Result.UNKNOWN) > 0) {
            return Grade.UNKNOWN;
        }
        return count(Result.FOUND) + count(Result.PASSED) + count(Result.MISSED) > 0 ? Grade.PASSED : Grade.SKIPPED;
    }

    /** The exit code of the command, unless it was interrupted. */
    public int exitCode() {
        return ExitCodes.of(List.of(verdict()), new ExitCodes.Ending(false, Optional.empty(), 0, false));
    }

    /** The verdict in one sentence. */
    public String reason() {
        return count(Result.FOUND) + " planted defects found, " + count(Result.MISSED) + " missed ("
                + countRare(Result.MISSED)
                + " of them rare), " + count(Result.UNREACHABLE) + " unreachable; " + controls() + " controls, "
                + count(Result.ALARM) + " alarms";
    }
}
