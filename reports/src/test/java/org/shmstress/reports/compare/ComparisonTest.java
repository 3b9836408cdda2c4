package org.shmstress.reports.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.shmstress.reports.compare.OutcomeChange.chanceOfNone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shmstress.HarnessException;
import org.shmstress.record.Entry;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.HtmlComparison;
import org.shmstress.reports.compare.GeneratedRun.Planted;
import org.shmstress.reports.compare.GradeChange.Direction;
import org.shmstress.reports.compare.SpeedChange.Reading;
import org.shmstress.verdict.Grade;

class ComparisonTest {
    private static final int PAIRS = 50;
    private static final Set<Aspect> ALL = EnumSet.allOf(Aspect.class);

    private static Comparison compared(long world, Planted planted, Set<Aspect> failOn) {
        return Comparison.of(
                Side.of(GeneratedRun.record(world, 2 * world, Planted.NOTHING)),
                Side.of(GeneratedRun.record(world, 2 * world + 1, planted)),
                failOn);
    }

    @Test
    void runsOfOneWorldAreEqualThoughNoTwoOfTheirFiguresAre() {
        LongStream.range(0, PAIRS).forEach(world -> {
            Comparison seen = compared(world, Planted.NOTHING, ALL);
            assertTrue(seen.decision().go(), world + ": " + seen.decision());
            assertEquals(seen.scenarios(), seen.unchanged());
            assertTrue(seen.speeds(Reading.FASTER).isEmpty());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FORBIDDEN_OUTCOME | GRADE       | ordering/T3 was PASSED and is FAILED",
                "FORBIDDEN_OUTCOME | OUTCOME     | ordering/T3: the forbidden outcome 2, 2 appeared",
                "MUTANT            | GRADE       | mutex/L1 was PASSED and is FAILED",
                "VANISHED          | OUTCOME     | ordering/T3: the interesting outcome 0, 0 vanished",
                "APPEARED          | OUTCOME     | ordering/T3: the acceptable outcome 5, 5 appeared",
                "ANSWER            | CONFORMANCE | put was threw InternalError, is died",
                "CONTRACT          | GRADE       | conformance/SEM_WAIT-03 was PASSED and is FAILED",
                "DEVIATION         | DEVIATION   | regressions/G15 passes as on the base, and now shows a known defect: a lock",
                "KERNEL            | ENVIRONMENT | Kernel differs: Linux 6.12 → Linux 6.18"
            })
    void plantedChangeIsNamedAndNothingElse(Planted planted, Aspect aspect, String words) {
        LongStream.range(0, PAIRS).forEach(world -> {
            Comparison seen = compared(world, planted, EnumSet.of(aspect));
            assertFalse(seen.decision().go(), world + ": not seen");
            assertEquals(1, seen.decision().reasons().size(), world + ": " + seen.decision());
            assertTrue(
                    seen.decision().reasons().get(0).contains(words),
                    seen.decision().reasons().get(0));
            assertTrue(
                    compared(world, planted, EnumSet.noneOf(Aspect.class))
                            .decision()
                            .go(),
                    "counts unasked");
        });
    }

    @Test
    void slowerTestIsNamedWhereTheReferenceHeldStillAndIsNotJudgedElsewhere() {
        long comparable = LongStream.range(0, PAIRS)
                .filter(world -> {
                    Comparison seen = compared(world, Planted.SLOWER, EnumSet.of(Aspect.SPEED));
                    SpeedChange test = speed(seen);
                    boolean compared = test.reading() != Reading.NOT_COMPARABLE;
                    assertEquals(compared ? 1 : 0, seen.decision().reasons().size(), world + ": " + seen.decision());
                    assertTrue(compared || test.why().startsWith("the reference loop itself "), test.why());
                    assertTrue(
                            !compared || seen.decision().sentence().contains("ordering/T3 runs at 0."),
                            seen.decision().sentence());
                    return compared;
                })
                .count();
        assertTrue(comparable >= PAIRS / 4 && comparable <= PAIRS * 3 / 4, comparable + " of " + PAIRS);
    }

    private static SpeedChange speed(Comparison seen) {
        return seen.speeds().stream()
                .filter(s -> s.scenario().equals(GeneratedRun.TEST))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void knownDefectIsNewsOnlyWithOtherVersionsThanTheBaseHad() {
        Side base = Side.of(GeneratedRun.record(1, 2, Planted.NOTHING));
        Side now = Side.of(GeneratedRun.record(1, 3, Planted.DEVIATION));
        DeviationChange appeared = about(GeneratedRun.KNOWN, Comparison.of(base, now, ALL));
        assertTrue(appeared.appeared() && appeared.news(), appeared::toString);
        DeviationChange vanished = about(GeneratedRun.KNOWN, Comparison.of(now, base, ALL));
        assertFalse(vanished.appeared() || vanished.counts(), vanished::toString);
        Comparison sameVersions = Comparison.of(
                base,
                Side.of(RunRecord.of(GeneratedRun.entries(1, 3, Planted.DEVIATION).stream()
                        .map(e -> e instanceof Entry.EnvironmentSeen
                                ? GeneratedRun.entries(1, 2, Planted.NOTHING).get(1)
                                : e)
                        .toList())),
                ALL);
        assertFalse(about(GeneratedRun.KNOWN, sameVersions).counts(), "the base has them as well");
        assertTrue(
                sameVersions.decision().sentence().contains("a known defect that the base did not show"),
                sameVersions.decision().sentence());
        assertTrue(ComparisonText.of(sameVersions).contains("by chance, as far as one can tell"), "told all the same");
    }

    private static DeviationChange about(String scenario, Comparison seen) {
        return seen.deviations().stream()
                .filter(d -> d.scenario().equals(scenario))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void differenceThatSamplesExplainIsNoNews() {
        assertTrue(chanceOfNone(new double[] {3e-9}, new long[] {1_000_000}) > 0.99, "3 in 10^9, then none in 10^6");
        assertTrue(chanceOfNone(new double[] {0.5}, new long[] {1_000_000}) == 0.5, "one trial is no sample of trials");
        assertTrue(
                chanceOfNone(new double[] {0.3, 0, 0, 0}, new long[] {1000, 1000, 1000, 1000}) > 0.1, "seldom at all");
        assertTrue(
                chanceOfNone(new double[] {.1, .2, .1, .1, .3, .1, .2}, new long[] {1000, 1000, 1000, 1000, 1000, 1000})
                        < OutcomeChange.NEWS_BELOW);
    }

    @Test
    void speedIsNotComparedWhereTheReferenceVaried() {
        List<Entry> shaky = new java.util.ArrayList<>();
        int[] n = {0};
        GeneratedRun.entries(1, 3, Planted.SLOWER)
                .forEach(entry -> shaky.add(
                        entry instanceof Entry.ReferenceMeasured r && n[0]++ % 2 == 0
                                ? new Entry.ReferenceMeasured(r.loop(), r.nanos() * 2, r.atSeconds())
                                : entry));
        Comparison seen =
                Comparison.of(Side.of(GeneratedRun.record(1, 2, Planted.NOTHING)), Side.of(RunRecord.of(shaky)), ALL);
        SpeedChange test = speed(seen);
        assertEquals(Reading.NOT_COMPARABLE, test.reading());
        assertTrue(test.why().matches("the reference loop itself varied [0-9.]+× on the new side"), test.why());
    }

    @Test
    void speedIsNotComparedAcrossReferencesThatAreFarApart() {
        long calm = LongStream.range(0, PAIRS)
                .filter(world -> speed(compared(world, Planted.NOTHING, ALL)).reading() == Reading.NO_DIFFERENCE)
                .findFirst()
                .orElseThrow();
        Side base = Side.of(GeneratedRun.record(calm, 2 * calm, Planted.NOTHING));
        Side slow = Side.of(RunRecord.of(GeneratedRun.entries(calm, 2 * calm + 1, Planted.NOTHING).stream()
                .map(entry -> entry instanceof Entry.ReferenceMeasured r
                        ? new Entry.ReferenceMeasured(r.loop(), r.nanos() * 2.5, r.atSeconds())
                        : entry)
                .toList()));
        Comparison seen = Comparison.of(base, slow, ALL);
        assertTrue(seen.decision().go(), seen.decision()::toString);
        assertTrue(
                speed(seen).why().endsWith("× apart on the two sides"),
                speed(seen).why());
        assertEquals(List.of(), SpeedChange.ratios(base, slow));
    }

    @Test
    void recordWithoutReferenceHasNoComparableSpeed() {
        Comparison seen = Comparison.of(
                Side.of(GeneratedRun.record(1, 2, Planted.NOTHING)),
                Side.of(RunRecord.of(GeneratedRun.entries(1, 3, Planted.SLOWER).stream()
                        .filter(e -> !(e instanceof Entry.ReferenceMeasured))
                        .toList())),
                ALL);
        assertTrue(seen.decision().go());
        assertEquals(seen.speeds().size(), seen.speeds(Reading.NOT_COMPARABLE).size());
    }

    @Test
    void partOfARunIsNoReasonToGo() {
        List<Entry> all = GeneratedRun.entries(1, 3, Planted.NOTHING);
        Side base = Side.of(GeneratedRun.record(1, 2, Planted.NOTHING));
        Comparison seen =
                Comparison.of(base, Side.of(RunRecord.of(all.subList(0, all.size() - 3))), EnumSet.of(Aspect.GRADE));
        assertFalse(seen.decision().go());
        assertTrue(
                seen.decision().sentence().contains("ends after line"),
                seen.decision().sentence());
        assertEquals(2, seen.grades(Direction.UNPROVED).size());
        Comparison nothing =
                Comparison.of(base, Side.of(RunRecord.of(all.subList(0, 2))), EnumSet.noneOf(Aspect.class));
        assertTrue(
                nothing.decision().sentence().contains("nothing was compared"),
                nothing.decision().sentence());
    }

    private static Comparison changed(UnaryOperator<Stream<Entry>> change) {
        return Comparison.of(
                Side.of(GeneratedRun.record(1, 2, Planted.NOTHING)),
                Side.of(RunRecord.of(change.apply(GeneratedRun.entries(1, 3, Planted.NOTHING).stream())
                        .toList())),
                Set.of(Aspect.GRADE));
    }

    @Test
    void runThatProvesLittleIsNoReasonToGo() {
        int[] n = {0};
        Comparison unknown = changed(entries ->
                entries.map(e -> e instanceof Entry.ScenarioFinished f && n[0]++ > 5 ? graded(f, Grade.UNKNOWN) : e));
        assertFalse(unknown.decision().go());
        assertEquals(
                List.of(
                        "of 20\u00a0scenarios that the base proves and the new side planned it proves 6, less than half"),
                unknown.decision().reasons());
        Comparison skipped = changed(entries ->
                entries.map(e -> e instanceof Entry.ScenarioFinished f ? graded(f, Grade.SKIPPED) : e));
        assertFalse(skipped.decision().go());
        assertTrue(
                changed(entries -> entries.map(e -> e instanceof Entry.ScenarioFinished f
                                        && f.scenario().startsWith("ordering/T1")
                                ? graded(f, Grade.UNKNOWN)
                                : e))
                        .decision()
                        .go(),
                "a few that prove nothing are told, no more");
    }

    private static Entry graded(Entry.ScenarioFinished f, Grade grade) {
        return new Entry.ScenarioFinished(f.scenario(), grade, f.reason(), f.trials(), f.samples(), f.seconds());
    }

    @Test
    void runThatWasAskedForAPartIsHeldToItAndSaysWhatIsLeftOut() {
        Comparison one = changed(entries -> entries.filter(e -> {
            boolean other =
                    e instanceof Entry.ScenarioPlanned p && !p.scenario().equals(GeneratedRun.TEST);
            boolean ofOther =
                    e instanceof Entry.ScenarioFinished f && !f.scenario().equals(GeneratedRun.TEST);
            return !other && !ofOther;
        }));
        assertTrue(one.decision().go(), one.decision()::toString);
        assertEquals(
                List.of("19 of 20\u00a0scenarios that the base proves are not part of the new side"), one.shortfalls());
        assertTrue(
                ComparisonText.of(one).contains("Nothing that counts became worse in 1\u00a0scenario"),
                ComparisonText.of(one));
    }

    /** What another run recorded, as if it had been tried on JDK 21 in place of 17 or 25. */
    private static Side on21(int inPlaceOf, Planted planted) {
        return Side.of(RunRecord.of(GeneratedRun.entries(1, 2, planted).stream()
                .map(e -> e instanceof Entry.TrialFinished t ? on21(inPlaceOf, t) : e)
                .toList()));
    }

    private static Entry on21(int inPlaceOf, Entry.TrialFinished t) {
        Entry.Configuration c = t.configuration();
        List<Integer> jdks =
                c.jdks().stream().map(jdk -> jdk == inPlaceOf ? 21 : jdk).toList();
        String set = c.jdkSet().replace(Integer.toString(inPlaceOf), "21");
        return new Entry.TrialFinished(
                t.trial(),
                t.scenario(),
                new Entry.Configuration(
                        c.mode(),
                        jdks,
                        set,
                        c.jits(),
                        c.jitSet(),
                        c.accessPath(),
                        c.placement(),
                        c.schedule(),
                        c.seed(),
                        c.repetition()),
                t.grade(),
                t.reason(),
                t.facts(),
                t.witness(),
                t.observation(),
                t.atSeconds(),
                t.seconds(),
                t.repeat(),
                t.portable());
    }

    @Test
    void jdkThatWasReplacedIsComparedWithTheOneInItsPlace() {
        Comparison seen = Comparison.of(
                on21(17, Planted.NOTHING),
                Side.of(GeneratedRun.record(1, 3, Planted.ANSWER)),
                Set.of(Aspect.CONFORMANCE));
        assertTrue(seen.shortfalls().contains("JDK 21 is compared with JDK 17"), seen.shortfalls()::toString);
        assertFalse(seen.decision().go(), "the answer that differs is one of the JDK that was replaced");
        assertEquals(
                List.of(),
                seen.speeds().stream().filter(s -> s.why().startsWith("only")).toList());
        Comparison both = Comparison.of(
                on21(25, Planted.NOTHING),
                Side.of(GeneratedRun.record(1, 3, Planted.NOTHING)),
                Set.of(Aspect.CONFORMANCE));
        assertTrue(both.shortfalls().contains("JDK 21 is compared with JDK 25"), both.shortfalls()::toString);
    }

    @Test
    void answersWithoutACounterpartAreCounted() {
        Comparison seen = changed(entries -> entries.filter(e -> !(e instanceof Entry.TrialFinished t)
                || !t.configuration().jdks().contains(25)));
        assertEquals(
                List.of("16\u00a0answers of the base have no counterpart, its configuration not having been tried"),
                seen.shortfalls());
    }

    @ParameterizedTest
    @CsvSource({"4, less than expected", "70, the harness could not", "75, there was no room"})
    void runThatSaysItDidNotDoItsWorkIsNoReasonToGo(int exitCode, String words) {
        Comparison seen = changed(entries -> entries.map(e -> e instanceof Entry.RunFinished f
                ? new Entry.RunFinished(
                        f.verdict(),
                        exitCode,
                        f.reason(),
                        f.counts(),
                        f.samples(),
                        f.samplesPerSecond(),
                        f.seconds(),
                        false,
                        List.of())
                : e));
        assertFalse(seen.decision().go());
        assertTrue(seen.decision().sentence().contains(words), seen.decision().sentence());
    }

    @Test
    void changesInQuarantineAreToldApartAndDecideNothing() {
        List<Entry> entries = GeneratedRun.entries(1, 3, Planted.FORBIDDEN_OUTCOME);
        List<Entry> held = new java.util.ArrayList<>(entries);
        held.add(
                entries.size() - 1,
                new Entry.Quarantined(GeneratedRun.TEST, Grade.FAILED, "ana@example.com", "issue 7", "2026-12-31"));
        Comparison seen =
                Comparison.of(Side.of(GeneratedRun.record(1, 2, Planted.NOTHING)), Side.of(RunRecord.of(held)), ALL);
        assertTrue(seen.decision().go(), seen.decision()::toString);
        assertEquals(List.of(), seen.grades());
        assertTrue(
                seen.outcomes().stream().noneMatch(o -> o.scenario().equals(GeneratedRun.TEST)), "outcomes that count");
        assertEquals(2, seen.quarantined().size(), seen.quarantined()::toString);
        assertTrue(
                ComparisonText.of(seen)
                        .contains("Changes in quarantine, which decide nothing (2):\n  ordering/T3 was PASSED and is"
                                + " FAILED: as seen; quarantined: issue 7 (ana@example.com, until 2026-12-31)"),
                ComparisonText.of(seen));
    }

    @Test
    void jdksOfOneRunAreComparedWithTheOldest() {
        List<Side> sides = Side.byJdks(GeneratedRun.record(1, 2, Planted.ANSWER));
        assertEquals(
                List.of("JDK 17", "JDK 17+25", "JDK 25"),
                sides.stream().map(Side::name).toList());
        Comparison seen = Comparison.of(sides.get(0), sides.get(2), Set.of(Aspect.GRADE, Aspect.OUTCOME));
        assertTrue(seen.decision().go(), seen.decision().toString());
        assertEquals(1, seen.environment().size());
        assertEquals(20, seen.scenarios());
        assertEquals(List.of(), seen.shortfalls());
        assertThrows(
                HarnessException.class,
                () -> Side.byJdks(RunRecord.of(
                        List.of(GeneratedRun.entries(1, 2, Planted.NOTHING).get(0)))));
    }

    @Test
    void textBeginsWithTheAnswerAndCannotMoveTheCursor() {
        List<Entry> evil = new java.util.ArrayList<>(GeneratedRun.entries(1, 3, Planted.FORBIDDEN_OUTCOME));
        evil.add(new Entry.ScenarioFinished("evil\u001b[2J/\u202ex", Grade.FAILED, "\u001b[2J\nbad", 1, 1, 1));
        evil.add(new Entry.ScenarioPlanned(
                "evil\u001b[2J/\u202ex", "object", "", "", List.of(), List.of(), Set.of(), false));
        String text = ComparisonText.of(
                Comparison.of(Side.of(GeneratedRun.record(1, 2, Planted.NOTHING)), Side.of(RunRecord.of(evil)), ALL));
        assertTrue(text.lines().skip(1).findFirst().orElseThrow().startsWith("NO-GO. "), text);
        assertFalse(text.contains("\u001b"), text);
        assertFalse(text.contains("\u202e"), text);
    }

    @Test
    void pageShowsKnownDefectsAndWhatIsInQuarantine(@TempDir Path directory) throws IOException {
        List<Entry> held = new java.util.ArrayList<>(GeneratedRun.entries(1, 3, Planted.DEVIATION));
        held.add(
                held.size() - 1,
                new Entry.Quarantined(GeneratedRun.KNOWN, Grade.UNKNOWN, "ana@example.com", "<issue 7>", "2026-12-31"));
        Side base = Side.of(GeneratedRun.record(1, 2, Planted.NOTHING));
        RunRecord quarantined = RunRecord.of(held);
        Path pages = HtmlComparison.write(
                directory,
                List.of(
                        Comparison.of(base, Side.of(GeneratedRun.record(1, 3, Planted.DEVIATION)), ALL),
                        Comparison.of(base, Side.of(quarantined), ALL)),
                quarantined,
                "again");
        String defects = Files.readString(pages);
        assertTrue(defects.contains("Known defects that appeared or vanished"), "the section");
        assertTrue(
                defects.contains("regressions/G15</bdi></th><td class=\"fit\">appeared</td><td>seen in 4 of 12"),
                defects);
        String apart = Files.readString(pages.resolveSibling("compare-2.html"));
        assertTrue(apart.contains("Changes in quarantine, which decide nothing"), "the section");
        assertTrue(apart.contains("&lt;issue 7>") || apart.contains("&lt;issue 7&gt;"), "text is text");
        assertEquals(2, apart.split("regressions/G15</bdi>", -1).length, "it is told once");
    }

    @Test
    void speedsThatCannotBeComparedAreFolded(@TempDir Path directory) throws IOException {
        Side base = Side.of(GeneratedRun.record(1, 2, Planted.NOTHING));
        boolean drawn = false;
        boolean folded = false;
        for (int other = 3; !(drawn && folded); other++) {
            RunRecord now = GeneratedRun.record(1, other, Planted.NOTHING);
            Comparison seen = Comparison.of(base, Side.of(now), ALL);
            long apart = seen.speeds().stream()
                    .filter(s -> s.reading() == SpeedChange.Reading.NOT_COMPARABLE)
                    .count();
            String page = Files.readString(
                    HtmlComparison.write(directory.resolve("to" + other), List.of(seen), now, "again"));
            assertEquals(apart > 0, page.contains("<details><summary>" + apart + " not comparable"), page);
            assertEquals(apart < seen.speeds().size(), page.contains("class=\"ivd\""), page);
            folded |= apart > 0;
            drawn |= apart < seen.speeds().size();
        }
    }

    @Test
    void jsonHoldsTheDecision() {
        String json = ComparisonJson.of(List.of(compared(1, Planted.MUTANT, ALL)));
        assertTrue(json.contains("\"go\" : false"), json.substring(0, 300));
        assertTrue(json.contains("\"scenario\" : \"mutex/L1\""), "the change");
    }
}
