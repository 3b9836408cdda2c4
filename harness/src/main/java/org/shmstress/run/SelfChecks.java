package org.shmstress.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.calibration.Hunt.Sight;
import org.shmstress.fork.Response;
import org.shmstress.fork.Team;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Jit;
import org.shmstress.plan.Jvm;
import org.shmstress.plan.Machine;
import org.shmstress.plan.Placement;
import org.shmstress.plan.Rotation;
import org.shmstress.plan.Trial;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.Schedule;
import org.shmstress.scenario.ClassScanner;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.OutcomeTest;
import org.shmstress.segment.AccessPath;
import org.shmstress.verdict.Bound;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.Judge;
import org.shmstress.verdict.KnownPositive;
import org.shmstress.verdict.TrialVerdict;

/**
 * Mistakes that a harness can make, made on purpose: does this one notice? Nothing in it has a switch for that. Faults are planted where
 * anybody could: in the classes under test, in where workers run, in what they report before it is added up or judged.
 *
 * <p>A check is FAILED when the mistake was noticed, as a mutant is.
 */
final class SelfChecks {

    private static final long MILLIS = 400;
    private static final int TRIES = 6;
    private static final String LITMUS = "org.shmstress.litmus";
    private static final String STORE_BUFFERING = LITMUS + "/StoreBufferingPlain";
    private static final String LOCK = "mutex/CasSpinLock";
    private static final String BROKEN_LOCK = "defects/D-001";

    /** Mutants whose forgotten sleeper is woken by whoever comes next: they are seen only when nobody does. */
    private static final List<String> LOST_WAKE_UPS = List.of("defects/D-010", "defects/D-006", "defects/D-011");

    private final Workplace workplace;
    private final TrialPerformer performer;
    private final Preparation prepared;
    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private final Map<String, Check> checks = new LinkedHashMap<>();
    private long operations;
    private long seed;

    /** One check. */
    @FunctionalInterface
    private interface Check {
        /** How the mistake was noticed; empty if it was not. */
        Optional<String> notice();
    }

    /** What was seen in a trial, and what it means. */
    private record Judged(Observation seen, TrialVerdict verdict) {
        Optional<String> unlessPassed() {
            return verdict.grade() == Grade.PASSED
                    ? Optional.empty()
                    : Optional.of(verdict.grade() + ": " + verdict.reason());
        }
    }

    /**
     * Checks in a workplace.
     *
     * @param all scenarios that there are
     * @param planted jar with the classes in which faults are planted
     */
    SelfChecks(Workplace workplace, Preparation prepared, List<Scenario> all, Path planted) {
        this.workplace = workplace;
        this.performer = workplace.performer();
        this.prepared = prepared;
        this.seed = prepared.options().plan().seed();
        all.forEach(s -> scenarios.put(s.id(), s));
        ClassScanner.scanOutcomeTests(planted).forEach(s -> scenarios.put(s.id(), s));
        checks.put("D-126", () -> doubtful(judged(LITMUS + ".planted/OneAfterTheOther", Placement.SPREAD)));
        checks.put("D-127", () -> doubtful(judged(STORE_BUFFERING, Placement.TOGETHER)));
        checks.put("D-128", () -> misreported(SelfChecks::withSkippedIterations));
        checks.put("D-129", () -> misreported(SelfChecks::withoutTheLastSlot));
        checks.put(
                "D-130",
                () -> judged(LITMUS + ".planted/ThrowingActor", Placement.SPREAD)
                        .unlessPassed());
        checks.put(
                "D-131",
                () -> judged(LITMUS + ".planted/KilledActor", Placement.SPREAD).unlessPassed());
        checks.put("D-132", this::deviationOfOne);
        checks.put(
                "D-133",
                () -> LOST_WAKE_UPS.stream().flatMap(id -> found(id).stream()).findFirst());
        checks.put("D-134", this::heldUp);
        checks.put("D-135", this::bound);
        checks.put("D-136", this::freshSegment);
    }

    /** Ids of the rows for which there is a check. */
    static List<String> ids() {
        return Stream.of(126, 127, 128, 129, 130, 131, 132, 133, 134, 135, 136)
                .map(n -> "D-" + n)
                .toList();
    }

    /** Makes the mistake of that row. */
    Sight look(String id) {
        double begin = System.nanoTime() / 1e9;
        operations = 0;
        Optional<String> noticed =
                Optional.ofNullable(checks.get(id)).orElseThrow().notice();
        return new Sight(
                noticed.isPresent() ? Grade.FAILED : Grade.PASSED,
                noticed.map(how -> "noticed: " + how).orElse("the mistake went unnoticed"),
                "",
                operations,
                System.nanoTime() / 1e9 - begin);
    }

    private Scenario scenario(String id) {
        return Optional.ofNullable(scenarios.get(id))
                .orElseThrow(() -> new HarnessException("there is no scenario " + id + " to check this harness with"));
    }

    private Trial trial(Scenario scenario, Placement placement) {
        int workers = scenario instanceof OutcomeTest test ? test.actors() : ((Scenario.ObjectTest) scenario).workers();
        Machine machine = prepared.machine();
        Jvm jvm = machine.jvms().get(0);
        return new Trial(
                "self",
                scenario.id(),
                0,
                Mode.PROCESSES,
                Collections.nCopies(workers, jvm),
                Collections.nCopies(workers, Jit.TIERED),
                AccessPath.UNSAFE,
                machine.canSpread() ? placement : Placement.FREE,
                Schedule.FREE,
                ++seed,
                MILLIS);
    }

    private Judged judged(String id, Placement placement) {
        Scenario scenario = scenario(id);
        return judged(scenario, trial(scenario, placement));
    }

