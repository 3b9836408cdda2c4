package org.shmstress.reports;

import static org.shmstress.reports.SampleParts.configuration;
import static org.shmstress.reports.SampleParts.step;
import static org.shmstress.reports.SampleParts.worker;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.observation.Observation;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** Scenarios that each check one sentence: claims, rows of the contract, known defects of releases. */
final class SampleChecks {

    private SampleChecks() {}

    /** Three claims, one of which has a control that its check let pass. */
    static void claims(SampleRun run) {
        claim(run, "claims/S06", "A named object made by one process can be opened by an unrelated one", true);
        claim(run, "claims/S07", "Creation returns a descriptor, and the new object has length zero", true);
        claim(run, "claims/S08", "Memory is taken when pages are touched", false);
    }

    private static void claim(SampleRun run, String id, String title, boolean caught) {
        run.plan(id, "script", title, List.of(), false, List.of("claims"));
        String control = "control, a misspelt name, "
                + (caught ? "caught: 'open alhpa' answered 'failed ENOENT'" : "not caught, so the check says nothing");
        String reason = caught
                ? "all 36 steps in 4 scripts were answered as allowed"
                : "the scripts never came to what they are about";
        Grade grade = caught ? Grade.PASSED : Grade.UNKNOWN;
        List<String> lines = List.of("checked: " + title, control);
        run.trial(
                id,
                configuration("17", "byte-buffer", "free", 0),
                grade,
                reason,
                caught ? lines.stream().map(l -> new Fact("witness", l)).toList() : List.of(),
                scripts(
                        caught
                                ? List.of()
                                : lines.stream().map(l -> "blind=" + l).toList(),
                        Optional.empty()));
        run.verdict(id, grade, reason, 1, 36);
    }

    /** Rows of two functions; one row failed, one could not be asked. */
    static void conformance(SampleRun run) {
        for (int i = 1; i <= 30; i++) {
            row(
                    run,
                    String.format("conformance/SEM_WAIT-%02d", i),
                    Grade.PASSED,
                    "all 12 steps were answered as allowed");
        }
        row(
                run,
                "conformance/SHM_OPEN-01",
                Grade.FAILED,
                "'1: open alpha as a' answered 'ok', allowed was 'failed ENOENT'");
        row(run, "conformance/SHM_OPEN-02", Grade.SKIPPED, "needs the privilege of root");
    }

    static void row(SampleRun run, String id, Grade grade, String reason) {
        run.plan(id, "script", "A sentence of the contract that " + id + " asks", List.of(), false, List.of());
        Optional<ScriptTrace> failing = grade == Grade.FAILED ? Optional.of(trace(false)) : Optional.empty();
        run.trial(
                id,
                configuration("17", "byte-buffer", "free", 0),
                grade,
                reason,
                List.of(new Fact("witness", "the answer was EAGAIN")),
                grade == Grade.SKIPPED
                        ? new Observation.Nothing(List.of(), Observation.Cause.CANNOT_RUN, reason)
                        : scripts(List.of(), failing));
        run.verdict(id, grade, reason, 1, 12);
    }

    static void regressions(SampleRun run) {
        row(run, "regressions/kernel/truncate-while-mapped", Grade.PASSED, "not here");
        run.plan("regressions/libc/G02", "script", "A killed waiter freezes the others", List.of(), false, List.of());
        run.trial(
                "regressions/libc/G02",
                configuration("17", "byte-buffer", "free", 0),
                Grade.PASSED,
                "a documented deviation was seen: frozen",
                List.of(new Fact("known deviation", "frozen in glibc 2.36"), new Fact("evidence", "0: wait → hung")),
                scripts(List.of(), Optional.empty()));
        run.verdict("regressions/libc/G02", Grade.PASSED, "a documented deviation was seen: frozen", 1, 12);
    }

    /** Each text of a check, as an attacker would write it. */
    static void hostile(SampleRun run) {
        for (String subject : List.of("claims/", "conformance/", "regressions/")) {
            row(run, subject + SampleRun.MARKUP + "\"'\u202e", Grade.PASSED, SampleRun.MARKUP);
            row(run, subject + SampleRun.LONG, Grade.FAILED, SampleRun.LONG);
        }
    }

    private static Observation scripts(List<String> measured, Optional<ScriptTrace> failing) {
        return new Observation.Scripts(
                List.of(worker(0, 4711), worker(1, 4712)),
                4,
                36,
                measured.isEmpty() ? List.of("checked") : List.of(),
                failing,
                Optional.empty(),
                failing.isPresent() ? Optional.empty() : Optional.of(trace(true)),
                measured);
    }

    /** Writes of two processes, on both sides of the border of a cache line; then the name goes, a process dies, the object shrinks. */
    static ScriptTrace trace(boolean agrees) {
        List<String> state = List.of("alpha: 4096 bytes, named");
        return new ScriptTrace(
                "…",
                Stream.of(
                                step(1, 0, "0: create alpha as a", "ok", "ok", true, state, 1_000),
                                step(2, 0, "0: size a 4096", "ok", "ok", true, state, 2_000),
                                step(3, 0, "0: map a 4096 as m", "ok", "ok", true, state, 3_000),
                                step(4, 1, "1: open alpha as b", "ok", "ok", true, state, 4_000),
                                step(5, 1, "1: mmap b 0 4096 read-write shared as n", "ok", "ok", true, state, 5_000),
                                step(6, 0, "0: write m 60 long 0x1", "ok", "ok", true, state, 6_000),
                                step(7, 1, "1: fill n 128 32 0xff", "ok", "ok", true, state, 7_000),
                                step(8, 0, "0: unlink alpha", "ok", "ok", true, state, 8_000),
                                step(9, 1, "1: kill", "ok", "ok", true, state, 9_000),
                                step(10, 0, "0: size a 0", "ok", "ok", true, state, 10_000),
                                step(
                                        11,
                                        0,
                                        "0: read m 60 long",
                                        "died SIGBUS",
                                        agrees ? "died SIGBUS" : "value 0x1",
                                        agrees,
                                        state,
                                        11_000))
                        .toList());
    }
}
