package org.shmstress.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shmstress.observation.Observation;
import org.shmstress.record.Entry;
import org.shmstress.verdict.Grade;

/** What is said while a run is under way, where no line can be drawn again. */
class ConsoleTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(out, true, UTF_8), LiveLine.none());
    private int trials;

    private static Entry.Configuration configuration(int repetition) {
        return new Entry.Configuration(
                "processes", List.of(17), "17", List.of("tiered"), "tiered", "unsafe", "free", "free", 1, repetition);
    }

    private void begin(int planned) {
        console.on(new Entry.RunStarted(Entry.SCHEMA_VERSION, "r1", "", "0.1.0", List.of(), "quick", 1, planned));
        out.reset();
    }

    private void start(String scenario, double atSeconds) {
        console.on(new Entry.TrialStarted("t" + ++trials, scenario, configuration(0), atSeconds));
    }

    private void finish(String scenario, Grade grade, double atSeconds) {
        console.on(new Entry.TrialFinished(
                "t" + trials,
                scenario,
                configuration(0),
                grade,
                "because",
                List.of(),
                true,
                Entry.ObservationLine.of(new Observation.Nothing(List.of(), Observation.Cause.WORKER, "because")),
                atSeconds,
                1,
                "./shmstress repeat",
                ""));
    }

    private void verdict(String scenario, Grade grade) {
        console.on(new Entry.ScenarioFinished(scenario, grade, "because", 1, 1, 1));
    }

    private List<String> lines() {
        List<String> lines = out.toString(UTF_8).lines().toList();
        out.reset();
        return lines;
    }

    @Test
    void whatIsWrongIsToldWhileItsScenarioGoesOnAndOnce() {
        begin(4);
        start("a/Bad", 1);
        finish("a/Bad", Grade.FAILED, 2);
        start("a/Other", 2);
        assertEquals(List.of("FAILED at once: a/Bad, trial t1: because"), lines());
        finish("a/Other", Grade.PASSED, 3);
        start("a/Bad", 3);
        finish("a/Bad", Grade.FAILED, 4);
        start("a/Other", 4);
        assertEquals(List.of(), lines());
    }

    @Test
    void whatIsWrongIsToldByItsScenariosLineWhereThatComesNext() {
        begin(2);
        start("a/Bad", 1);
        finish("a/Bad", Grade.CRASHED, 2);
        verdict("a/Bad", Grade.CRASHED);
        start("a/Other", 2);
        List<String> lines = lines();
        assertTrue(lines.get(0).startsWith("CRASHED  a/Bad "), lines::toString);
        assertEquals(1, lines.stream().filter(l -> l.contains("because")).count(), lines::toString);
    }

    @Test
    void aLongPassTellsHowFarItIs() {
        begin(100);
        start("a/One", 1);
        finish("a/One", Grade.PASSED, 20);
        start("a/Two", 20);
        assertEquals(List.of(), lines());
        finish("a/Two", Grade.UNKNOWN, 40);
        start("a/Three", 40);
        assertEquals(List.of("after 40.0 s: 2 of 100 trials, now a/Three; not passed so far: [a/Two]"), lines());
        start("a/Four", 60);
        assertEquals(List.of(), lines());
    }

    @Test
    void aRunThatGoesOnAndItsQuarantineAreTold() {
        begin(1);
        console.on(new Entry.RunResumed("", List.of(), 75));
        console.on(new Entry.Quarantined("a/Bad", Grade.FAILED, "ana", "waits\u001b[2J", "2026-12-31"));
        console.on(new Entry.QuarantineUnused(3, "b/*", "nothing wrong was seen"));
        List<String> lines = lines();
        assertTrue(lines.get(0).startsWith("goes on after 1 min 15 s"), lines::toString);
        assertTrue(
                lines.contains("in quarantine until 2026-12-31, ana: a/Bad FAILED (waits\\u001b[2J)"), lines::toString);
        assertTrue(
                lines.contains("not needed in the quarantine: line 3, b/*: nothing wrong was seen"), lines::toString);
    }

    @Test
    void aRunThatIsRedByItselfIsNotSaidToHavePassed() {
        begin(1);
        console.on(new Entry.RunFinished(
                Grade.PASSED, 4, "less than expected ran: 1 of 10; so", Map.of(), 0, 0, 1, false, List.of()));
        List<String> lines = lines();
        assertTrue(lines.contains("verdict NOT PASSED: less than expected ran: 1 of 10; so"), lines::toString);
    }
}
