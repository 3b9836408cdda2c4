package org.shmstress.calibration;

import java.util.List;
import java.util.Optional;
import org.shmstress.calibration.Hunt.Sight;
import org.shmstress.verdict.Grade;

/** What all that was seen of a row comes to. */
record Sights(DefectTable.Row row, List<Sight> sights) {

    Finding finding() {
        return sights.stream()
                .filter(s -> s.grade().isDefect())
                .findFirst()
                .map(s -> finding(row.isControl() ? Result.ALARM : Result.FOUND, s.reason(), s.schedule()))
                .orElseGet(() -> row.isControl() ? control() : missed());
    }

    private Finding control() {
        if (sights.isEmpty()) {
            return finding(Result.UNKNOWN, "the budget was spent before its turn came");
        }
        Optional<Sight> doubt = last(Grade.BROKEN)
                .or(() -> last(Grade.PASSED).isPresent() ? Optional.empty() : Optional.of(sights.get(0)));
        return doubt.map(s -> finding(Result.UNKNOWN, s.reason()))
                .orElseGet(() -> finding(Result.PASSED, "nothing held against it in " + sights.size() + " trials"));
    }

    private Finding missed() {
        if (sights.isEmpty()) {
            return finding(Result.MISSED, "the budget was spent before its turn came");
        } else if (sights.stream().allMatch(s -> s.grade() == Grade.SKIPPED)) {
            return finding(
                    Result.UNREACHABLE, "on this machine: " + sights.get(0).reason());
        } else if (sights.size() == 1) {
            return finding(Result.MISSED, sights.get(0).reason());
        }
        String tried = "not seen in " + sights.size() + " trials";
        return finding(
                Result.MISSED,
                last(Grade.BROKEN)
                        .or(() -> last(Grade.UNKNOWN))
                        .map(s -> tried + ", one of which proves nothing: " + s.reason())
                        .orElse(tried));
    }

    private Optional<Sight> last(Grade grade) {
        return sights.stream().filter(s -> s.grade() == grade).reduce((earlier, later) -> later);
    }

    private Finding finding(Result result, String reason) {
        return finding(result, reason, "");
    }

    private Finding finding(Result result, String reason, String schedule) {
        return new Finding(
                row.id(),
                result,
                reason,
                sights.stream().mapToDouble(Sight::seconds).sum(),
                sights.stream().mapToLong(Sight::operations).sum(),
                schedule,
                sights.size(),
                row.rare());
    }
}
