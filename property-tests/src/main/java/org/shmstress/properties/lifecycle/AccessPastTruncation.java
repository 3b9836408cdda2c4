package org.shmstress.properties.lifecycle;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.Findings;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

/**
 * One process maps two pages, another one truncates the object to one page. From then on an access to the second page is a
 * SIGBUS (POSIX, {@code mmap}): in Java an {@code InternalError} where the JVM knows the access, and the death of the whole JVM
 * where it does not. Both are documented here; wrong is an access that seems to succeed. The first page goes on working, and
 * when the object grows again the second one reads as zero.
 */
public final class AccessPastTruncation {

    /** What worker 1 does past the end; each in a script of its own, since it may not survive. */
    private static final List<String> ACCESSES = List.of(
            "read m 65536 long",
            "read m 65536 byte",
            "write m 65536 long 0x5555",
            "write m 65540 int 0x5555",
            "sum m 65536 4096",
            "fill m 65536 4096 0x55");

    private AccessPastTruncation() {}

    /** The scenario. */
    public static Scenario scenario() {
        return new ScriptTest(
                "lifecycle/AccessPastTruncation",
                "An access past the end of a truncated object is an error or a death, never a success",
                "One process shrinks an object that another has mapped whole. Each kind of access past the new end must end"
                        + " as this access path and JDK are known to end it: in an InternalError, or in the death of the JVM by"
                        + " SIGBUS. What lies before the end goes on working, what comes back after growing is zero.",
                Set.of("truncation", "sigbus", ScriptTest.REPLAYS),
                2,
                EnumSet.allOf(AccessPath.class),
                AccessPastTruncation::explore);
    }

    private static Scripts explore(ScriptRunner runner, long seed, Duration budget) {
        Findings findings = new Findings();
        for (String access : ACCESSES) {
            ScriptTrace trace = runner.run(script(access));
            findings.triedOnce(trace);
            String kind = access.replaceAll(" m [0-9]+", "");
            Optional<String> end = answer(trace, "1: " + access).filter(AccessPastTruncation::isBusError);
            end.ifPresent(e -> findings.witness(kind + " past the end: " + e));
            findings.measured(kind, end.map(AccessPastTruncation::inShort).orElse("no bus error"));
        }
        return findings.observation();
    }

    private static Optional<String> answer(ScriptTrace trace, String step) {
        return trace.steps().stream()
                .filter(s -> s.step().equals(step))
                .map(StepSeen::answer)
                .findFirst();
    }

    private static boolean isBusError(String answer) {
        return answer.startsWith("threw ") || answer.startsWith("died ");
    }

    private static String inShort(String answer) {
        return answer.startsWith("died ") ? "died" : answer;
    }

    /** Sizes are whole pages for any page size up to 64 KiB. */
    private static Script script(String access) {
        return Script.parse("""
                0: create alpha as a
                0: size a 131072
                0: map a 131072 as m
                0: write m 0 long 0x1111
                1: open alpha as a
                1: map a 131072 as m
                1: write m 65536 long 0x2222
                0: read m 65536 long
                0: size a 65536
                1: read m 0 long
                1: %s
                0: read m 0 long
                0: size a 131072
                0: read m 65536 long
                1: read m 65536 long
                """.formatted(access));
    }
}
