package org.shmstress.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;

/** Grades scripts: the model has judged each step already, here it is said what that means. */
final class ScriptJudge {

    private static final String DOUBT = "doubt=";

    private ScriptJudge() {}

    static TrialVerdict judge(Scripts seen) {
        long processes =
                seen.workers().stream().mapToLong(WorkerSeen::pid).distinct().count();
        if (processes != seen.workers().size()) {
            String reason = seen.workers().size() + " workers ran in " + processes + " processes";
            return new TrialVerdict(Grade.BROKEN, reason, false, List.of());
        }
        Optional<ScriptTrace> failing = seen.failing();
        return failing.isPresent() ? failed(seen, failing.get()) : exercised(seen);
    }

    /** The first wrong answer decides; what follows it may be its consequence. */
    private static TrialVerdict failed(Scripts seen, ScriptTrace trace) {
        StepSeen wrong = trace.steps().stream()
                .filter(s -> !s.agrees())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a failing script without a wrong answer"));
        boolean died = wrong.answer().startsWith("died ");
        String allowed = String.join(" or ", wrong.allowed());
        String reason = "'" + wrong.step() + "' answered '" + wrong.answer() + "', allowed was '" + allowed + "'";
        Stream<Fact> facts = Stream.of(
                new Fact("step", wrong.step()),
                new Fact("answered", wrong.answer()),
                new Fact("allowed", allowed),
                new Fact("minimal script", trace.script()));
        Stream<Fact> original = seen.original().stream().map(o -> new Fact("found as", o.script()));
        return new TrialVerdict(
                died ? Grade.CRASHED : Grade.FAILED,
                reason,
                !seen.witness().isEmpty(),
                Stream.concat(facts, original).toList());
    }

    /** Whoever explored may have said why it proves nothing. */
    private static String doubt(Scripts seen) {
        return seen.measured().stream()
                .filter(line -> line.startsWith(DOUBT))
                .findFirst()
                .map(line -> line.substring(DOUBT.length()))
                .orElse("the scripts never came to what they are about");
    }

    private static TrialVerdict exercised(Scripts seen) {
        List<Fact> facts =
                seen.witness().stream().map(w -> new Fact("witness", w)).toList();
        if (seen.tries() == 0) {
            return new TrialVerdict(Grade.UNKNOWN, "no script was run", false, facts);
        } else if (seen.witness().isEmpty()) {
            return new TrialVerdict(Grade.UNKNOWN, doubt(seen), false, facts);
        }
        if (!seen.deviations().isEmpty()) {
            List<Fact> known = seen.deviations().stream()
                    .map(d -> new Fact(TrialVerdict.KNOWN_DEVIATION, d))
                    .toList();
            String deviation =
                    "a documented deviation was seen: " + seen.deviations().get(0);
            return new TrialVerdict(
                    Grade.PASSED,
                    deviation,
                    true,
                    Stream.concat(known.stream(), facts.stream()).toList());
        }
        return new TrialVerdict(Grade.PASSED, agreement(seen), true, facts);
    }

    private static String agreement(Scripts seen) {
        String scripts = seen.tries() == 1 ? "" : " in " + seen.tries() + " scripts";
        return seen.steps() == 1
                ? "the one step was answered as allowed"
                : "all " + seen.steps() + " steps" + scripts + " were answered as allowed";
    }
}
