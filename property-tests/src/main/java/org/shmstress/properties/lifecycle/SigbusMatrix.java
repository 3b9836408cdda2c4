package org.shmstress.properties.lifecycle;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.Findings;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Answer;
import org.shmstress.script.Script;
import org.shmstress.segment.AccessPath;

/**
 * What becomes of each kind of access past the end of a truncated object, while the JVM interprets it and when it has compiled it: one
 * cell each, one scenario for each access path, JDK by JDK. A cell is an error, or a worker that died of SIGBUS; both are documented for
 * path and JDK, and a dead worker is no failure of the harness. A value that is kept, or silently lost, is a failure of the system.
 */
public final class SigbusMatrix {

    /** How a cell is known in the record: {@code read, interpreted=threw java.lang.InternalError}. */
    private static final String INTERPRETED = ", interpreted";

    private static final String C1 = ", C1";
    private static final String C2 = ", C2";

    private static final String ERROR = new Answer.Threw(InternalError.class.getName()).text();

    private static final long LAST_LEVEL = 4;

    /** C2 compiles what was called some ten thousand times; a busy machine takes its time. */
    private static final int MOST = 5_000_000;

    /** What worker 1 does past the end, by the name of its row. */
    private static final Map<String, String> ACCESSES = accesses();

    private final AccessPath path;
    private final Findings findings = new Findings();
    private int interpreted;
    private int compiled;

    private SigbusMatrix(AccessPath path) {
        this.path = path;
    }

    private static Map<String, String> accesses() {
        Map<String, String> accesses = new LinkedHashMap<>();
        accesses.put("read", "read m 65536 long");
        accesses.put("write", "write m 65536 long 0x5555");
        accesses.put("bulk read", "sum m 65536 4096");
        accesses.put("bulk write", "copy m 65536 4096 0x55");
        accesses.put("fill", "fill m 65536 4096 0x55");
        accesses.put("compare-and-set", "cas m 65536 long 0x0 0x5555");
        return accesses;
    }

    /** One scenario for each path. */
    public static Stream<Scenario> scenarios() {
        return Stream.of(AccessPath.values()).map(SigbusMatrix::scenario);
    }

    private static Scenario scenario(AccessPath path) {
        return new ScriptTest(
                "lifecycle/Sigbus-" + path.label(),
                "Every kind of access past the end by " + path.label()
                        + ", interpreted and compiled, ends as documented",
                "One process shrinks an object under another, which then reads, writes, compares and sets, fills and copies in"
                        + " bulk past the new end: in a fresh JVM that still interprets the access, and in one that has"
                        + " compiled it, as it says itself. Each must end in an error or in the death of the JVM, as"
                        + " this path and JDK are known to end it; nothing may seem to succeed.",
                Set.of("truncation", "sigbus"),
                2,
                EnumSet.of(path),
                (runner, seed, budget) -> new SigbusMatrix(path).explore(runner, budget));
    }

    /** A fixed script runs once whatever the budget. */
    private Scripts explore(ScriptRunner runner, Duration budget) {
        List<Map.Entry<String, String>> accesses = ACCESSES.entrySet().stream()
                .filter(a -> path != AccessPath.JNA || !a.getValue().startsWith("cas "))
                .toList();
        accesses.forEach(access -> cell(runner, access, true));
        accesses.forEach(access -> cell(runner, access, false));
        if (interpreted > 0 && compiled > 0) {
            findings.witness(interpreted + " kinds of access were interpreted, " + compiled + " compiled by C2");
        }
        findings.measured("budget in milliseconds", budget.toMillis());
        return findings.observation();
    }

    private void cell(ScriptRunner runner, Map.Entry<String, String> access, boolean fresh) {
        ScriptTrace trace = runner.run(script(access.getValue(), fresh));
        findings.triedOnce(trace);
        Answer level = answer(trace, "1: heat ");
        Answer end = answer(trace, "1: " + access.getValue());
        if (!(level instanceof Answer.Value by) || end instanceof Answer.NotRun) {
            return; // what went wrong before the access is told by the trace
        }
        String mode = by.value() == 0 ? INTERPRETED : by.value() == LAST_LEVEL ? C2 : C1;
        interpreted += mode.equals(INTERPRETED) ? 1 : 0;
        compiled += mode.equals(C2) ? 1 : 0;
        findings.measured(access.getKey() + mode, inWords(trace, end));
        if (access.getValue().startsWith("cas ") && mode.equals(C2) && end instanceof Answer.Died) {
            // The model cannot know that the access is compiled, and allows what an interpreted one does as well.
            findings.failedBy(Findings.wrongAt(trace, "1: " + access.getValue(), ERROR));
        }
    }

    private static Answer answer(ScriptTrace trace, String step) {
        return trace.steps().stream()
                .filter(s -> s.step().startsWith(step))
                .map(StepSeen::answer)
                .map(Answer::parse)
                .findFirst()
                .orElseGet(() -> new Answer.NotRun("there is no such step"));
    }

    /** What was written and seemed to succeed is looked for after the object has grown again. */
    private static String inWords(ScriptTrace trace, Answer end) {
        if (end instanceof Answer.Threw threw) {
            return "threw " + threw.exception();
        } else if (end instanceof Answer.Died) {
            return "worker died";
        }
        StepSeen last = trace.steps().get(trace.steps().size() - 1);
        boolean zero = Answer.parse(last.answer()).equals(new Answer.Value(0));
        return end instanceof Answer.Value || !zero ? "value kept" : "silently lost";
    }

    /** Sizes are whole pages for any page size up to 64 KiB. */
    private static Script script(String access, boolean fresh) {
        return Script.parse("""
                %s
                0: create alpha as a
                0: size a 131072
                1: open alpha as a
                1: map a 131072 as m
                1: heat m 0 %d
                1: write m 65536 long 0x2222
                0: size a 65536
                1: %s
                0: size a 131072
                0: map a 131072 as m
                0: read m 65536 long
                """.formatted(fresh ? "1: kill\n1: spawn" : "", fresh ? 0 : MOST, access));
    }
}
