package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.Entry;
import org.shmstress.record.RunRecord;

/** The ways in which a run can be cut short, and what is left then: nothing. */
class EndingsIT {

    @TempDir
    private Path directory;

    @Test
    void anInterruptedRunKeepsItsRecordAndSaysSo() throws Exception {
        Product product = new Product(directory);
        Started run = underWay(product, 8);
        signal("INT", run.pid());
        Started.Outcome outcome = run.outcome();
        assertEquals(130, outcome.exitCode(), outcome.out() + outcome.err());
        RunRecord record = product.record();
        assertTrue(record.finished().orElseThrow().interrupted());
        assertEquals(130, record.finished().orElseThrow().exitCode());
        assertTrue(outcome.out().contains("interrupted after 0 of 1 scenarios"), outcome.out());
        assertTrue(Files.exists(product.out().resolve("report/index.html")), outcome.out() + outcome.err());
        assertTrue(outcome.out().contains("resume: ./shmstress run --resume out\n"), outcome.out());
        Product.assertNothingLeft(run.pid());
        int before = record.trialsOf("ordering/StoreBuffering").size();
        Started.Outcome resumed = product.run("run", "--resume", "out", "--plain");
        assertEquals(0, resumed.exitCode(), resumed.out() + resumed.err());
        assertTrue(product.record().trialsOf("ordering/StoreBuffering").size() > before, "nothing was left to run");
        assertEquals(Optional.of(false), product.record().finished().map(Entry.RunFinished::interrupted));
    }

    @Test
    void aKilledRunLeavesNoWorkerAndAReadableRecord() throws Exception {
        Product product = new Product(directory);
        Started run = underWay(product);
        List<Long> workers = Product.workersOf(run.pid());
        assertTrue(workers.size() >= 2, "workers: " + workers);
        signal("STOP", workers.get(0));
        signal("KILL", run.pid());
        run.outcome();
        LauncherFixture.await(
                "the end of all workers", () -> Product.workersOf(pid(run)).isEmpty());
        assertTrue(product.record().isPartial());
        assertEquals(0, product.run("clean").exitCode());
        Product.assertNothingLeft(run.pid());
        Started.Outcome drawn = product.run("report", "out");
        assertEquals(0, drawn.exitCode(), drawn.err());
        assertTrue(drawn.out().contains("resume: ./shmstress run --resume out\n"), drawn.out());
    }

    @Test
    void aKilledWorkerIsACrashByNameAndTheRunGoesOn() throws Exception {
        Product product = new Product(directory);
        Started run = underWay(product);
        // A worker that is killed between two trials is only replaced.
        LauncherFixture.await("a crash", () -> {
            Product.workersOf(pid(run))
                    .forEach(worker -> ProcessHandle.of(worker).ifPresent(ProcessHandle::destroyForcibly));
            return contains(product.out().resolve("run.jsonl"), "\"CRASHED\"");
        });
        Started.Outcome outcome = run.outcome();
        assertEquals(1, outcome.exitCode(), outcome.out() + outcome.err());
        assertTrue(outcome.out().contains("CRASHED"), outcome.out());
        assertTrue(outcome.out().contains("SIGKILL") || outcome.out().contains("signal 9"), outcome.out());
        Product.assertNothingLeft(run.pid());
    }

    @Test
    void aFullSharedMemoryFileSystemIsToldBeforeAnyWork() throws Exception {
        assumeTrue(SmallSharedMemory.canMount(), "needs permission to mount a small /dev/shm of its own");
        Product product = new Product(directory);
        Started.Outcome outcome = product.start(
                        "run", "--plain", "--out", product.out().toString())
                .under(SmallSharedMemory.PREFIX)
                .outcome();
        assertEquals(75, outcome.exitCode(), outcome.out() + outcome.err());
        assertTrue(outcome.err().contains("bytes are needed, 1048576 are present"), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(Files.notExists(product.out()), "a run directory was made");
    }

    /** A long run that has finished its first trial, so that workers are there and at work. */
    private static Started underWay(Product product) throws IOException {
        return underWay(product, 30);
    }

    private static Started underWay(Product product, int passes) throws IOException {
        Started run = product.start(
                "run",
                "--select",
                "ordering/StoreBuffering",
                "--repeat",
                Integer.toString(passes),
                "--plain",
                "--out",
                product.out().toString());
        run.pid();
        LauncherFixture.await("the first trial", () -> contains(product.out().resolve("run.jsonl"), "trial-finished"));
        return run;
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException e) {
            return false; // being written just now
        }
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertTrue(kill.waitFor(30, TimeUnit.SECONDS) && kill.exitValue() == 0, "kill -" + name + " " + pid);
    }

    private static long pid(Started run) {
        try {
            return run.pid();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
