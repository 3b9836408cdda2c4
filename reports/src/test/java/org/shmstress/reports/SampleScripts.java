package org.shmstress.reports;

import static org.shmstress.reports.SampleParts.configuration;
import static org.shmstress.reports.SampleParts.step;
import static org.shmstress.reports.SampleParts.worker;

import java.util.List;
import java.util.Optional;
import org.shmstress.observation.Observation;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** Scripts for sample records. */
final class SampleScripts {

    private SampleScripts() {}

    static void failedScript(SampleRun run, String id) {
        run.plan(
                id,
                "script",
                "Random sequences of create, size, map, write, read, unmap, unlink agree with the model.",
                List.of(),
                false,
                List.of());
        ScriptTrace minimal = new ScriptTrace(
                "0 create A\n1 unlink A\n2 open A",
                List.of(
                        step(1, 0, "create A", "fd 3", "fd", true, List.of("A: 0 bytes, named"), 12_000),
                        step(2, 1, "unlink A", "ok", "ok", true, List.of("A: 0 bytes, unlinked"), 130_000),
                        step(3, 2, "open A", "fd 4", "ENOENT", false, List.of("A: 0 bytes, unlinked"), 250_000)));
        Observation seen = new Observation.Scripts(
                List.of(worker(0, 4711), worker(1, 4712), worker(2, 4713)),
                73,
                911,
                List.of("opened after the unlink"),
                Optional.of(minimal),
                Optional.of(minimal),
                Optional.empty(),
                List.of("shrunk=17 to 3 steps"));
        run.trial(
                id,
                configuration("17", "unsafe", "free", 0),
                Grade.FAILED,
                "step 3, open A, answered fd 4 where only ENOENT is allowed",
                List.of(new Fact("expected", "ENOENT"), new Fact("seen", "fd 4")),
                seen);
        run.verdict(id, Grade.FAILED, "step 3, open A, answered fd 4 where only ENOENT is allowed", 1, 73);
    }

    static void passedScript(SampleRun run, String id) {
        run.plan(id, "script", "The name goes, the memory stays while anybody maps it.", List.of(), false, List.of());
        ScriptTrace sample = new ScriptTrace(
                "…",
                List.of(
                        step(1, 0, "create A", "fd 3", "fd", true, List.of("A: 0 bytes, named"), 12_000),
                        step(2, 0, "size A 4096", "ok", "ok", true, List.of("A: 4096 bytes, named"), 64_000)));
        Observation seen = new Observation.Scripts(
                List.of(worker(0, 4711)),
                1,
                2,
                List.of("late opener saw ENOENT"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(sample),
                List.of("returned=4096 bytes"));
        run.trial(
                id,
                configuration("17", "unsafe", "free", 0),
                Grade.PASSED,
                "every answer was allowed",
                List.of(),
                seen);
        run.verdict(id, Grade.PASSED, "every answer was allowed", 1, 1);
    }
}
