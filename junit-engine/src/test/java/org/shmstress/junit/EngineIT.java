package org.shmstress.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.shmstress.junit.samples.BrokenLock;
import org.shmstress.junit.samples.Counting;
import org.shmstress.junit.samples.Impossible;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;

/** Runs by the JUnit Platform's launcher, on real workers. */
class EngineIT {
    private static final String SAMPLES = "org.shmstress.junit.samples.";
    private static final Pattern TRIAL = Pattern.compile("-Dshmstress\\.trial='([^']+)'");

    @TempDir
    private Path directory;

    private Launched launched(Map<String, String> parameters, DiscoverySelector... selectors) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("shmstress.out", directory.toString());
        return new Launched(all, List.of(selectors)).execute();
    }

    @Test
    void eachScenarioIsATestWithItsOwnAnswer() throws Exception {
        Launched launched = launched(
                Map.of("shmstress.profile", "quick"),
                selectClass(Counting.class),
                selectClass(BrokenLock.Mended.class),
                selectClass(Impossible.class));
        assertEquals(
                Status.SUCCESSFUL, launched.results.get(SAMPLES + "Counting").getStatus(), launched.results::toString);
        assertEquals(
                Status.SUCCESSFUL,
                launched.results.get(SAMPLES + "BrokenLock$Mended").getStatus(),
                launched.results::toString);
        assertTrue(launched.skipped.get(SAMPLES + "Impossible").contains("Thread"), launched.skipped::toString);
        assertEquals(Status.SUCCESSFUL, launched.results.get("shmstress").getStatus());
        assertEquals(1, runs().size(), "all tests of a request are one run");
    }

    /** With all the time that a busy host may need: an object's run ends at its first failure. */
    @Test
    void aFailureExplainsItselfAndNamesTheTrialThatIsRunAgain() throws Exception {
        Launched first =
                launched(Map.of("shmstress.profile", "soak", "shmstress.budget", "5m"), selectClass(BrokenLock.class));
        String text = message(first.results.get(SAMPLES + "BrokenLock"));
        for (String part : List.of("under: ", "repeat: ", "report: file:///")) {
            assertTrue(text.contains(part), text);
        }
        Path report = Path.of(text.substring(text.lastIndexOf("file://") + "file://".length()));
        assertTrue(Files.isRegularFile(report), text);
        Matcher trial = TRIAL.matcher(text);
        assertTrue(trial.find(), text);

        Launched again = launched(
                Map.of("shmstress.trial", trial.group(1)), selectClass(BrokenLock.class), selectClass(Counting.class));
        assertTrue(again.results.containsKey(SAMPLES + "BrokenLock"), again.events::toString);
        assertEquals("shmstress.trial is of another", again.skipped.get(SAMPLES + "Counting"));
        RunRecord record = RecordReader.read(runs().get(1).resolve("run"));
        assertEquals(
                Set.of("org.shmstress.junit.samples/BrokenLock"),
                record.trials().keySet());
        assertEquals(
                trial.group(1),
                record.trialsOf("org.shmstress.junit.samples/BrokenLock").get(0).portable());
    }

    @Test
    void settingsThatCannotBeUsedFailEachTestInWords() {
        Launched launched = launched(Map.of("shmstress.profile", "fast"), selectClass(Counting.class));
        assertTrue(message(launched.results.get(SAMPLES + "Counting")).contains("shmstress.profile=fast: use one of"));
        assertEquals(Status.FAILED, launched.results.get("shmstress").getStatus());
    }

    private static String message(TestExecutionResult result) {
        return result.getThrowable()
                .orElseThrow(() -> new AssertionError(result.toString()))
                .getMessage();
    }

    /** In the order of their time. */
    private List<Path> runs() throws IOException {
        try (Stream<Path> runs = Files.list(directory)) {
            return runs.sorted().toList();
        }
    }
}