    private Judged judged(Scenario scenario, Trial trial) {
        Observation seen = performer.perform(trial, scenario);
        operations += Scenarios.samples(seen);
        return new Judged(seen, Judge.judge(scenario, seen));
    }

    /** Noticed if the planted trial is doubted and a healthy one, on the same machine, is not. */
    private Optional<String> doubtful(Judged planted) {
        Optional<String> doubt = KnownPositive.doubt(planted.seen());
        for (int i = 0; i < TRIES && doubt.isPresent(); i++) {
            if (KnownPositive.doubt(judged(STORE_BUFFERING, Placement.SPREAD).seen())
                    .isEmpty()) {
                return doubt;
            }
        }
        return Optional.empty();
    }

    /** A real trial of which one worker reports something else than it did. */
    private Optional<String> misreported(UnaryOperator<OutcomeReport> fault) {
        OutcomeTest test = (OutcomeTest) scenario(STORE_BUFFERING);
        OutcomeTrial trial = new OutcomeTrial(workplace, prepared.machine(), trial(test, Placement.SPREAD), test);
        OutcomeTrial.Sampled honest = trial.sample();
        Observation seen = trial.observe(honest, System.nanoTime());
        operations += Scenarios.samples(seen);
        if (Judge.judge(test, seen).grade() == Grade.BROKEN) {
            return Optional.empty(); // else anything would be noticed
        }
        Observation wrong = trial.observe(honest.with(changed(honest.result(), fault)), System.nanoTime());
        TrialVerdict verdict = Judge.judge(test, wrong);
        return verdict.grade() == Grade.BROKEN ? Optional.of("BROKEN: " + verdict.reason()) : Optional.empty();
    }

    private static Team.Result changed(Team.Result honest, UnaryOperator<OutcomeReport> fault) {
        List<Response> responses = honest.responses().stream()
                .map(response -> response instanceof Response.Replied replied
                                && replied.reply() instanceof Message.Sampled sampled
                        ? new Response.Replied(new Message.Sampled(fault.apply(sampled.report())))
                        : response)
                .toList();
        return new Team.Result(responses, honest.stall());
    }

    private static OutcomeReport withSkippedIterations(OutcomeReport r) {
        return changed(r, r.samples() + 1, r.ranSlots());
    }

    private static OutcomeReport withoutTheLastSlot(OutcomeReport r) {
        return changed(r, r.samples(), r.ranSlots() - 1);
    }

    private static OutcomeReport changed(OutcomeReport r, long samples, long ranSlots) {
        return new OutcomeReport(
                samples,
                ranSlots,
                r.rounds(),
                r.tallies(),
                r.settingsTried(),
                r.warmSamples(),
                r.warmNanos(),
                r.sampledChunks(),
                r.overlappedChunks(),
                r.runNanos(),
                r.resetNanos(),
                r.tallyNanos(),
                r.firstSampleNanos(),
                r.cells());
    }

    /** A lock that lost a single increment: what a tolerant judge would forgive. */
    private Optional<String> deviationOfOne() {
        Judged healthy = judged(LOCK, Placement.SPREAD);
        if (healthy.verdict().grade().isDefect() || !(healthy.seen() instanceof Observation.Operations o)) {
            return Optional.empty();
        }
        Observation wrong = new Observation.Operations(
                o.workers(),
                o.segment(),
                o.schedule(),
                o.operations(),
                o.recordedOperations(),
                o.protectedSum() - 1,
                o.violations(),
                o.evidence(),
                o.contended(),
                o.events(),
                o.stalled(),
                o.recorded());
        return new Judged(wrong, Judge.judge(scenario(LOCK), wrong)).unlessPassed();
    }

    /** The grade of a mutant that was found within a few rounds. */
    private Optional<String> found(String id) {
        if (!scenarios.containsKey(id)) {
            return Optional.empty();
        }
        Scenario mutant = scenario(id);
        Rotation rotation = Rotation.of(prepared.options().plan(), prepared.machine(), mutant);
        for (int round = 0; round < TRIES / 2; round++) {
            for (int turn = 0; turn < rotation.turns(); turn++) {
                Judged judged = judged(
                        mutant, rotation.trial(round, turn, MILLIS << round).withId("self"));
                if (judged.verdict().grade().isDefect()) {
                    return Optional.of(id + " in bursts: " + judged.verdict().reason());
                }
            }
        }
        return Optional.empty();
    }

    /** Workers that wait for long, since all are held up, are not stuck. */
    private Optional<String> heldUp() {
        try (HoldUp holdUp = HoldUp.begin()) {
            Judged judged = judged(LOCK, Placement.SPREAD);
            for (int i = 0; i < TRIES && judged.verdict().grade() == Grade.UNKNOWN; i++) {
                judged = judged(LOCK, Placement.SPREAD); // they were stopped so much that they never met
            }
            return judged.verdict().grade() == Grade.PASSED
                    ? holdUp.describe().map(how -> how + ", and no hang was reported")
                    : Optional.empty();
        }
    }

    private Optional<String> bound() {
        TrialVerdict verdict =
                judged("ordering/StoreBufferingFullFence", Placement.SPREAD).verdict();
        return verdict.grade() == Grade.PASSED && verdict.reason().contains(Bound.afterNoneOf(operations))
                ? Optional.of(verdict.reason())
                : Optional.empty();
    }

    /** What a broken lock left must not be held against a correct one after it. */
    private Optional<String> freshSegment() {
        return found(BROKEN_LOCK).flatMap(corrupted -> {
            Judged next = judged(LOCK, Placement.SPREAD);
            return next.verdict().grade() == Grade.PASSED
                    ? Optional.of("a trial after one that corrupted its segment began with a fresh one")
                    : Optional.empty();
        });
    }
}
