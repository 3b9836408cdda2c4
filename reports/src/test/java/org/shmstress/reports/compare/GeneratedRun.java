package org.shmstress.reports.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.record.Entry;
import org.shmstress.record.Entry.Configuration;
import org.shmstress.record.RunRecord;
import org.shmstress.scenario.Expectation;
import org.shmstress.scenario.Expectation.Expect;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.Grade;
import org.shmstress.verdict.TrialVerdict;

/**
 * A run record with the noise of real hosts: rates of one outcome differ by orders of magnitude between trials, the number of samples by ten
 * times, and the host's speed, which the reference loop shows too, drifts and in some runs flips ({@link HostNoise}). What is drawn depends on the seed; what it is drawn from
 * depends on the world alone, so that two runs of one world differ by chance.
 */
final class GeneratedRun {
    static final String FORBIDDEN = "2, 2";
    static final String RARE = "0, 0";
    static final String TEST = "ordering/T3";
    static final String LOCK = "mutex/L1";
    static final String SCRIPT = "lifecycle/Access";
    static final String ROW = "conformance/SEM_WAIT-03";
    static final String KNOWN = "regressions/G15";

    /** Shows a known defect of its own, with luck. */
    private static final String UNLUCKY = "mutex/L3";

    /** A defect that this world has always had, told in other words each time. */
    private static final String KNOWN_ALWAYS = "regressions/K01";

    /** Small seeds that are neighbours begin with nearly the same draws. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final int TESTS = 12;
    private static final int LOCKS = 4;

    private static final List<Expectation> TABLE = List.of(
            new Expectation(RARE, Expect.INTERESTING, "both late"),
            new Expectation("[01], [01]|5, 5", Expect.ACCEPTABLE, "some order"),
            new Expectation("", Expect.FORBIDDEN, "nobody stored that"));

    private static final List<List<String>> CELLS = cells();

    private final Random random;
    private final long world;
    private final String id;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Grade> grades = new HashMap<>();
    private double clock;
    private final HostNoise noise;
    private HostNoise.Moment moment = new HostNoise.Moment(1, 1);
    private int trials;

    /** Changes of the world that a comparison is to name. */
    enum Planted {
        NOTHING,
        FORBIDDEN_OUTCOME,
        MUTANT,
        VANISHED,
        APPEARED,
        ANSWER,
        CONTRACT,
        DEVIATION,
        SLOWER,
        KERNEL
    }

    private final Planted planted;

    private GeneratedRun(long world, long seed, Planted planted) {
        this.world = world;
        this.random = new Random(seed);
        this.noise = new HostNoise(new Random(seed * SPREAD));
        this.planted = planted;
        this.id = "run-" + seed;
    }

    static List<Entry> entries(long world, long seed, Planted planted) {
        GeneratedRun run = new GeneratedRun(world, seed, planted);
        run.generate();
        return run.entries;
    }

    static RunRecord record(long world, long seed, Planted planted) {
        return RunRecord.of(entries(world, seed, planted));
    }

    private static List<List<String>> cells() {
        List<List<String>> cells = new ArrayList<>();
        for (String jdks : List.of("17", "25", "17+25")) {
            for (String path : List.of("byte-buffer", "unsafe", "var-handle", "jna")) {
                cells.add(List.of(jdks, path));
            }
        }
        return cells;
    }

