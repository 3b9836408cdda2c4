package org.shmstress.junit;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.shmstress.HarnessException;
import org.shmstress.plan.TrialSpec;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.HtmlReport;
import org.shmstress.reports.JUnitXml;
import org.shmstress.run.Interruption;
import org.shmstress.run.Run;
import org.shmstress.run.RunOptions;
import org.shmstress.run.RunResult;
import org.shmstress.scenario.Selection;

/** The tests of a request as one run of the product. */
final class Execution {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);

    private final ExecutionRequest request;
    private final TestDescriptor engine;
    private final EngineExecutionListener listener;
    private final List<ScenarioDescriptor> tests;

    Execution(ExecutionRequest request) {
        this.request = request;
        this.engine = request.getRootTestDescriptor();
        this.listener = request.getEngineExecutionListener();
        this.tests = engine.getDescendants().stream()
                .filter(ScenarioDescriptor.class::isInstance)
                .map(ScenarioDescriptor.class::cast)
                .toList();
    }

    /** Trouble of the run itself is every unfinished test's. */
    void run() {
        listener.executionStarted(engine);
        TestExecutionResult result = TestExecutionResult.successful();
        if (!tests.isEmpty()) {
            Telling telling = new Telling(listener, tests);
            try {
                List<String> leaks = tryAll(telling);
                telling.rest(new HarnessException("the run ended before this test had a verdict"));
                if (!leaks.isEmpty()) {
                    result = TestExecutionResult.failed(new HarnessException("left behind: " + leaks));
                }
            } catch (RuntimeException e) {
                telling.rest(e);
                result = TestExecutionResult.failed(e);
            }
        }
        listener.executionFinished(engine, result);
    }

    /** Returns what was left behind. */
    private List<String> tryAll(Telling telling) {
        Settings settings = Settings.of(request.getConfigurationParameters(), tests.size());
        List<ScenarioDescriptor> wanted = settings.trial().map(this::only).orElse(tests);
        tests.stream()
                .filter(test -> !wanted.contains(test))
                .forEach(test -> telling.leaveOut(test, "shmstress.trial is of another"));
        Path place = settings.out()
                .toAbsolutePath()
                .resolve(STAMP.format(Instant.now()) + "-"
                        + ProcessHandle.current().pid());
        Path jar = TestJar.make(
                place.resolve("tests.jar"),
                tests.stream().map(ScenarioDescriptor::test).toList());
        Path directory = place.resolve("run");
        telling.begin(settings.unknownPasses(), HtmlReport.frontPageOf(directory));
        try (Interruption interruption = Interruption.watch()) {
            RunResult result = Run.execute(options(settings, wanted, jar, directory), telling, interruption);
            RunRecord record = RecordReader.read(result.directory());
            JUnitXml.write(result.directory().resolve("junit.xml"), record, settings.unknownPasses());
            HtmlReport.write(result.directory(), record);
            return record.finished().orElseThrow().leaks();
        }
    }

    private List<ScenarioDescriptor> only(TrialSpec trial) {
        List<ScenarioDescriptor> only = tests.stream()
                .filter(test -> test.test().scenario().equals(trial.scenario()))
                .toList();
        if (only.isEmpty()) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    Settings.PREFIX + "trial is of " + trial.scenario() + ", which is not among the selected tests");
        }
        return only;
    }

    private static RunOptions options(Settings settings, List<ScenarioDescriptor> wanted, Path jar, Path directory) {
        return new RunOptions(
                settings.plan(),
                new Selection(
                        wanted.stream().map(test -> test.test().scenario()).toList()),
                settings.trial(),
                false,
                List.of(jar),
                settings.jdks(),
                Optional.of(directory),
                1,
                settings.unknownPasses(),
                List.of("junit-engine"));
    }
}
