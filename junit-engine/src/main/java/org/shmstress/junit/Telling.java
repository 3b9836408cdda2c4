package org.shmstress.junit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.shmstress.HarnessException;
import org.shmstress.record.Entry;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.run.RunListener;
import org.shmstress.verdict.Grade;

/**
 * Tells the JUnit Platform of tests as the run comes to their verdicts, one test after the other: a run whose passes go over several
 * scenarios in turn has the first of them begun, and the others told once that one has ended.
 */
final class Telling implements RunListener {

    private final EngineExecutionListener listener;
    private final Map<String, ScenarioDescriptor> tests = new LinkedHashMap<>();
    private final Set<ScenarioDescriptor> told = new LinkedHashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<ScenarioFinished> waiting = new ArrayList<>();
    private Optional<ScenarioDescriptor> open = Optional.empty();
    private boolean unknownPasses;
    private Path report = Path.of("");

    Telling(EngineExecutionListener listener, List<ScenarioDescriptor> tests) {
        this.listener = listener;
        tests.forEach(test -> this.tests.put(test.test().scenario(), test));
    }

    /**
     * Before the run.
     *
     * @param report where the report will be
     */
    void begin(boolean unknownIsTolerated, Path reportFile) {
        this.unknownPasses = unknownIsTolerated;
        this.report = reportFile;
    }

    @Override
    public void on(Entry entry) {
        if (!(entry instanceof Entry.WorkerLife)) {
            entries.add(entry);
        }
        if (entry instanceof Entry.TrialStarted started) {
            if (open.isEmpty()) {
                start(started.scenario());
            }
        } else if (entry instanceof ScenarioFinished finished) {
            finish(finished);
        }
    }

    private void start(String scenario) {
        ScenarioDescriptor test = test(scenario);
        listener.executionStarted(test.container());
        listener.executionStarted(test);
        open = Optional.of(test);
    }

    private void finish(ScenarioFinished finished) {
        boolean another = open.isPresent() && !open.get().equals(test(finished.scenario()));
        if (another) {
            waiting.add(finished);
            return;
        }
        tell(finished);
        List<ScenarioFinished> meanwhile = List.copyOf(waiting);
        waiting.clear();
        meanwhile.forEach(this::tell);
    }

    private void tell(ScenarioFinished verdict) {
        if (open.isEmpty() && verdict.grade() == Grade.SKIPPED) {
            leaveOut(test(verdict.scenario()), verdict.reason());
            return;
        }
        if (open.isEmpty()) {
            start(verdict.scenario());
        }
        end(test(verdict.scenario()), result(verdict));
    }

    private void end(ScenarioDescriptor test, TestExecutionResult result) {
        listener.executionFinished(test, result);
        listener.executionFinished(test.container(), TestExecutionResult.successful());
        told.add(test);
        open = Optional.empty();
    }

    /** A test that cannot run. */
    void leaveOut(ScenarioDescriptor test, String reason) {
        listener.executionStarted(test.container());
        listener.executionSkipped(test, reason);
        listener.executionFinished(test.container(), TestExecutionResult.successful());
        told.add(test);
    }

    /** Tests without a verdict end so. */
    void rest(RuntimeException trouble) {
        open.ifPresent(test -> end(test, TestExecutionResult.failed(trouble)));
        waiting.forEach(this::tell);
        waiting.clear();
        for (ScenarioDescriptor test : tests.values()) {
            if (!told.contains(test)) {
                start(test.test().scenario());
                end(test, TestExecutionResult.failed(trouble));
            }
        }
    }

    private TestExecutionResult result(ScenarioFinished verdict) {
        return switch (verdict.grade()) {
            case PASSED -> TestExecutionResult.successful();
            case SKIPPED -> TestExecutionResult.aborted(new TestAbortedException(verdict.reason()));
            case UNKNOWN ->
                unknownPasses
                        ? TestExecutionResult.aborted(new TestAbortedException("UNKNOWN: " + verdict.reason()))
                        : TestExecutionResult.failed(new AssertionFailedError(text(verdict)));
            case FAILED, CRASHED -> TestExecutionResult.failed(new AssertionFailedError(text(verdict)));
            case BROKEN -> TestExecutionResult.failed(new HarnessException(text(verdict)));
        };
    }

    private String text(ScenarioFinished verdict) {
        return FailureText.of(RunRecord.of(entries), verdict, report);
    }

    private ScenarioDescriptor test(String scenario) {
        return Optional.ofNullable(tests.get(scenario))
                .orElseThrow(() -> new HarnessException("the run has a scenario that nobody asked for: " + scenario));
    }
}
