package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Coverage;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;

/** Whole runs of the assembled product, on real processes. */
class RunIT {

    /** How a terminal is told to clear a line that is to be drawn again. */
    private static final String REDRAWN = "\033[2K";

    @TempDir
    private Path directory;

    @Test
    void givesEachActorAProcessOfItsOwnOnOneSegment() throws Exception {
        Product product = new Product(directory);
        Started.Outcome outcome = run(product, "--select", "ordering/StoreBuffering", "--budget", "5s");
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        List<TrialFinished> trials = product.record().trialsOf("ordering/StoreBuffering");
        assertTrue(trials.size() > 1, outcome.out());
        for (TrialFinished trial : trials) {
            Observation.Outcomes seen = outcomes(trial);
            assertEquals(
                    2,
                    seen.workers().stream()
                            .map(Observation.WorkerSeen::pid)
                            .distinct()
                            .count());
            for (Observation.WorkerSeen worker : seen.workers()) {
                assertEquals(seen.segment().inode(), worker.inode(), "the segment's inode, as the worker mapped it");
                assertNotEquals(0, worker.mappingAddress());
                assertNotEquals(ProcessHandle.current().pid(), worker.pid());
            }
            assertEquals(
                    seen.samples(),
                    seen.counts().stream()
                            .mapToLong(Observation.OutcomeCount::count)
                            .sum());
        }
    }

    @Test
    void compilesEachWorkerAsItsTrialSays() throws Exception {
        Product product = new Product(directory);
        Started.Outcome outcome =
                run(product, "--select", "ordering/StoreBuffering", "--jit", "c1,c2,c2-stress", "--budget", "15s");
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        RunRecord record = product.record();
        Set<String> sets = record.trialsOf("ordering/StoreBuffering").stream()
                .map(t -> t.configuration().jitSet())
                .collect(Collectors.toSet());
        assertTrue(sets.containsAll(Set.of("c1", "c2", "c1+c2", "c2-stress")), sets::toString);
        assertTrue(record.workers().stream().anyMatch(w -> w.jit().startsWith("c2-stress/")), "with its seed");
        Coverage tried = record.covered().orElseThrow().coverage();
        assertTrue(tried.covered() > 20 && tried.covered() <= tried.possible(), tried::toString);
    }

    @Test
    void reusesWorkersOfEqualConfiguration() throws Exception {
        Product product = new Product(directory);
        run(product, "--select", "ordering/StoreBuffering*", "--repeat", "3", "--profile", "quick");
        RunRecord record = product.record();
        long trials = record.trials().values().stream().mapToLong(List::size).sum();
        assertTrue(
                record.workers().size() < 2 * trials,
                record.workers().size() + " workers started for " + trials + " trials");
    }

    @Test
    void showsStoreBufferingWhereItIsAllowedAndNeverWhereItIsNot() throws Exception {
        Product product = new Product(directory);
        // Hosts slow down for minutes: more passes are made until each has shown what it can.
        Map<String, Long> bothMissed = Map.of();
        for (int attempt = 0; attempt < 5 && !bothMissed.keySet().containsAll(WEAK); attempt++) {
            Product again = new Product(Files.createDirectory(directory.resolve("attempt" + attempt)));
            Started.Outcome outcome = run(again, "--select", "ordering/StoreBuffering*", "--repeat", "2");
            assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
            bothMissed = bothMissed(again.record());
        }
        assertTrue(bothMissed.keySet().containsAll(WEAK), bothMissed::toString);
        assertTrue(!bothMissed.containsKey("ordering/StoreBufferingVolatile"), bothMissed::toString);
        assertTrue(product.directory().toFile().isDirectory());
    }

    private static final List<String> WEAK = List.of(
            "ordering/StoreBuffering", "ordering/StoreBufferingOpaque", "ordering/StoreBufferingReleaseAcquire");

    private static Map<String, Long> bothMissed(RunRecord record) {
        return record.trials().values().stream()
                .flatMap(List::stream)
                .flatMap(trial -> outcomes(trial).counts().stream()
                        .filter(c -> c.outcome().equals("0, 0"))
                        .map(c -> Map.entry(trial.scenario(), c.count())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
    }

    @Test
    void repeatsARecordedTrial() throws Exception {
        Product product = new Product(directory);
        run(product, "--select", "ordering/MessagePassing", "--profile", "quick");
        TrialFinished first =
                product.record().trialsOf("ordering/MessagePassing").get(0);
        Started.Outcome outcome = product.run(
                "repeat", product.out().toString(), first.trial(), "--times", "2", "--out", directory + "/again");
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        List<TrialFinished> again = org.shmstress.record.RecordReader.read(directory.resolve("again"))
                .trialsOf("ordering/MessagePassing");
        assertEquals(2, again.size());
        assertEquals(first.portable(), again.get(1).portable());
    }

    @Test
    void runsATrialThatIsGivenInWordsAndNothingElse() throws Exception {
        Product product = new Product(directory);
        run(product, "--select", "ordering/MessagePassing", "--profile", "quick");
        String portable =
                product.record().trialsOf("ordering/MessagePassing").get(0).portable();
        Started.Outcome outcome = product.run("run", "--trial", portable, "--out", directory + "/elsewhere");
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        assertEquals(
                Set.of("ordering/MessagePassing"),
                org.shmstress.record.RecordReader.read(directory.resolve("elsewhere"))
                        .trials()
                        .keySet());
    }

    @Test
    void leavesASummaryAndAReport() throws Exception {
        Product product = new Product(directory);
        Started.Outcome outcome = run(product, "--select", "ordering/StoreBuffering", "--profile", "quick");
        assertTrue(Files.size(product.out().resolve("summary.json")) > 0);
        assertTrue(Files.size(product.out().resolve("report/index.html")) > 0);
        assertTrue(
                outcome.out()
                        .contains(product.out().resolve("report/index.html").toString()),
                outcome.out());
        assertEquals(Grade.PASSED, product.record().finished().orElseThrow().verdict());
        assertTrue(product.record().finished().orElseThrow().leaks().isEmpty());
    }

    @Test
    void drawsALiveLineOnATerminalAndNowhereElse() throws Exception {
        String[] command = {
            "run", "--select", "ordering/StoreBuffering", "--profile", "quick", "--out", directory + "/one"
        };
        Started.Outcome elsewhere =
                new Product(directory).start(command).with("TERM", "xterm").outcome();
        assertEquals(0, elsewhere.exitCode(), elsewhere.out() + elsewhere.err());
        assertFalse(elsewhere.err().contains(REDRAWN), elsewhere.err());
        command[command.length - 1] = directory + "/two";
        Started.Outcome there = new Product(directory)
                .startOnATerminal(command)
                .with("TERM", "xterm")
                .outcome();
        assertEquals(0, there.exitCode(), there.out() + there.err());
        assertTrue(there.out().contains(REDRAWN), there.out());
    }

    private static Started.Outcome run(Product product, String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 4];
        command[0] = "run";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = "--plain";
        command[arguments.length + 2] = "--out";
        command[arguments.length + 3] = product.out().toString();
        return product.run(command);
    }

    private static Observation.Outcomes outcomes(TrialFinished trial) {
        return (Observation.Outcomes) trial.observation().value();
    }
}
