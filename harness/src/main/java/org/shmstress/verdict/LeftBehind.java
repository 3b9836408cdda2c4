package org.shmstress.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.segment.Leak;

/** What it means that a trial left something behind: a pure function. */
public final class LeftBehind {

    private LeftBehind() {}

    /**
     * The verdict with what was left behind. What the harness left makes it BROKEN, what the thing under test left FAILED; a worse grade
     * stays, with its reason.
     */
    public static TrialVerdict told(TrialVerdict verdict, List<Leak> leaks) {
        if (leaks.isEmpty()) {
            return verdict;
        }
        Leak worst = leaks.stream().min(Comparator.comparing(Leak::ofHarness)).orElseThrow();
        Grade grade = worst.ofHarness() ? Grade.BROKEN : Grade.FAILED;
        boolean worse = verdict.grade().compareTo(grade) >= 0;
        String more = leaks.size() == 1 ? "" : ", and " + (leaks.size() - 1) + " more";
        return new TrialVerdict(
                worse ? verdict.grade() : grade,
                worse
                        ? verdict.reason()
                        : (worst.ofHarness() ? "the harness left behind: " : "left behind: ") + worst.words() + more,
                verdict.witness(),
                Stream.concat(
                                leaks.stream().map(leak -> new Fact("left behind", leak.words())),
                                verdict.facts().stream())
                        .toList());
    }
}
