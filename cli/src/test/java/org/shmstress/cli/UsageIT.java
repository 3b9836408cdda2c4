package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Input that cannot be used: one clear line, exit code 2, nothing done. */
class UsageIT {

    @TempDir
    private Path directory;

    private static final String TRIAL = "scenario=ordering/StoreBuffering,mode=processes,jdks=17+17,jit=tiered+tiered,"
            + "path=unsafe,placement=free,schedule=free,seed=1,millis=100";

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("no scenario matches 'ordering/Nothing'", List.of("run", "--select", "ordering/Nothing")),
                Arguments.of("malformed pattern '['", List.of("run", "--select", "[")),
                Arguments.of("/nonexistent", List.of("run", "--jdk", "/nonexistent")),
                Arguments.of("--script /nonexistent", List.of("run", "--script", "/nonexistent")),
                Arguments.of("script line 1: ", List.of("run", "--script", "/proc/self/comm")),
                Arguments.of("--script and --select", List.of("run", "--script", "x", "--select", "ordering/*")),
                Arguments.of("-3m", List.of("run", "--budget=-3m")),
                Arguments.of("--repeat 0", List.of("run", "--repeat", "0")),
                Arguments.of("--profile fast", List.of("run", "--profile", "fast")),
                Arguments.of(
                        "/proc/none", List.of("run", "--select", "ordering/StoreBuffering", "--out", "/proc/none")),
                Arguments.of("--shard 3/2: use I/N", List.of("run", "--shard", "3/2")),
                Arguments.of(
                        "1 scenarios are selected",
                        List.of("run", "--select", "ordering/StoreBuffering", "--shard", "2/2")),
                Arguments.of("--quarantine /nonexistent", List.of("run", "--quarantine", "/nonexistent")),
                Arguments.of("/proc/self/comm line 1: 'java'", List.of("run", "--quarantine", "/proc/self/comm")),
                Arguments.of("/nonexistent", List.of("run", "--resume", "/nonexistent")),
                Arguments.of("/nonexistent", List.of("report", "/nonexistent")),
                Arguments.of("/nonexistent", List.of("history", "/nonexistent")),
                Arguments.of("/nonexistent", List.of("compare", "/nonexistent", "/nonexistent")),
                Arguments.of("give two directories", List.of("compare", "/nonexistent")),
                Arguments.of("/nonexistent", List.of("repeat", "/nonexistent", "t0001")),
                Arguments.of("no scenario matches 'ordering/Nothing'", List.of("explain", "ordering/Nothing")),
                Arguments.of(
                        "between threads ordering/StoreBuffering has 1 of them",
                        List.of("run", "--trial", TRIAL.replace("processes", "threads"))),
                Arguments.of(
                        "between processes ordering/IRIW has 4 of them",
                        List.of("run", "--trial", TRIAL.replace("StoreBuffering", "IRIW"))),
                Arguments.of(
                        "ordering/StoreBuffering cannot have schedule=rendezvous, only free",
                        List.of("run", "--trial", TRIAL.replace("schedule=free", "schedule=rendezvous"))),
                Arguments.of(
                        "ordering/StoreBufferingVolatile cannot have path=jna, only byte-buffer or ffm or unsafe",
                        List.of(
                                "run",
                                "--trial",
                                TRIAL.replace("Buffering", "BufferingVolatile").replace("unsafe", "jna"))),
                Arguments.of(
                        "lifecycle/UnlinkWhileMapped cannot have jit=c1, only tiered",
                        List.of(
                                "run",
                                "--trial",
                                TRIAL.replace("ordering/StoreBuffering", "lifecycle/UnlinkWhileMapped")
                                        .replace("17+17", "17+17+17")
                                        .replace("tiered+tiered", "c1+c1+c1"))),
                Arguments.of("no planted defect or control matches 'D-999'", List.of("calibrate", "--select", "D-999")),
                Arguments.of("malformed pattern '#'", List.of("calibrate", "--select", "#")),
                Arguments.of("'0s' is not a positive duration", List.of("calibrate", "--budget", "0s")),
                Arguments.of(
                        "no scenario matches 'ordering/X'",
                        List.of("run", "--trial", TRIAL.replace("StoreBuffering", "X"))),
                Arguments.of("--trial lacks", List.of("run", "--trial", "scenario=ordering/StoreBuffering")));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void isToldInOneLine(String expected, List<String> arguments) throws Exception {
        Started.Outcome outcome = new Product(directory).run(arguments.toArray(String[]::new));
        assertEquals(2, outcome.exitCode(), outcome.out() + outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().contains(expected), outcome.err());
        assertTrue(Files.notExists(directory.resolve("results")), "a run directory was made");
    }
}
