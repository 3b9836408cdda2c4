package org.shmstress.properties.regressions;

import java.util.List;
import java.util.Set;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.Findings;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

/**
 * Bulk access to a mapping whose object was cut off: J01 and J02. The reference model knows which JDK may die of it, and on which access
 * path; any other death is a wrong answer.
 */
final class Truncated {

    private static final int WORKERS = 2;

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
                        access.id(), WORKERS, access.paths(), (runner, seed, budget) -> explore(access, runner), false))
                .toList();
    }

    private static Scripts explore(Access access, ScriptRunner runner) {
        Findings findings = new Findings();
        for (String step : access.steps()) {
            ScriptTrace trace = runner.run(script(step));
            findings.triedOnce(trace);
            trace.steps().stream()
                    .filter(s -> s.step().equals("1: " + step))
                    .map(StepSeen::answer)
                    .filter(answer -> answer.startsWith("threw ") || answer.startsWith("died "))
                    .forEach(answer -> findings.witness(step + " past the end: " + answer));
        }
        return findings.observation();
    }

    /** Sizes are whole pages for any page size up to 64 KiB. */
    private static Script script(String access) {
        return Script.parse("""
            0: create alpha as a
            0: size a 131072
            1: open alpha as a
            1: map a 131072 as m
            1: write m 65536 long 0x2222
            0: size a 65536
            1: read m 0 long
            1: %s
            0: size a 131072
            """.formatted(access));
    }
}
