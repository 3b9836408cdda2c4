package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.Entry;
import org.shmstress.record.RecordWriter;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Grade;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine main =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @TempDir
    private Path directory;

    private String run(String name, Grade grade) {
        Path run = directory.resolve(name);
        try (RecordWriter writer = new RecordWriter(run)) {
            writer.write(new Entry.RunStarted(
                    Entry.SCHEMA_VERSION, name, "2026-01-01T00:00:00Z", "0.1.0", List.of("run"), "quick", 1, 1));
            writer.write(new Entry.ScenarioPlanned(
                    "mutex/Lock", "object", "title", "", List.of(), List.of(), Set.of(), false));
            writer.write(new Entry.ScenarioFinished("mutex/Lock", grade, "as seen", 1, 10, 1));
            writer.write(new Entry.RunFinished(grade, 0, "", Map.of(grade, 1), 1, 1, 1, false, List.of()));
        }
        return run.toString();
    }

    private int compare(String... words) {
        return main.execute(
                Stream.concat(Stream.of("compare"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void goesWhereNothingChanged() {
        String now = run("b", Grade.PASSED);
        assertEquals(ExitCodes.PASSED, compare(run("a", Grade.PASSED), now), err.toString());
        assertTrue(out.toString().startsWith("a → b\nGO. "), out.toString());
        assertTrue(Files.isRegularFile(Path.of(now, "compare", "index.html")));
    }

    @Test
    void failsWhatIsWorseUnlessItDoesNotCount() {
        String base = run("a", Grade.PASSED);
        String now = run("b", Grade.FAILED);
        assertEquals(1, compare(base, now));
        assertTrue(
                out.toString().contains("NO-GO. One reason: mutex/Lock was PASSED and is FAILED: as seen."),
                out.toString());
        assertEquals(ExitCodes.PASSED, compare(base, now, "--fail-on=speed,environment"));
        assertEquals(1, compare(base, run("c", Grade.UNKNOWN), "--fail-on", "speed"), "proves nothing");
        assertEquals(ExitCodes.PASSED, compare(now, base), "what is better");
    }

    @Test
    void answersWhereNoPageCanBeWritten() throws IOException {
        String now = run("b", Grade.FAILED);
        Path inTheWay = Files.createFile(Path.of(now, "compare"));
        assertEquals(1, compare(run("a", Grade.PASSED), now), "the answer's exit code");
        assertTrue(out.toString().contains("NO-GO."), out.toString());
        assertTrue(err.toString().contains("no page: cannot write the comparison to "), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
        assertEquals(ExitCodes.HARNESS, compare(now, now, "--out", inTheWay.toString()), "a page that was asked for");
        assertTrue(out.toString().contains("b → b\nGO. "), out.toString());
    }

    @Test
    void pageSaysHowToCompareAgainInWordsThatAShellTakes() throws IOException {
        String now = run("new one", Grade.PASSED);
        Path place = directory.resolve("it's here");
        assertEquals(
                ExitCodes.PASSED,
                compare("--fail-on", "speed,grade", "--out", place.toString(), run("a", Grade.PASSED), now),
                err.toString());
        String page = Files.readString(place.resolve("index.html"));
        String command = page.substring(page.lastIndexOf("<pre><code>") + 11, page.lastIndexOf("</code></pre>"))
                .replace("&#39;", "'");
        assertEquals(
                "./shmstress compare --fail-on grade,speed --out '" + directory + "/it'\\''s here' " + directory
                        + "/a '" + now + "'",
                command);
    }

    @Test
    void jsonIsAllThatIsPrinted() {
        assertEquals(1, compare("--json", run("a", Grade.PASSED), run("b", Grade.CRASHED)));
        JsonNode json = JsonMapper.builder().build().readTree(out.toString());
        assertEquals(false, json.path("go").asBoolean(true));
        assertEquals(
                "CRASHED",
                json.path("comparisons")
                        .path(0)
                        .path("grades")
                        .path(0)
                        .path("now")
                        .asString(""));
    }

    @Test
    void saysInOneLineWhatCannotBeCompared() throws IOException {
        String run = run("a", Grade.PASSED);
        Path newer = Files.createDirectories(directory.resolve("newer"));
        Files.writeString(newer.resolve("run.jsonl"), "{\"type\":\"run-started\",\"schemaVersion\":99}\n");
        Map<List<String>, String> wrong = Map.of(
                List.of(run), "give two directories",
                List.of("--axis", "jdk", run, run), "give one directory",
                List.of("--axis", "jdk", run), "has trials on no JDK",
                List.of("--axis", "moon", run), "moon",
                List.of("--fail-on", "moon", run, run), "moon",
                List.of(run, "/nonexistent"), "/nonexistent",
                List.of(run, newer.toString()), "schema version 99");
        wrong.forEach((words, complaint) -> {
            err.getBuffer().setLength(0);
            assertEquals(ExitCodes.USAGE, compare(words.toArray(String[]::new)), words + err.toString());
            assertEquals(1, err.toString().lines().count(), err.toString());
            assertTrue(err.toString().contains(complaint), err.toString());
        });
    }
}
