package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
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
                "--turn",
                "50ms",
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
            // One that spins takes a CPU, two of them two.
            assertTrue(test.get(side).get("idleCpuShare").asDouble() < 0.5, outcome.out());
        }
        assertTrue(test.get("samplesRatio").asDouble() > 0, outcome.out());
        assertTrue(test.get("roundFigures").size() >= 5, outcome.out());
        assertEquals(2, test.get("roundFigures").get(0).get("pairs").size(), outcome.out());
        assertTrue(outcome.err().lines().filter(l -> l.startsWith("round ")).count() >= 5, outcome.err());
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

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "KILL, 137"})
    void leavesNothingWhenItIsCutShort(String signal, int exitCode) throws Exception {
        Product product = new Product(directory);
        Started start = product.start(
                "bench",
                "litmus",
                "--rounds",
                "50",
                "--commands",
                "none",
                "--out",
                product.out().toString());
        start.awaitErr("round 1");
        List<ProcessHandle> children =
                ProcessHandle.of(start.pid()).orElseThrow().descendants().toList();
        assertEquals(3, children.size(), "a worker per actor, and the peer");
        new ProcessBuilder("kill", "-" + signal, Long.toString(start.pid()))
                .start()
                .waitFor();
        Started.Outcome outcome = start.outcome();
        assertEquals(exitCode, outcome.exitCode(), outcome.err());
        assertEquals(signal.equals("KILL"), !outcome.err().contains("bench litmus: interrupted"), outcome.err());
        LauncherFixture.await(
                "the end of what the bench started", () -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertTrue(outcome.out().isEmpty(), outcome.out());
        if (signal.equals("KILL")) {
            // It may have hit a segment between its making and the removal of its name.
            assertEquals(0, product.run("clean").exitCode());
        }
        Product.assertNothingLeft(start.pid());
    }

    @ParameterizedTest
    @ValueSource(strings = {"litmus", "start"})
    void aFullSharedMemoryFileSystemIsToldBeforeAnyWork(String what) throws Exception {
        assumeTrue(SmallSharedMemory.canMount(), "needs permission to mount a small /dev/shm of its own");
        Product product = new Product(directory);
        Started.Outcome outcome = product.start(
                        "bench", what, "--out", product.out().toString())
                .under(SmallSharedMemory.PREFIX)
                .outcome();
        assertEquals(ExitCodes.TRY_LATER, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("bytes are needed, 1048576 are present"), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(Files.notExists(product.out()), "a run directory was made");
    }

    @Test
    void runsBothSidesOnAnotherJdk() throws Exception {
        Jvm newest = JvmProbe.installed().defaults().stream()
                .max(Comparator.comparingInt(Jvm::feature))
                .orElseThrow();
        assumeTrue(newest.feature() != Runtime.version().feature(), "needs two JDKs");
        Product product = new Product(directory);
        Started start = product.start(
                "bench",
                "litmus",
                "--select",
                "Tearing",
                "--time",
                "50ms",
                "--turn",
                "50ms",
                "--warm-up",
                "50ms",
                "--commands",
                "none",
                "--jdk",
                newest.home().toString(),
                "--json",
                "--out",
                product.out().toString());
        Started.Outcome outcome = start.outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode report = JsonMapper.builder().build().readTree(outcome.out());
        assertEquals(newest.version(), report.get("jdk").asString());
        assertEquals("Tearing", report.get("tests").get(0).get("name").asString());
        Product.assertNothingLeft(start.pid());
    }

    @Test
    void tellsWhatRecordingAnOperationCosts() throws Exception {
        Product product = new Product(directory);
        Started.Outcome outcome = product.run(
                "bench",
                "record",
                "--rounds",
                "3",
                "--json",
                "--out",
                product.out().toString());
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode report = JsonMapper.builder().build().readTree(outcome.out());
        for (String figure : List.of("clock", "light", "fenced", "lightRatio", "fencedRatio")) {
            assertTrue(report.get(figure).get("median").asDouble() > 0, outcome.out());
        }
    }

    @Test
    void measuresLocksBesideTheirPeers() throws Exception {
        Product product = new Product(directory);
        Started start = product.start(
                "bench",
                "locks",
                "--select",
                "mutex/TicketLock",
                "--rounds",
                "3",
                "--turn",
                "20ms",
                "--json",
                "--out",
                product.out().toString());
        Started.Outcome outcome = start.outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode report = JsonMapper.builder().build().readTree(outcome.out());
        JsonNode lock = report.get("locks").get(0);
        assertEquals("mutex/TicketLock", lock.get("id").asString());
        for (String figure : List.of("alone", "contended", "aloneToReentrant", "contendedToReentrant")) {
            assertTrue(lock.get(figure).get("median").asDouble() > 0, outcome.out());
        }
        assertEquals(0, report.get("failed").size(), outcome.out());
        Product.assertNothingLeft(start.pid());
    }

    @Test
    void comparesTheSegmentWithAPipe() throws Exception {
        Product product = new Product(directory);
        Started start = product.start(
                "bench",
                "channels",
                "--select",
                "segment-futex",
                "--select",
                "pipe",
                "--rounds",
                "6",
                "--turn",
                "5ms",
                "--json",
                "--out",
                product.out().toString());
        Started.Outcome outcome = start.outcome();
        assertEquals(0, outcome.exitCode(), outcome.err());
        JsonNode report = JsonMapper.builder().build().readTree(outcome.out());
        assertEquals(6, report.get("figures").size(), outcome.out());
        for (JsonNode figure : report.get("figures")) {
            assertTrue(figure.get("roundTripNanos").get("min").asDouble() > 0, outcome.out());
            assertTrue(figure.get("bytesPerSecond").get("min").asDouble() > 0, outcome.out());
        }
        assertEquals(3, report.get("ratios").size(), outcome.out());
        assertEquals("UNKNOWN", report.get("claim").asString(), "three channels and the control were left out");
        assertTrue(Files.exists(product.out().resolve("channels.svg")));
        Product.assertNothingLeft(start.pid());
    }
}
