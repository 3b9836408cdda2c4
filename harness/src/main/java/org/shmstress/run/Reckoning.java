package org.shmstress.run;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.ScenarioVerdict;

/**
 * What the verdicts of scenarios come to.
 *
 * @param counted verdicts that decide
 * @param quarantined how many others there are: they ran, and decide nothing
 */
record Reckoning(List<ScenarioVerdict> counted, int quarantined) {

    /** What decides the exit code: who is in quarantine ran, which is all that counts of them. */
    List<Grade> deciding() {
        return Stream.concat(
                        counted.stream().map(ScenarioVerdict::grade),
                        Stream.generate(() -> Grade.PASSED).limit(quarantined))
                .toList();
    }

    /** The verdict of the run; SKIPPED if everything that ran is in quarantine. */
    Grade verdict() {
        Stream<Grade> inQuarantine = Stream.generate(() -> Grade.SKIPPED).limit(quarantined);
        return Grade.verdictOf(Stream.concat(counted.stream().map(ScenarioVerdict::grade), inQuarantine)
                .toList());
    }

    /** It in one sentence. */
    String reason() {
        return quarantined == 0 ? decided() : decided() + "; " + quarantined + " in quarantine not counted";
    }

    private String decided() {
        Grade verdict = verdict();
        List<String> deciding = counted.stream()
                .filter(v -> v.grade() == verdict)
                .map(ScenarioVerdict::scenario)
                .toList();
        return switch (verdict) {
            case PASSED ->
                deciding.size() + (deciding.size() == 1 ? " scenario" : " scenarios")
                        + " ran between processes, nothing wrong";
            case SKIPPED -> quarantined > 0 ? "nothing that ran counts" : "nothing ran: every scenario was skipped";
            default ->
                inWords(verdict) + " " + deciding.get(0) + (deciding.size() == 1 ? "" : others(deciding.size() - 1));
        };
    }

    private static String inWords(Grade verdict) {
        return switch (verdict) {
            case FAILED -> "a defect was found by";
            case CRASHED -> "a worker died in";
            case BROKEN -> "the harness failed in";
            default -> "nothing was proved by";
        };
    }

    private static String others(int count) {
        return " and " + count + (count == 1 ? " other scenario" : " other scenarios");
    }
}
