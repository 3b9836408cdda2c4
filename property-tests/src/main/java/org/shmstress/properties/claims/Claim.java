package org.shmstress.properties.claims;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.properties.Findings;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

/**
 * A claim about shared memory. Its script is run on real processes and checked; then each control, a script in which the claim does not
 * hold, must be objected to by the same check. A check that lets a control pass says nothing: the claim is UNKNOWN then.
 *
 * @param number as in {@code claims/S06}
 * @param title the claim, in one line
 * @param description the evidence, and what controls there are
 * @param paths access paths on which it is tried
 * @param script in which the claim is to hold
 * @param rounds after which an objection counts: 1, or more where others on the machine can disturb what is read. It must come in every
 *     round; of a control {@value #CONTROL_ROUNDS} rounds at the most are run
 * @param check objections to what was answered
 * @param controls scripts in which the claim does not hold
 */
record Claim(
        String number,
        String title,
        String description,
        Set<AccessPath> paths,
        Script script,
        int rounds,
        Check check,
        List<Control> controls) {

    private static final int CONTROL_ROUNDS = 3;

    /** For claims that no access path matters to. */
    static final Set<AccessPath> ONE_PATH = EnumSet.of(AccessPath.BYTE_BUFFER);

    /** For claims about the bytes of mappings. */
    static final Set<AccessPath> PATHS = EnumSet.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE, AccessPath.FFM);

    /** Reads answers, and objects. */
    @FunctionalInterface
    interface Check {
        Stream<Objection> objections(Evidence evidence);
    }

    /**
     * A script in which the claim does not hold.
     *
     * @param what is done otherwise
     */
    record Control(String what, Script script) {}

    /** A control that does other steps in the place of some. */
    static Control control(String what, String script, String steps, String others) {
        if (!script.contains(steps)) {
            throw new IllegalArgumentException("no '" + steps + "' in the script of " + what);
        }
        return new Control(what, Script.parse(script.replace(steps, others)));
    }

    ScriptTest scenario() {
        int workers = Stream.concat(Stream.of(script), controls.stream().map(Control::script))
                .mapToInt(Script::workers)
                .max()
                .orElseThrow();
        return new ScriptTest(
                "claims/" + number,
                title,
                description,
                Set.of("claims"),
                workers,
                paths,
                (runner, seed, budget) -> explore(runner));
    }

    private Scripts explore(ScriptRunner runner) {
        Findings findings = new Findings();
        List<String> facts = new ArrayList<>();
        Optional<Objected> wrong = objected(runner, script, rounds, findings);
        wrong.ifPresent(o -> findings.failedBy(o.evidence().marked(o.objection())));
        facts.add("checked: " + title);
        boolean blind = false;
        for (Control control : findings.hasFailed() ? List.<Control>of() : controls) {
            Optional<Objected> caught = objected(runner, control.script(), Math.min(rounds, CONTROL_ROUNDS), findings);
            String words = caught.map(o -> "caught: " + o.evidence().inWords(o.objection()))
                    .orElse("not caught, so the check says nothing");
            facts.add("control, " + control.what() + ", " + words);
            blind |= caught.isEmpty();
        }
        facts.forEach(blind ? fact -> findings.measured("blind", fact) : findings::witness);
        return findings.observation();
    }

    /** What was objected to in the last round, if there was an objection in each. */
    private Optional<Objected> objected(ScriptRunner runner, Script tried, int times, Findings findings) {
        Optional<Objected> last = Optional.empty();
        for (int round = 0; round < times; round++) {
            ScriptTrace trace = runner.run(tried);
            findings.triedOnce(trace);
            Evidence evidence = new Evidence(trace);
            last = check.objections(evidence).findFirst().map(o -> new Objected(evidence, o));
            if (last.isEmpty()) {
                return last;
            }
        }
        return last;
    }

    private record Objected(Evidence evidence, Objection objection) {}
}
