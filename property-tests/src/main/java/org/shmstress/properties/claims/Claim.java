package org.shmstress.properties.claims;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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
 * <p>What comes of it are ordered facts: {@code checked: …}, {@code evidence: …} as often as needed, {@code control …: caught, …} for each.
 *
 * @param id of its scenario, such as {@code claims/S06}
 * @param title the claim, in one line
 * @param description the evidence, and what controls there are
 * @param paths access paths on which it is tried
 * @param script in which the claim is to hold
 * @param rounds after which an objection counts: 1, or more where others on the machine can disturb what is seen. It must come in every
 *     round
 * @param check objections to what was answered
 * @param controls scripts in which the claim does not hold
 * @param reading what more there is to be said of the answers
 */
record Claim(
        String id,
        String title,
        String description,
        Set<AccessPath> paths,
        Script script,
        int rounds,
        Check check,
        List<Control> controls,
        Reading reading) {

    /** How often a control is run until it is objected to, and a script until a doubt has gone. */
    private static final int TRIES = 3;

    /** For claims that no access path matters to. */
    static final Set<AccessPath> ONE_PATH = EnumSet.of(AccessPath.BYTE_BUFFER);

    /** For claims about the bytes of mappings. */
    static final Set<AccessPath> PATHS = EnumSet.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE, AccessPath.FFM);

    Claim(
            String id,
            String title,
            String description,
            Set<AccessPath> paths,
            Script script,
            int rounds,
            Check check,
            List<Control> controls) {
        this(id, title, description, paths, script, rounds, check, controls, Reading.PLAIN);
    }

    /** Reads answers, and objects. */
    @FunctionalInterface
    interface Check {
        Stream<Objection> objections(Evidence evidence);
    }

    /**
     * What the answers say beside whether they are right.
     *
     * @param facts figures that no single answer has
     * @param doubt why they prove nothing although nothing is wrong, e.g. because nobody met
     */
    record Reading(Function<Evidence, List<String>> facts, Function<Evidence, Optional<String>> doubt) {
        static final Reading PLAIN = new Reading(e -> List.of(), e -> Optional.empty());
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

    /** The same with more to be said of its answers. */
    Claim reading(Function<Evidence, List<String>> facts, Function<Evidence, Optional<String>> doubt) {
        return new Claim(id, title, description, paths, script, rounds, check, controls, new Reading(facts, doubt));
    }

    ScriptTest scenario() {
        int workers = Stream.concat(Stream.of(script), controls.stream().map(Control::script))
                .mapToInt(Script::workers)
                .max()
                .orElseThrow();
        return new ScriptTest(
                id,
                title,
                description,
                Set.of("with-controls"),
                workers,
                paths,
                (runner, seed, budget) -> explore(runner));
    }

    private Scripts explore(ScriptRunner runner) {
        Findings findings = new Findings();
        List<String> facts = new ArrayList<>(List.of("checked: " + title));
        Looked looked = look(runner, findings);
        looked.objection().ifPresent(o -> findings.failedBy(looked.evidence().marked(o)));
        looked.evidence().facts().forEach(fact -> facts.add("evidence: " + fact));
        reading.facts().apply(looked.evidence()).forEach(fact -> facts.add("evidence: " + fact));
        List<String> doubts = new ArrayList<>(looked.doubt().stream().toList());
        for (Control control : findings.hasFailed() ? List.<Control>of() : controls) {
            Optional<String> caught = caught(runner, control, findings);
            facts.add("control " + control.what() + ": "
                    + caught.map(words -> "caught, " + words).orElse("not caught"));
            if (caught.isEmpty()) {
                doubts.add("the check let a control pass: " + control.what());
            }
        }
        doubts.forEach(doubt -> findings.measured("doubt", doubt));
        facts.forEach(doubts.isEmpty() ? findings::witness : fact -> findings.measured("fact", fact));
        return findings.observation();
    }

    /** What the last run of a script said. */
    private record Looked(Evidence evidence, Optional<Objection> objection, Optional<String> doubt) {}

    /** Until there is neither objection nor doubt, or enough was tried. */
    private Looked look(ScriptRunner runner, Findings findings) {
        int objected = 0;
        for (int tries = 1; ; tries++) {
            ScriptTrace trace = runner.run(script);
            findings.triedOnce(trace);
            Evidence evidence = new Evidence(trace);
            Optional<Objection> objection = check.objections(evidence).findFirst();
            objected += objection.isPresent() ? 1 : 0;
            Optional<String> doubt =
                    objection.isPresent() ? Optional.empty() : reading.doubt().apply(evidence);
            boolean settled = objection.isEmpty() && (doubt.isEmpty() || tries >= TRIES);
            if (settled || objected >= rounds || findings.hasFailed()) {
                return new Looked(evidence, objection, doubt);
            }
        }
    }

    /** What was objected to, in one of a few tries. The model is not asked what it thinks of it. */
    private Optional<String> caught(ScriptRunner runner, Control control, Findings findings) {
        Optional<String> words = Optional.empty();
        for (int tries = 0; tries < TRIES && words.isEmpty(); tries++) {
            ScriptTrace trace = runner.run(control.script());
            findings.tried(trace);
            Evidence evidence = new Evidence(trace);
            words = check.objections(evidence).findFirst().map(evidence::inWords);
        }
        return words;
    }
}
