package org.shmstress.properties.lifecycle;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
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
 * {@code shm_unlink} takes away the name, not the object. Three processes increment one counter in a segment, one of them
 * unlinks it meanwhile. Traffic must go on without a lost update; who opens the name now gets ENOENT; who creates it gets
 * another object with other bytes; and the memory comes back only when the last mapping <em>and</em> the last descriptor are
 * gone (POSIX, {@code shm_unlink}), whichever of the two goes last.
 */
public final class UnlinkWhileMapped {

    /** Noise of other users of the file system passes; a defect stays. */
    private static final int MEASURING_ROUNDS = 6;

    private UnlinkWhileMapped() {}

    /** The scenario. */
    public static Scenario scenario() {
        return new ScriptTest(
                "lifecycle/UnlinkWhileMapped",
                "An object outlives its name as long as anybody holds it",
                "Three processes increment a counter in a mapped object while one of them unlinks it. No increment may be lost,"
                        + " a late opener gets ENOENT, a new object of the same name is another one, and the memory is given"
                        + " back after the last unmap and close, not before.",
                Set.of("unlink", "traffic"),
                3,
                EnumSet.of(AccessPath.BYTE_BUFFER, AccessPath.UNSAFE, AccessPath.FFM),
                UnlinkWhileMapped::explore);
    }

    private static Scripts explore(ScriptRunner runner, long seed, Duration budget) {
        Findings findings = new Findings();
        boolean mapped = settles(runner, MAPPING_LAST, MappedMemory.MAPPING_LAST, findings);
        boolean opened = settles(runner, DESCRIPTOR_LAST, MappedMemory.DESCRIPTOR_LAST, findings);
        if (mapped && opened) {
            findings.sampleTrace().ifPresent(trace -> findings.witness(liveTraffic(trace)));
        }
        return findings.observation();
    }

    /** Repeats until memory was measured without foreign noise; a moment that is wrong in every round is wrong. */
    private static boolean settles(ScriptRunner runner, Script script, MappedMemory memory, Findings findings) {
        Set<String> wrongSoFar = new LinkedHashSet<>(memory.moments());
        for (int round = 1; !findings.hasFailed(); round++) {
            ScriptTrace trace = runner.run(script);
            findings.triedOnce(trace);
            MappedMemory.Measured measured = memory.measure(trace);
            wrongSoFar.retainAll(measured.wrong().keySet());
            if (measured.isClean() || round == MEASURING_ROUNDS) {
                measured.figures().forEach(findings::measured);
                wrongSoFar.stream().map(measured.wrong()::get).forEach(findings::failedBy);
                return measured.isClean();
            }
        }
        return false;
    }

    private static String liveTraffic(ScriptTrace trace) {
        long unlinked = trace.steps().stream()
                .filter(s -> s.step().endsWith(": unlink alpha"))
                .mapToLong(StepSeen::endNanos)
                .min()
                .orElse(0);
        long after = trace.steps().stream()
                .filter(s -> s.startNanos() > unlinked && s.step().contains(": await "))
                .filter(s -> Answer.parse(s.answer()) instanceof Answer.Count)
                .map(StepSeen::worker)
                .distinct()
                .count();
        return after + " processes went on incrementing after the unlink, and no update was lost";
    }

    private static final Script MAPPING_LAST = Script.parse("""
            0: free
            0: create alpha as a
            0: size a 8388608
            0: map a 8388608 as m
            0: fill m 0 8388608 0x5a
            0: write m 0 long 0
            0: free
            1: open alpha as a
            1: map a 8388608 as m
            2: open alpha as a
            2: map a 8388608 as m
            0: start t on m 0
            1: start t on m 0
            2: start t on m 0
            0: await t 10000
            1: await t 10000
            2: await t 10000
            1: unlink alpha
            0: await t 10000
            1: await t 10000
            2: await t 10000
            0: open alpha as b
            2: create alpha as b
            2: size b 4096
            2: map b 4096 as n
            2: read n 0 long
            2: write n 0 long 0x77
            2: stat b
            1: stat a
            0: await t 10000
            0: stop t
            1: stop t
            2: stop t
            0: read m 0 long
            1: read m 0 long
            2: read m 0 long
            1: sum m 8 8388600
            2: read n 0 long
            0: close a
            1: close a
            2: close a
            0: free
            0: unmap m
            1: unmap m
            0: free
            2: read m 0 long
            2: unmap m
            0: free
            """);

    private static final Script DESCRIPTOR_LAST = Script.parse("""
            0: free
            0: create alpha as a
            0: size a 8388608
            0: map a 8388608 as m
            0: fill m 0 8388608 0xa5
            0: free
            1: open alpha as a
            2: open alpha as a
            2: unlink alpha
            0: close a
            0: free
            0: unmap m
            1: close a
            0: free
            2: map a 8388608 as m
            2: sum m 0 8388608
            2: unmap m
            2: close a
            0: free
            """);
}
