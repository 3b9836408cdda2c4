package org.shmstress.properties.regressions;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.Findings;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;
import org.shmstress.versions.Installed;

/**
 * Bulk access to a mapping whose object was cut off, interpreted and compiled: J01 and J02. A death is the symptom, whatever the reference
 * model allows; anything else that the model does not allow is wrong anywhere.
 */
final class Truncated {

    private static final int WORKERS = 2;

    /** More accesses than any JVM makes before it has compiled them for good. */
    private static final int MOST = 5_000_000;

    private static final String ERROR = new Answer.Threw(InternalError.class.getName()).text();

    private Truncated() {}

    /** What the symptom of a row comes of. */
    private record Access(String id, Set<AccessPath> paths, List<String> steps) {}

    private static final List<Access> ACCESSES = List.of(
            new Access(
                    "J01",
                    Set.of(AccessPath.BYTE_BUFFER),
                    List.of("sum m 65536 4096", "fill m 65536 4096 0x55", "sum m 65536 65536")),
            new Access(
                    "J02",
                    Set.of(AccessPath.FFM, AccessPath.UNSAFE),
                    List.of("fill m 65536 4096 0x55", "fill m 65536 65536 0x55")));

    /** The scenarios, by the rows that they are of. */
    static List<ScriptTest> scenarios() {
        return ACCESSES.stream()
                .map(access -> Regressions.scenario(
                        access.id(), WORKERS, access.paths(), (runner, seed, budget) -> graded(access, runner), false))
                .toList();
    }

    /** By the JDK of the worker whose object is cut off. */
    private static Scripts graded(Access access, ScriptRunner runner) {
        Installed here = Installed.here();
        List<Integer> features = runner.features();
        return Regressions.graded(
                Regressions.row(access.id()),
                explore(access, runner),
                features.size() < WORKERS ? here : here.withJdk(features.get(1)));
    }

    private static Scripts explore(Access access, ScriptRunner runner) {
        Findings findings = new Findings();
        List<ScriptTrace> deaths = new ArrayList<>();
        for (int heat : new int[] {0, MOST}) {
            for (String step : access.steps()) {
                ScriptTrace trace = runner.run(script(step, heat));
                String answer = answer(trace, "1: " + step);
                if (answer.startsWith("died ")) {
                    findings.tried(trace);
                    deaths.add(Findings.wrongAt(trace, "1: " + step, ERROR));
                } else {
                    findings.triedOnce(trace);
                }
                if (answer.startsWith("died ") || answer.startsWith("threw ")) {
                    String level = answer(trace, "1: heat m 0 " + heat);
                    findings.witness(step + " past the end, compiled to level " + level + ": " + answer);
                }
            }
        }
        deaths.forEach(findings::failedBy); // the first that failed stays: whatever is no death goes before
        return findings.observation();
    }

    private static String answer(ScriptTrace trace, String step) {
        return trace.steps().stream()
                .filter(s -> s.step().equals(step))
                .map(StepSeen::answer)
                .findFirst()
                .orElse("");
    }

    /** Sizes are whole pages for any page size up to 64 KiB. */
    private static Script script(String access, int heat) {
        return Script.parse("""
            0: create alpha as a
            0: size a 131072
            1: open alpha as a
            1: map a 131072 as m
            1: heat m 0 %d
            1: write m 65536 long 0x2222
            0: size a 65536
            1: read m 0 long
            1: %s
            0: size a 131072
            """.formatted(heat, access));
    }
}
