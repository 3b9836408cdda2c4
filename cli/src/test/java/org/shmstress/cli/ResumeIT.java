package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.Entry;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RecordWriter;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;

/** A run that was cut short goes on, and what it leaves reads as one run. */
class ResumeIT {

    @TempDir
    private Path directory;

    @Test
    void runsWhatIsLeftAndNothingTwice() throws Exception {
        Product product = new Product(directory);
        Started.Outcome first = product.run(
                "run",
                "--select",
                "ordering/StoreBuffering",
                "--jit",
                "tiered",
                "--repeat",
                "4",
                "--plain",
                "--out",
                "out");
        assertEquals(0, first.exitCode(), first.out() + first.err());
        RunRecord whole = product.record();
        List<String> lines = cutAfterTrials(2);

        Started.Outcome outcome = product.run("run", "--resume", "out", "--plain");
        assertEquals(0, outcome.exitCode(), outcome.out() + outcome.err());
        RunRecord resumed = product.record();
        assertEquals(lines, Files.readAllLines(record()).subList(0, lines.size()), "what was written is kept");
        List<Entry.TrialFinished> trials = resumed.trialsOf("ordering/StoreBuffering");
        assertEquals(planned(whole), planned(resumed));
        assertEquals(
                trials.size(),
                new HashSet<>(trials.stream().map(Entry.TrialFinished::trial).toList()).size());
        assertEquals(whole.run(), resumed.run());
        assertEquals(1, resumed.resumed().size());
        Entry.RunFinished end = resumed.finished().orElseThrow();
        assertEquals(Grade.PASSED, end.verdict());
        assertEquals(resumed.verdictOf("ordering/StoreBuffering").orElseThrow().samples(), end.samples());
        assertTrue(Files.size(product.out().resolve("report/index.html")) > 0);

        refused(product, "it has ended, with verdict PASSED", "--resume", "out");
    }

    /** Trials as they were planned; which are tried once more, with more time, only the host knows. */
    private static List<String> planned(RunRecord record) {
        return record.trialsOf("ordering/StoreBuffering").stream()
                .filter(trial -> !trial.trial().endsWith("x"))
                .map(Entry.TrialFinished::portable)
                .toList();
    }

    @Test
    void refusesWhatWouldBeAnotherRun() throws Exception {
        Product product = new Product(directory);
        product.run("run", "--select", "ordering/StoreBuffering", "--profile", "quick", "--plain", "--out", "out");
        List<String> lines = cutAfterTrials(0);
        refused(product, "--seed was not given there; leave it out", "--resume", "out", "--seed", "7");
        refused(product, "--profile was quick there", "--resume", "out", "--profile", "soak");
        rewrite(lines, "\"kernel\":\"Linux ", "\"kernel\":\"Linux 1");
        refused(product, "kernel was Linux 1", "--resume", "out");
        rewrite(lines, "\"tests\":\"", "\"tests\":\"0");
        refused(product, "digest of the tests' classes was 0", "--resume", "out");
        rewrite(lines, "\"plannedTrials\":", "\"plannedTrials\":1");
        refused(product, "number of trials was 1", "--resume", "out");
        rewrite(lines, "\"title\":\"", "\"title\":\"Once ");
        refused(product, "ordering/StoreBuffering is no longer what it was", "--resume", "out");
        Files.write(record(), lines.subList(0, 1));
        refused(product, "cut off before its plan was recorded", "--resume", "out");
        Files.write(record(), lines);
        try (RecordWriter another = RecordWriter.resume(product.out(), RecordReader.read(product.out()))) {
            refused(product, "still under way", "--resume", "out");
        }
        assertFalse(Files.exists(directory.resolve("results")), "another run directory was made");
    }

    /** As a kill leaves it, in the middle of a line. */
    private List<String> cutAfterTrials(int trials) throws IOException {
        List<String> kept = new ArrayList<>();
        int seen = 0;
        for (String line : Files.readAllLines(record())) {
            if (line.contains("\"type\":\"trial-started\"") && seen++ == trials) {
                break;
            }
            kept.add(line);
        }
        Files.writeString(record(), String.join("\n", kept) + "\n{\"type\":\"trial-sta");
        return kept;
    }

    private void rewrite(List<String> lines, String from, String to) throws IOException {
        Files.write(record(), lines.stream().map(l -> l.replace(from, to)).toList());
    }

    private Path record() {
        return directory.resolve("out").resolve("run.jsonl");
    }

    private static void refused(Product product, String why, String... arguments)
            throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "run";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Started.Outcome outcome = product.run(command);
        assertEquals(2, outcome.exitCode(), outcome.out() + outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertTrue(outcome.err().contains(why), outcome.err());
    }
}
