package org.shmstress.reports.compare;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.Words;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Grade;

/**
 * How much of what the base proves the new side had to prove again, and did. A run of a part, such as a shard, is held to its part only.
 *
 * @param base scenarios with an answer on the base: nothing wrong, or something wrong
 * @param asked those of them that the new side planned
 * @param answered those of these that have an answer on the new side too
 */
record Proof(int base, int asked, int answered) {

    /** Where fewer have an answer, all others say too little. */
    private static final double LEAST_SHARE = 0.5;

    static Proof of(Side base, Side now) {
        List<String> proved = base.scenarios().values().stream()
                .filter(s -> !RunRecord.isCalibration(s))
                .map(ScenarioPlanned::scenario)
                .filter(s -> isAnswer(base.gradeOf(s)) && !now.quarantine().containsKey(s))
                .toList();
        List<String> asked =
                proved.stream().filter(now.scenarios()::containsKey).toList();
        long answered = asked.stream().filter(s -> isAnswer(now.gradeOf(s))).count();
        return new Proof(proved.size(), asked.size(), (int) answered);
    }

    private static boolean isAnswer(Optional<Grade> grade) {
        return grade.filter(g -> g == Grade.PASSED || g.isDefect()).isPresent();
    }

    /** Why nothing that was seen can be a reason to go. */
    Stream<String> objections() {
        if (asked == 0) {
            return Stream.of(
                    base == 0
                            ? "the base proves nothing, so that there is nothing to compare with"
                            : "the new side tries nothing of what the base proves");
        }
        return answered < LEAST_SHARE * asked
                ? Stream.of("of " + Words.counted(asked, "scenario", "scenarios")
                        + " that the base proves and the new side planned it proves " + Words.count(answered)
                        + ", less than half")
                : Stream.empty();
    }

    /** What a part leaves out is told. */
    Optional<String> leftOut() {
        return asked < base
                ? Optional.of(Words.count(base - asked) + " of " + Words.counted(base, "scenario", "scenarios")
                        + " that the base proves are not part of the new side")
                : Optional.empty();
    }

    /** A run that says of itself that it did not do its work. */
    static Optional<String> failure(String run, int exitCode) {
        String why = switch (exitCode) {
            case ExitCodes.TOO_FEW -> "nothing ran, or less than expected";
            case ExitCodes.HARNESS -> "the harness could not do its work";
            case ExitCodes.TRY_LATER -> "there was no room";
            default -> "";
        };
        return why.isEmpty()
                ? Optional.empty()
                : Optional.of("run " + run + " ended with exit code " + exitCode + ": " + why);
    }
}
