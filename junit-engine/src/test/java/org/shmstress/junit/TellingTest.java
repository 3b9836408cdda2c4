package org.shmstress.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.UniqueId;
import org.opentest4j.AssertionFailedError;
import org.shmstress.HarnessException;
import org.shmstress.junit.samples.BrokenLock;
import org.shmstress.junit.samples.Counting;
import org.shmstress.record.Entry;
import org.shmstress.verdict.Grade;

class TellingTest implements EngineExecutionListener {
    private static final String COUNTING = "org.shmstress.junit.samples/Counting";
    private static final String LOCK = "org.shmstress.junit.samples/BrokenLock";

    private final List<String> events = new ArrayList<>();
    private final List<TestExecutionResult> results = new ArrayList<>();
    private final Telling telling = new Telling(this, List.of(test(Counting.class), test(BrokenLock.class)));

    private static ScenarioDescriptor test(Class<?> type) {
        return (ScenarioDescriptor) ClassDescriptor.of(UniqueId.forEngine("shmstress"), type)
                .getChildren()
                .iterator()
                .next();
    }

    @Override
    public void executionStarted(TestDescriptor test) {
        events.add("started " + name(test));
    }

    @Override
    public void executionSkipped(TestDescriptor test, String reason) {
        events.add("skipped " + name(test) + " " + reason);
    }

    @Override
    public void executionFinished(TestDescriptor test, TestExecutionResult result) {
        events.add("finished " + name(test));
        if (test.isTest()) {
            results.add(result);
        }
    }

    private static String name(TestDescriptor test) {
        return test.isTest()
                ? "test " + test.getUniqueId().getLastSegment().getValue().replaceAll(".*/", "")
                : test.getDisplayName();
    }

    @BeforeEach
    void begin() {
        telling.on(new Entry.RunStarted(Entry.SCHEMA_VERSION, "r1", "", "", List.of(), "quick", 1, 2));
        begin(false);
    }

    private void begin(boolean unknownPasses) {
        telling.begin(unknownPasses, Path.of("/out/report/index.html"));
    }

    private static Entry started(String scenario) {
        return new Entry.TrialStarted(
                "t0001",
                scenario,
                new Entry.Configuration(
                        "processes", List.of(17), "17", List.of("tiered"), "tiered", "unsafe", "free", "free", 1, 0),
                1);
    }

    private static Entry finished(String scenario, Grade grade) {
        return new Entry.ScenarioFinished(scenario, grade, "because of it", 1, 1, 1);
    }

    @Test
    void tellsOneTestAfterTheOtherWhateverTheOrderOfTheRun() {
        telling.on(started(COUNTING));
        telling.on(started(LOCK));
        telling.on(finished(LOCK, Grade.PASSED));
        assertEquals(List.of("started Counting", "started test Counting"), events);
        telling.on(finished(COUNTING, Grade.PASSED));
        assertEquals(
                List.of(
                        "started Counting",
                        "started test Counting",
                        "finished test Counting",
                        "finished Counting",
                        "started BrokenLock",
                        "started test BrokenLock",
                        "finished test BrokenLock",
                        "finished BrokenLock"),
                events);
    }

    @Test
    void whatCannotRunIsSkippedWithItsReason() {
        telling.on(finished(COUNTING, Grade.SKIPPED));
        assertEquals(List.of("started Counting", "skipped test Counting because of it", "finished Counting"), events);
        telling.on(started(LOCK));
        telling.on(finished(LOCK, Grade.SKIPPED));
        assertEquals(Status.ABORTED, results.get(0).getStatus());
    }

    @Test
    void eachGradeIsTheResultThatBuildToolsKnow() {
        for (Grade grade : List.of(Grade.FAILED, Grade.CRASHED, Grade.UNKNOWN)) {
            telling.on(finished(COUNTING, grade));
            TestExecutionResult result = results.get(results.size() - 1);
            assertInstanceOf(AssertionFailedError.class, result.getThrowable().orElseThrow());
            String text = result.getThrowable().get().getMessage();
            assertTrue(text.startsWith(grade + ": because of it\n"), text);
            assertTrue(text.endsWith("report: file:///out/report/index.html"), text);
        }
        telling.on(finished(COUNTING, Grade.BROKEN));
        assertInstanceOf(HarnessException.class, results.get(3).getThrowable().orElseThrow());
        telling.on(finished(COUNTING, Grade.PASSED));
        assertEquals(Status.SUCCESSFUL, results.get(4).getStatus());
        begin(true);
        telling.on(finished(COUNTING, Grade.UNKNOWN));
        assertEquals(Status.ABORTED, results.get(5).getStatus());
    }

    @Test
    void troubleOfTheRunIsEveryUnfinishedTests() {
        telling.on(started(COUNTING));
        telling.on(finished(LOCK, Grade.PASSED));
        telling.rest(new HarnessException("no room"));
        assertEquals(
                Set.of(Status.FAILED, Status.SUCCESSFUL),
                Set.of(results.get(0).getStatus(), results.get(1).getStatus()));
        assertEquals(2, results.size());
        assertEquals(Map.of("no room", 1L), messages());
    }

    private Map<String, Long> messages() {
        return results.stream()
                .flatMap(r -> r.getThrowable().stream())
                .collect(java.util.stream.Collectors.groupingBy(
                        t -> String.valueOf(t.getMessage()), java.util.stream.Collectors.counting()));
    }
}
