package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.verdict.ExitCodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmarks of the assembled product, on tiny budgets: whether both sides run and are told of, not how fast they are. */
class BenchIT {

    @TempDir
    private Path directory;

    @Test
    void runsBothSidesByTurnsAndTellsSamplesOutcomesAndRatios() throws Exception {
        Product product = new Product(directory);
        Started start = product.start(
                "bench",
                "litmus",
                "--select",
                "StoreBufferingPlain",
                "--time",
                "100ms",
                "--warm-up",
                "100ms",
                "--commands",
                "none",
                "--json",
                "--out",
                product.out().toString());
        Started.Outcome outcome = start.outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode report = JsonMapper.builder().build().readTree(outcome.out());
        JsonNode test = report.get("tests").get(0);
        assertEquals("StoreBufferingPlain", test.get("name").asString());
        for (String side : List.of("ours", "peer")) {
            assertTrue(test.get(side).get("samplesPerSecond").asDouble() > 0, outcome.out());
            assertTrue(test.get(side).get("outcomes").size() > 1, outcome.out());
        }
        assertTrue(test.get("samplesRatio").asDouble() > 0, outcome.out());
        assertEquals(outcome.out(), Files.readString(product.out().resolve("litmus.json")));
        assertTrue(Files.readString(product.out().resolve("litmus.txt")).contains("StoreBufferingPlain"));
        Product.assertNothingLeft(start.pid());
    }

    @Test
    void refusesWhatItCannotDoInOneLineBeforeAnythingRuns() throws Exception {
        Product product = new Product(directory);
        for (List<String> wrong : List.of(
                List.of("--rounds", "4"),
                List.of("--rounds", "many"),
                List.of("--select", "Nonsense"),
                List.of("--jdk", directory.toString()),
                List.of("--out", "/proc/here"))) {
            List<String> command = new java.util.ArrayList<>(List.of("bench", "litmus"));
            command.addAll(wrong);
            Started.Outcome outcome = product.run(command.toArray(String[]::new));
            assertEquals(ExitCodes.USAGE, outcome.exitCode(), outcome.err());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
            assertTrue(outcome.out().isEmpty(), outcome.out());
        }
        assertFalse(Files.exists(directory.resolve("results")));
    }

    @Test
    void measuresHowLongWorkersTakeFromForkToFirstSample() throws Exception {
        Product product = new Product(directory);
        Started start = product.start(
                "bench",
                "start",
                "--workers",
                "2,4",
                "--rounds",
                "3",
                "--json",
                "--out",
                product.out().toString());
        Started.Outcome outcome = start.outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode figures = JsonMapper.builder().build().readTree(outcome.out()).get("starts");
        assertEquals(
                List.of(2, 4),
                figures.valueStream().map(f -> f.get("workers").asInt()).toList());
        for (JsonNode figure : figures) {
            assertTrue(figure.get("ours").get("min").asDouble() > 0, outcome.out());
            assertTrue(figure.get("peer").get("min").asDouble() > 0, outcome.out());
        }
        assertEquals(outcome.out(), Files.readString(product.out().resolve("start.json")));
        Product.assertNothingLeft(start.pid());
    }

    @Test
    void saysWhatIsMissingWhereThePeerIs() throws Exception {
        Path lib = Files.createDirectories(directory.resolve("dist/lib"));
        Path workers = Files.createDirectories(directory.resolve("dist/workers"));
        Product.copyJars(lib, workers);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                lib + "/*:" + workers + "/*",
                "org.shmstress.cli.Main",
                "bench",
                "litmus");
        Started.Outcome outcome = new Started(command, directory, directory).outcome();
        assertEquals(ExitCodes.HARNESS, outcome.exitCode(), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().contains("no stock jcstress"), outcome.err());
    }

    @Test
    void leavesNothingWhenItIsTerminated() throws Exception {
        Product product = new Product(directory);
        Started start = product.start(
                "bench", "litmus", "--commands", "none", "--out", product.out().toString());
        start.awaitErr("round 1");
        ProcessHandle bench = ProcessHandle.of(start.pid()).orElseThrow();
        List<ProcessHandle> children = bench.descendants().toList();
        bench.destroy();
        assertEquals(143, start.outcome().exitCode());
        LauncherFixture.await(
                "the end of what the bench started", () -> children.stream().noneMatch(ProcessHandle::isAlive));
        Product.assertNothingLeft(start.pid());
    }
}