    private void generate() {
        entries.add(new Entry.RunStarted(
                Entry.SCHEMA_VERSION, id, "2026-01-01T09:15:00Z", "0.1.0", List.of("run"), "default", 1, 100));
        entries.add(new Entry.EnvironmentSeen(
                planted == Planted.KERNEL ? "Linux 6.18" : "Linux 6.12",
                planted == Planted.DEVIATION ? "glibc 2.40" : "glibc 2.41",
                "Example CPU",
                2,
                8L << 30,
                4L << 30,
                List.of("17.0.13", "25.0.1"),
                Map.of("microcode", "0x1", "thp.shmem", "never")));
        for (int i = 0; i < TESTS; i++) {
            plan("ordering/T" + i, "outcomes", TABLE);
        }
        for (int i = 0; i < LOCKS; i++) {
            plan("mutex/L" + i, "object", List.of());
        }
        List.of(SCRIPT, ROW, KNOWN, KNOWN_ALWAYS).forEach(script -> plan(script, "script", List.of()));
        for (List<String> cell : CELLS) {
            for (int i = 0; i < TESTS; i++) {
                outcomes("ordering/T" + i, cell, new Random(world * 100 + i));
            }
            for (int i = 0; i < LOCKS; i++) {
                lock("mutex/L" + i, cell);
            }
            script(cell);
            row(cell);
            regression(KNOWN, cell, planted == Planted.DEVIATION && cell.get(0).equals("25"));
            regression(KNOWN_ALWAYS, cell, true);
        }
        grades.forEach((scenario, grade) ->
                entries.add(new Entry.ScenarioFinished(scenario, grade, "as seen", CELLS.size(), 1000, 12)));
        entries.add(new Entry.RunFinished(
                Grade.PASSED, 0, "fine", Map.of(Grade.PASSED, grades.size()), 1, 1, clock, false, List.of()));
    }

    private void plan(String scenario, String kind, List<Expectation> table) {
        entries.add(new Entry.ScenarioPlanned(scenario, kind, "title", "", List.of(), table, Set.of(), false));
    }

    private double normal(double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }

    private void outcomes(String scenario, List<String> cell, Random ofScenario) {
        begin();
        double typical = Math.pow(10, -8 + 7 * ofScenario.nextDouble());
        long samples = Math.round(2e6 * normal(1));
        List<OutcomeCount> counts = new ArrayList<>();
        long rare = planted == Planted.VANISHED && scenario.equals(TEST)
                ? 0
                : poisson((scenario.equals(TEST) ? 1e-3 : typical) * normal(2), samples);
        long forbidden =
                planted == Planted.FORBIDDEN_OUTCOME && scenario.equals(TEST) && cell.equals(CELLS.get(4)) ? 1 : 0;
        long more = planted == Planted.APPEARED && scenario.equals(TEST) ? poisson(1e-3 * normal(1), samples) : 0;
        add(counts, RARE, rare);
        add(counts, FORBIDDEN, forbidden);
        add(counts, "5, 5", more);
        add(counts, "0, 1", samples - rare - forbidden - more);
        double perSecond = 2e7 / (1 + ofScenario.nextDouble()) * speedOf(scenario, cell);
        Observation seen = new Observation.Outcomes(
                List.of(),
                new SegmentSeen("/s", 1, 1),
                samples,
                1,
                counts,
                1,
                samples,
                Math.round(samples / perSecond * 1e9),
                1,
                1,
                1,
                1,
                1,
                1);
        trial(scenario, cell, forbidden > 0 ? Grade.FAILED : Grade.PASSED, seen, samples / perSecond);
    }

    private static void add(List<OutcomeCount> counts, String outcome, long count) {
        if (count > 0) {
            counts.add(new OutcomeCount(outcome, count, count, 1, ""));
        }
    }

    /** Before each trial the reference loop is measured. */
    private void begin() {
        moment = noise.next();
        entries.add(new Entry.ReferenceMeasured("line transfer", 40 * moment.reference(), clock));
    }

    /** Configurations have speeds of their own; the host has its mood, which not all scenarios feel alike, and each trial its luck. */
    private double speedOf(String scenario, List<String> cell) {
        double own = 1 + Math.floorMod(cell.hashCode(), 10);
        double planned = planted == Planted.SLOWER && scenario.equals(TEST) ? 0.5 : 1;
        double moves = 0.5 + Math.floorMod((world + scenario).hashCode(), 6) / 10.0;
        return own * Math.pow(moment.speed(), moves) * planned;
    }

