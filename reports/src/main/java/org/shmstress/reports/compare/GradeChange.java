package org.shmstress.reports.compare;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.verdict.Grade;

/**
 * A scenario that has not the same grade on both sides.
 *
 * @param direction what that means
 * @param mutant whether it has a planted defect on both sides, so that FAILED is what it is there for
 * @param base its grade; empty if it has none
 * @param now its grade; empty if it has none
 * @param seen the reason on the new side, else on the base
 */
public record GradeChange(
        Direction direction, String scenario, boolean mutant, Optional<Grade> base, Optional<Grade> now, String seen) {

    /** What a change of grade means, worst first. */
    public enum Direction {
        /** Something wrong is seen that was not. */
        WORSE,
        /** It passed, or a planted defect was found; now nothing says so. */
        UNPROVED,
        /** Neither better nor worse. */
        OTHER,
        /** It passes now, or a planted defect is found. */
        BETTER
    }

    /** Those of two sides, the worst first. */
    public static List<GradeChange> between(Side base, Side now) {
        Set<String> scenarios = new LinkedHashSet<>(now.scenarios().keySet());
        scenarios.addAll(base.scenarios().keySet());
        return scenarios.stream()
                .filter(s -> !base.gradeOf(s).equals(now.gradeOf(s)))
                .map(s -> of(s, base, now))
                .filter(change -> !now.axis() || change.isTold())
                .sorted(Comparator.comparing(GradeChange::direction))
                .toList();
    }

    /** Along an axis a plan tries most scenarios on some sides only, which says nothing unless something is wrong. */
    private boolean isTold() {
        return direction == Direction.WORSE || (base.isPresent() && now.isPresent());
    }

    private static GradeChange of(String scenario, Side base, Side now) {
        boolean mutant = isMutant(base, scenario) && isMutant(now, scenario);
        Optional<Grade> before = base.gradeOf(scenario);
        Optional<Grade> after = now.gradeOf(scenario);
        String reason = after.isPresent()
                ? now.reasonOf(scenario)
                : (now.scenarios().containsKey(scenario) ? "did not finish" : "not part of the new side") + "; base: "
                        + base.reasonOf(scenario);
        return new GradeChange(
                mutant ? ofMutant(before, after) : direction(before, after), scenario, mutant, before, after, reason);
    }

    /** Whether it is a mutant there, or not there at all. */
    private static boolean isMutant(Side side, String scenario) {
        return Optional.ofNullable(side.scenarios().get(scenario))
                .map(s -> s.mutant())
                .orElse(true);
    }

    private static Direction direction(Optional<Grade> base, Optional<Grade> now) {
        if (now.filter(GradeChange::isWrong).isPresent()) {
            boolean was = base.filter(b -> b.isDefect() || (b == Grade.BROKEN && now.get() == Grade.BROKEN))
                    .isPresent();
            return was ? Direction.OTHER : Direction.WORSE;
        }
        if (base.filter(b -> b == Grade.PASSED).isPresent()) {
            return Direction.UNPROVED;
        }
        return base.isPresent() && now.filter(n -> n == Grade.PASSED).isPresent() ? Direction.BETTER : Direction.OTHER;
    }

    private static boolean isWrong(Grade grade) {
        return grade.isDefect() || grade == Grade.BROKEN;
    }

    private static Direction ofMutant(Optional<Grade> base, Optional<Grade> now) {
        boolean found = base.filter(Grade::isDefect).isPresent();
        boolean finds = now.filter(Grade::isDefect).isPresent();
        if (found == finds || now.isEmpty()) {
            return Direction.OTHER;
        }
        return found ? Direction.UNPROVED : Direction.BETTER;
    }
}
