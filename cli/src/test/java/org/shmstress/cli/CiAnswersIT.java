package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;

/** What a CI server asks of a run. */
class CiAnswersIT {

    @TempDir
    private Path directory;

    private Started.Outcome run(Product product, String... arguments) throws Exception {
        String[] command = new String[arguments.length + 4];
        System.arraycopy(new String[] {"run", "--plain", "--profile", "quick"}, 0, command, 0, 4);
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return product.run(command);
    }

    @Test
    void aQuarantinedDefectIsToldAndDecidesNothing() throws Exception {
        Product product = new Product(directory);
        Files.writeString(
                directory.resolve("known.txt"),
                "defects/D-001 ana waits for a mend 2999-12-31\nordering/Nothing ana gone 2999-12-31\n");
        Path summary = directory.resolve("summary.md");
        Started.Outcome outcome = product.start(
                        "run",
                        "--plain",
                        "--profile",
                        "quick",
                        "--select",
                        "defects/D-001",
                        "--select",
                        "ordering/StoreBuffering",
                        "--quarantine",
                        "known.txt",
                        "--out",
                        "out",
                        "--expect-at-least",
                        "2")
                .with("GITHUB_ACTIONS", "true")
                .with("GITHUB_STEP_SUMMARY", summary.toString())
                .outcome();
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        assertTrue(
                outcome.out().contains("in quarantine until 2999-12-31, ana: defects/D-001 FAILED (waits for a mend)"),
                outcome.out());
        assertTrue(outcome.out().contains("line 2, ordering/Nothing: no scenario of this run is in it"), outcome.out());
        assertTrue(outcome.out().contains("::warning title=FAILED defects/D-001 (in quarantine)::"), outcome.out());
        assertTrue(Files.readString(summary).startsWith("## shmstress: PASSED\n"), Files.readString(summary));
        RunRecord record = product.record();
        assertEquals(
                Grade.FAILED, record.verdictOf("defects/D-001").orElseThrow().grade());
        assertEquals(Grade.PASSED, record.finished().orElseThrow().verdict());
        assertTrue(Files.readString(product.out().resolve("junit.xml")).contains("failures=\"0\""));
    }

    @Test
    void nothingIsSaidToGitHubElsewhere() throws Exception {
        Started.Outcome outcome = new Product(directory)
                .start("run", "--plain", "--profile", "quick", "--select", "defects/D-001", "--out", "out")
                .without("GITHUB_ACTIONS")
                .with("GITHUB_STEP_SUMMARY", directory.resolve("summary.md").toString())
                .outcome();
        assertEquals(1, outcome.exitCode(), outcome.out() + outcome.err());
        assertFalse(outcome.out().contains("::"), outcome.out());
        assertFalse(Files.exists(directory.resolve("summary.md")));
    }

    @Test
    void shardsAreDisjointAndTogetherEverything() throws Exception {
        Product product = new Product(directory);
        Set<String> seen = new HashSet<>();
        for (int shard = 1; shard <= 2; shard++) {
            Started.Outcome outcome =
                    run(product, "--select", "ordering/StoreBuffering*", "--shard", shard + "/2", "--out", "s" + shard);
            assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
            for (var planned : RecordReader.read(directory.resolve("s" + shard)).scenarios()) {
                assertTrue(seen.add(planned.scenario()), planned.scenario());
            }
        }
        Set<String> all = new HashSet<>();
        product.run("list", "--select", "ordering/StoreBuffering*")
                .out()
                .lines()
                .map(line -> line.strip().split(" ", 2)[0])
                .filter(word -> word.startsWith("ordering/"))
                .forEach(all::add);
        assertEquals(all, seen);
    }

    @Test
    void fewerScenariosThanExpectedAreAnExitCodeOfTheirOwn() throws Exception {
        Started.Outcome outcome = run(
                new Product(directory),
                "--select",
                "ordering/StoreBuffering",
                "--expect-at-least",
                "2",
                "--out",
                "out");
        assertEquals(4, outcome.exitCode(), outcome.out() + outcome.err());
        String why = "less than expected ran: 1 of 2; ";
        assertTrue(outcome.out().contains("verdict NOT PASSED: " + why), outcome.out());
        Path out = directory.resolve("out");
        assertTrue(Files.readString(out.resolve("summary.json")).contains("\"reason\" : \"" + why));
        assertTrue(Files.readString(out.resolve("junit.xml")).contains("<error message=\"" + why));
        assertTrue(Files.readString(out.resolve("report/index.html")).contains("NOT PASSED."));
    }
}
