package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
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

class HistoryCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine main =
            Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @TempDir
    private Path directory;

    private String run(String name, int day, String kernel, Grade grade) {
        Path run = directory.resolve("runs").resolve(name);
        try (RecordWriter writer = new RecordWriter(run)) {
            writer.write(new Entry.RunStarted(
                    Entry.SCHEMA_VERSION, name, "2026-01-0" + day + "T00:00:00Z", "0.1.0", List.of(), "quick", 1, 1));
            writer.write(new Entry.EnvironmentSeen(
                    kernel, "glibc 2.36", "Example", 2, 1, 1, List.of("17.0.13, Vendor, /jdk"), Map.of()));
            writer.write(new Entry.ScenarioPlanned(
                    "mutex/Lock", "object", "title", "", List.of(), List.of(), Set.of(), false));
            writer.write(new Entry.ScenarioFinished("mutex/Lock", grade, "as seen", 1, 10, 1));
            writer.write(new Entry.RunFinished(grade, 0, "", Map.of(grade, 1), 1, 1, 1, false, List.of()));
        }
        return run.toString();
    }

    private int history(String... words) {
        return main.execute(
                Stream.concat(Stream.of("history"), Stream.of(words)).toArray(String[]::new));
    }

    @Test
    void tellsRunsInOrderOfTimeWithUpgradesAndChangesBetweenThem() throws IOException {
        String later = run("b", 2, "Linux 6.18 (#1)", Grade.FAILED);
        String first = run("a", 1, "Linux 6.12 (#1)", Grade.PASSED);
        assertEquals(ExitCodes.PASSED, history(later, first), err.toString());
        List<String> lines = out.toString().lines().toList();
        assertAll(
                () -> assertTrue(
                        lines.get(0).matches(".* a  PASSED  1 passed  Linux 6.12  glibc 2.36 .*"), lines.get(0)),
                () -> assertEquals("  ^ upgrade: Kernel: Linux 6.12 (#1) → Linux 6.18 (#1)", lines.get(1)),
                () -> assertTrue(lines.get(2).contains(" b  FAILED  1 failed  Linux 6.18 "), lines.get(2)),
                () -> assertEquals("  grade: mutex/Lock: PASSED → FAILED: as seen", lines.get(3)));
        String page = Files.readString(Path.of(later, "history", "index.html"));
        assertTrue(page.contains("▲ 1 Upgrade"), "the newest run's page marks the upgrade");
    }

    @Test
    void takesADirectoryOfRunsAndTellsWhichCannotBeRead() throws IOException {
        run("a", 1, "Linux 6.12", Grade.PASSED);
        Path runs = Path.of(run("b", 2, "Linux 6.12", Grade.PASSED)).getParent();
        Path newer = Files.createDirectories(runs.resolve("newer"));
        Files.writeString(newer.resolve("run.jsonl"), "{\"type\":\"run-started\",\"schemaVersion\":99}\n");
        Path page = directory.resolve("page");
        assertEquals(ExitCodes.PASSED, history(runs.toString(), "--out", page.toString()), err.toString());
        assertAll(
                () -> assertTrue(out.toString().contains("left out: "), out.toString()),
                () -> assertTrue(out.toString().contains("schema version 99"), out.toString()),
                () -> assertTrue(!out.toString().contains("upgrade"), out.toString()),
                () -> assertTrue(Files.isRegularFile(page.resolve("index.html"))));
    }

    @Test
    void answersWhereNoPageCanBeWritten() throws IOException {
        String run = run("a", 1, "Linux 6.12", Grade.PASSED);
        Path inTheWay = Files.createFile(Path.of(run, "history"));
        assertEquals(ExitCodes.PASSED, history(run));
        assertTrue(out.toString().contains(" a  PASSED "), out.toString());
        assertTrue(err.toString().contains("no page: cannot write the history to "), err.toString());
        assertEquals(ExitCodes.HARNESS, history(run, "--out", inTheWay.toString()));
    }

    @Test
    void pageSaysHowToDrawItAgainInWordsThatAShellTakes() throws IOException {
        Path place = directory.resolve("the page");
        assertEquals(
                ExitCodes.PASSED,
                history("--out", place.toString(), run("a run", 1, "Linux 6.12", Grade.PASSED)),
                err.toString());
        String page = Files.readString(place.resolve("index.html")).replace("&#39;", "'");
        assertTrue(page.contains("./shmstress history --out '" + place + "' '" + directory + "/runs/a run'"), page);
    }

    @Test
    void jsonIsAllThatIsPrinted() {
        assertEquals(
                ExitCodes.PASSED, history("--json", run("a", 1, "", Grade.PASSED), run("b", 2, "", Grade.CRASHED)));
        JsonNode runs = JsonMapper.builder().build().readTree(out.toString()).path("runs");
        assertEquals("CRASHED", runs.path(1).path("verdict").asString(""));
        assertEquals(1, runs.path(1).path("grades").size());
    }

    @Test
    void saysThatOneRunIsNoTrend() {
        assertEquals(ExitCodes.PASSED, history(run("a", 1, "Linux 6.12", Grade.PASSED)));
        assertTrue(out.toString().contains("One run is no trend yet"), out.toString());
    }

    @Test
    void saysInOneLineWhatIsNoRecord() throws IOException {
        String run = run("a", 1, "Linux 6.12", Grade.PASSED);
        Path newer = Files.createDirectories(directory.resolve("newer"));
        Files.writeString(newer.resolve("run.jsonl"), "{\"type\":\"run-started\",\"schemaVersion\":99}\n");
        Map<List<String>, String> wrong = Map.of(
                List.of(), "DIR",
                List.of(run, "/nonexistent"), "/nonexistent",
                List.of(Files.createDirectories(directory.resolve("empty")).toString()), "no run record",
                List.of(run, newer.toString()), "schema version 99");
        wrong.forEach((words, complaint) -> {
            err.getBuffer().setLength(0);
            assertEquals(ExitCodes.USAGE, history(words.toArray(String[]::new)), words + err.toString());
            assertEquals(1, err.toString().lines().count(), err.toString());
            assertTrue(err.toString().contains(complaint), err.toString());
        });
    }
}
