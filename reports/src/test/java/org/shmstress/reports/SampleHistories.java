package org.shmstress.reports;

import static org.shmstress.reports.SampleParts.configuration;
import static org.shmstress.reports.SampleParts.segment;
import static org.shmstress.reports.SampleParts.worker;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.DeathSeen;
import org.shmstress.observation.Finding.OperationSeen;
import org.shmstress.observation.Finding.PauseSeen;
import org.shmstress.observation.Finding.SectionSeen;
import org.shmstress.observation.Finding.Step;
import org.shmstress.observation.Observation;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;

/** Trials in which operations of shared objects were recorded and judged. */
final class SampleHistories {

    private static final List<String> JUDGES = List.of(
            "linearizability, of rounds recorded with fences",
            "conservation of what goes through offer and poll, in order");

    private SampleHistories() {}

    /** A queue that hands an element out twice after one process was killed, found under one schedule of two. */
    static void failedQueue(SampleRun run, String id) {
        run.plan(id, "object", "A queue between three processes.", List.of(), false, List.of());
        String reason = "after a death: not linearizable";
        run.trial(
                id,
                configuration("17+25", "unsafe", "spread", 0),
                Grade.FAILED,
                reason,
                List.of(new Fact("expected", "what the model returns"), new Fact("history", "drawn, not listed")),
                histories(Optional.of(doubled(reason)), List.of("kill -9 of worker 0 at step Queue.offer#2")));
        run.trial(
                id,
                configuration("17", "unsafe", "free", 1),
                Grade.PASSED,
                "2,560 operations in 2 rounds came out as the model allows",
                List.of(),
                histories(Optional.empty(), List.of()));
        run.verdict(id, Grade.FAILED, reason, 2, 5_120);
    }

    /** Every text of a finding, as an attacker would write it. */
    static void hostile(SampleRun run, String id) {
        run.plan(id, "object", SampleRun.MARKUP, List.of(), false, List.of());
        String text = SampleRun.MARKUP;
        Finding finding = new Finding(
                text,
                text,
                1,
                text,
                3,
                List.of(
                        new OperationSeen(0, text, text, 0, 5, true),
                        new OperationSeen(77, SampleRun.LONG, text, 3, Finding.NEVER, true)),
                List.of(new DeathSeen(5, -3, text)),
                List.of(new Step(1, text, text, true), new Step(99, text, "", false), new Step(-1, text, "", false)),
                List.of(new PauseSeen(0, -1, 4), new PauseSeen(99, 2, 3)),
                List.of(new SectionSeen(0, 1, 4), new SectionSeen(99, -2, Finding.NEVER)));
        run.trial(
                id,
                configuration("17", "unsafe", "free", 0),
                Grade.FAILED,
                text,
                List.of(new Fact(text, text)),
                histories(Optional.of(finding), List.of(text)));
        run.verdict(id, Grade.FAILED, text, 1, 3);
    }

    /** A finding with very many operations, of which three suffice. */
    static void huge(SampleRun run, String id, int operations) {
        run.plan(id, "object", "A queue between two processes.", List.of(), false, List.of());
        List<OperationSeen> all = IntStream.range(0, operations)
                .mapToObj(i -> new OperationSeen(
                        i % 2, "offer(" + i + ")", "returned true", 10L * i, 10L * i + 15, i % (operations / 3) == 7))
                .toList();
        List<Step> explanation = IntStream.range(0, operations)
                .mapToObj(i -> new Step(i, "offer", "", false))
                .toList();
        Finding finding = new Finding(
                "linearizability", "wrong", 1, "fenced", operations, all, List.of(), explanation, List.of(), List.of());
        run.trial(
                id,
                configuration("17", "unsafe", "free", 0),
                Grade.FAILED,
                "wrong",
                List.of(),
                histories(Optional.of(finding), List.of()));
        run.verdict(id, Grade.FAILED, "wrong", 1, operations);
    }

    /** A lock that was found broken, used once more with each critical section recorded. */
    static Observation.Histories ofLock() {
        return histories(Optional.of(overlapping()), List.of());
    }

    private static Finding overlapping() {
        String reason = "two processes were in the critical section at the same time";
        return new Finding(
                "exclusion",
                reason,
                3,
                "light",
                1_280,
                List.of(
                        new OperationSeen(0, "section()", "returned 7", 0, 1_900, true),
                        new OperationSeen(1, "section()", "returned 7", 400, 1_700, true)),
                List.of(),
                List.of(
                        new Step(0, "process 0: section() returned 7, entered first", "process 0 inside", false),
                        new Step(
                                1,
                                "process 1: section() returned 7, entered 300 ns later, 900 ns before process 0 left",
                                "processes 0 and 1 inside",
                                true)),
                List.of(),
                List.of(new SectionSeen(0, 300, 1_500), new SectionSeen(1, 600, 1_650)));
    }

    private static Observation.Histories histories(Optional<Finding> finding, List<String> faults) {
        return new Observation.Histories(
                List.of(worker(0, 4711), worker(1, 4712)),
                segment(),
                "pauses",
                2,
                1,
                2_560,
                812,
                0,
                "",
                JUDGES,
                finding,
                faults,
                List.of());
    }

    static Finding doubled(String reason) {
        return new Finding(
                "recovery",
                reason,
                17,
                "fenced",
                1_280,
                List.of(
                        new OperationSeen(0, "offer(7)", "returned true", 0, 840, true),
                        new OperationSeen(1, "poll()", "returned 0", 120, 420, false),
                        new OperationSeen(0, "offer(9)", "pending", 2_400, Finding.NEVER, true),
                        new OperationSeen(1, "poll()", "returned 7", 3_100, 5_200, true),
                        new OperationSeen(2, "poll()", "returned 7", 901_000, 903_400, true)),
                List.of(new DeathSeen(0, 880_000, "at step Queue.offer#2")),
                List.of(
                        new Step(-1, "process 0 died at step Queue.offer#2", "", false),
                        new Step(-1, "starting with elements = []", "", false),
                        new Step(0, "process 0: offer(7) returned true", "elements = [7]", false),
                        new Step(3, "process 1: poll() returned 7", "elements = []", false),
                        new Step(
                                4,
                                "process 2: poll() returned 7 is impossible with elements = [], only with elements ="
                                        + " [7]",
                                "",
                                true)),
                List.of(new PauseSeen(1, 6_000, 790_000)),
                List.of());
    }
}