    private void lock(String scenario, List<String> cell) {
        begin();
        boolean overlaps = planted == Planted.MUTANT && scenario.equals(LOCK) && random.nextInt(3) == 0;
        boolean certainly = planted == Planted.MUTANT && scenario.equals(LOCK) && cell.equals(CELLS.get(0));
        long operations = Math.round(1e5 * speedOf(scenario, cell));
        Observation seen = new Observation.Operations(
                List.of(),
                new SegmentSeen("/s", 1, 1),
                "FREE",
                operations,
                operations,
                operations,
                overlaps || certainly ? 1 : 0,
                List.of(),
                9,
                List.of(),
                false,
                Optional.empty());
        boolean stalls = scenario.equals(UNLUCKY) && random.nextInt(CELLS.size()) == 0;
        trial(
                scenario,
                cell,
                overlaps || certainly ? Grade.FAILED : Grade.PASSED,
                known(stalls, "a waiter is not told of a death, now and then"),
                seen,
                1);
    }

    private void script(List<String> cell) {
        begin();
        String put = planted == Planted.ANSWER && cell.equals(CELLS.get(2)) ? "died" : "threw InternalError";
        Observation seen = new Observation.Scripts(
                List.of(),
                1,
                10,
                List.of("past the end"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(
                        "put=" + put,
                        "get=threw InternalError",
                        "races=" + random.nextInt(1000),
                        "doubt=the host was too busy: " + random.nextInt(3) + " of 3 rounds",
                        "fact=evidence: pipe took " + random.nextInt(1000) + " ns",
                        "fact=control " + random.nextInt(9) + ": not caught"));
        trial(SCRIPT, cell, Grade.PASSED, seen, 0.2);
    }

    private void row(List<String> cell) {
        begin();
        boolean wrong = planted == Planted.CONTRACT && cell.equals(CELLS.get(7));
        Observation seen = new Observation.Scripts(
                List.of(),
                1,
                10,
                List.of(random.nextInt(9) + " answers were as expected"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("woken=" + random.nextInt(1000)));
        trial(ROW, cell, wrong ? Grade.FAILED : Grade.PASSED, seen, 0.05);
    }

    private void regression(String scenario, List<String> cell, boolean shows) {
        begin();
        String seen = "a lock was not recovered. Known of glibc before 2.41. Seen: 'value " + random.nextInt() + "'";
        Observation looked = new Observation.Scripts(
                List.of(),
                1,
                10,
                List.of("the child died"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                shows ? List.of(seen) : List.of());
        trial(scenario, cell, Grade.PASSED, known(shows, seen), looked, 0.1);
    }

    private static List<Fact> known(boolean shows, String words) {
        return shows ? List.of(new Fact(TrialVerdict.KNOWN_DEVIATION, words)) : List.of();
    }

    private void trial(String scenario, List<String> cell, Grade grade, Observation seen, double seconds) {
        trial(scenario, cell, grade, List.of(), seen, seconds);
    }

    private void trial(
            String scenario, List<String> cell, Grade grade, List<Fact> facts, Observation seen, double seconds) {
        String trial = "t" + ++trials;
        List<Integer> jdks = java.util.Arrays.stream(cell.get(0).split("\\+"))
                .map(Integer::valueOf)
                .toList();
        Configuration configuration = new Configuration(
                "processes", jdks, cell.get(0), List.of("tiered"), "tiered", cell.get(1), "free", "free", trials, 0);
        clock += seconds;
        entries.add(new Entry.TrialFinished(
                trial,
                scenario,
                configuration,
                grade,
                grade == Grade.FAILED ? "something is wrong" : "nothing wrong",
                facts,
                true,
                Entry.ObservationLine.of(seen),
                clock,
                seconds,
                "./shmstress repeat results/x " + trial,
                ""));
        grades.merge(scenario, grade, (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }

    private long poisson(double rate, long samples) {
        double due = Math.min(0.9, rate) * samples;
        if (due > 50) {
            return Math.max(1, Math.min(samples - 10, Math.round(due + Math.sqrt(due) * random.nextGaussian())));
        }
        double limit = Math.exp(-due);
        long count = -1;
        for (double product = 1; product > limit; count++) {
            product *= random.nextDouble();
        }
        return Math.max(0, count);
    }
}
