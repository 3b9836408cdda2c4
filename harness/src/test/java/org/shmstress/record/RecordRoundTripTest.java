package org.shmstress.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.HarnessException;
import org.shmstress.HarnessException.Kind;
import org.shmstress.observation.Observation;
import org.shmstress.plan.Jit;
import org.shmstress.plan.TrialSpec;
import org.shmstress.verdict.Grade;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RecordRoundTripTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("run.jsonl");
    }

    private void write(List<Entry> entries) {
        try (RecordWriter writer = new RecordWriter(directory)) {
            entries.forEach(writer::write);
        }
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file(), UTF_8);
    }

    private HarnessException refused() {
        return assertThrows(HarnessException.class, () -> RecordReader.read(directory));
    }

    @Test
    void everyEntryComesBackEqual() {
        List<Entry> entries = RecordFixtures.everyEntry();
        write(entries);
        assertEquals(RunRecord.of(entries), RecordReader.read(directory));
    }

    @Test
    void lineLongerThanABlockIsReadWhole() {
        String words = "x".repeat(200_000);
        List<Entry> entries = List.of(
                RecordFixtures.started(),
                new Entry.WorkerLife(4711L, 17, "tiered", "unsafe", 0.1, 3.0, words, "workers/w1.log"),
                new Entry.WorkerLife(4712L, 17, "tiered", "unsafe", 0.1, 3.0, "orderly", "workers/w2.log"));
        write(entries);
        assertEquals(RunRecord.of(entries), RecordReader.read(directory));
    }

    @Test
    void eachEntryIsOneLineWhateverItsText() throws IOException {
        write(RecordFixtures.everyEntry());
        assertEquals(
                RecordFixtures.everyEntry().size(),
                Files.readString(file()).chars().filter(c -> c == '\n').count());
    }

    @Test
    void entryIsOnDiskBeforeTheRecordIsClosed() throws IOException {
        try (RecordWriter writer = new RecordWriter(directory)) {
            writer.write(RecordFixtures.started());
            assertEquals(1, lines().size());
        }
    }

    @Test
    void linesOfSeveralThreadsDoNotMix() throws Exception {
        int threads = 4;
        int each = 200;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (RecordWriter writer = new RecordWriter(directory)) {
            writer.write(RecordFixtures.started());
            Callable<Boolean> writing = () -> {
                for (int i = 0; i < each; i++) {
                    writer.write(new Entry.WorkerLife(i, 17, "tiered", "unsafe", 0, 1, "x".repeat(i), ""));
                }
                return true;
            };
            List<Future<Boolean>> done = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                done.add(pool.submit(writing));
            }
            for (Future<Boolean> future : done) {
                assertTrue(future.get(60, TimeUnit.SECONDS));
            }
        } finally {
            pool.shutdownNow();
        }
        assertEquals(threads * each, RecordReader.read(directory).workers().size());
    }

    @Test
    void tornLastLineIsLeftOutAndSaid() throws IOException {
        write(RecordFixtures.everyEntry());
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 20));
        RunRecord record = RecordReader.read(directory);
        assertTrue(record.isPartial());
        assertEquals(OptionalInt.of(RecordFixtures.everyEntry().size()), record.truncatedLine());
        assertEquals(1, record.trialsOf("mutex/Robust").size());
    }

    @Test
    void wholeLastLineWithoutItsEndIsUsed() throws IOException {
        write(RecordFixtures.everyEntry());
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 1));
        RunRecord record = RecordReader.read(directory);
        assertFalse(record.isPartial());
        assertEquals(OptionalInt.empty(), record.truncatedLine());
    }

    /** After its torn line, after a whole one without its end, and after the end of a run that was interrupted. */
    @Test
    void aResumedRecordReadsAsOneRun() throws IOException {
        for (int cut : new int[] {0, 1, 20}) {
            Files.deleteIfExists(file());
            write(RecordFixtures.everyEntry());
            byte[] whole = Files.readAllBytes(file());
            Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - cut));
            RunRecord before = RecordReader.read(directory);
            try (RecordWriter writer = RecordWriter.resume(directory, before)) {
                writer.write(new Entry.RunResumed("2026-01-01T00:00:00Z", List.of("run"), 4));
                writer.write(new Entry.ScenarioFinished("sync/Ring", Grade.PASSED, "fine", 1, 1, 1));
            }
            RunRecord after = RecordReader.read(directory);
            assertEquals(OptionalInt.empty(), after.truncatedLine());
            assertEquals(before.trials(), after.trials());
            assertEquals(2, after.resumed().size());
            assertTrue(after.isPartial(), "it has not ended since it was resumed");
            assertTrue(after.quarantined().isEmpty(), "nor is anything decided since");
            assertTrue(after.verdictOf("sync/Ring").isPresent());
        }
    }

    @Test
    void aRecordThatIsBeingWrittenIsNotResumed() {
        try (RecordWriter writer = new RecordWriter(directory)) {
            RecordFixtures.everyEntry().forEach(writer::write);
            RunRecord record = RunRecord.of(RecordFixtures.everyEntry());
            HarnessException refused =
                    assertThrows(HarnessException.class, () -> RecordWriter.resume(directory, record));
            assertEquals(Kind.USAGE, refused.kind());
            assertTrue(refused.getMessage().contains("still under way"), refused.getMessage());
        }
    }

    @Test
    void damageInTheMiddleNamesItsLine() throws IOException {
        write(RecordFixtures.everyEntry());
        List<String> lines = lines();
        lines.set(4, lines.get(4).substring(0, 30));
        Files.write(file(), lines, UTF_8);
        HarnessException refused = refused();
        assertEquals(Kind.USAGE, refused.kind());
        assertTrue(refused.getMessage().contains("line 5"), refused.getMessage());
    }

    @Test
    void missingFieldIsDamageAndNotANull() throws IOException {
        write(RecordFixtures.everyEntry());
        List<String> lines = lines();
        lines.set(1, lines.get(1).replace("\"kernel\":\"Linux 6.1\",", ""));
        Files.write(file(), lines, UTF_8);
        assertTrue(refused().getMessage().contains("line 2"));
    }

    @Test
    void nullFieldIsDamageAndNotANull() throws IOException {
        write(RecordFixtures.everyEntry());
        List<String> lines = lines();
        lines.set(1, lines.get(1).replace("\"kernel\":\"Linux 6.1\",", "\"kernel\":null,"));
        Files.write(file(), lines, UTF_8);
        assertTrue(refused().getMessage().contains("line 2"));
    }

    @Test
    void unknownGradeIsDamageWithItsLine() throws IOException {
        write(RecordFixtures.everyEntry());
        List<String> lines = lines();
        lines.set(9, lines.get(9).replace("\"PASSED\"", "\"SPLENDID\""));
        Files.write(file(), lines, UTF_8);
        assertTrue(refused().getMessage().contains("line 10"));
    }

    @Test
    void fieldAddedByALaterWriterOfThisVersionIsIgnored() throws IOException {
        write(RecordFixtures.everyEntry());
        List<String> lines = lines();
        lines.set(1, lines.get(1).replace("\"kernel\":", "\"moon\":\"full\",\"kernel\":"));
        Files.write(file(), lines, UTF_8);
        assertEquals(
                "Linux 6.1",
                RecordReader.read(directory).environment().orElseThrow().kernel());
    }

    @Test
    void newerSchemaIsRefusedWhateverElseItHolds() throws IOException {
        int newer = Entry.SCHEMA_VERSION + 1;
        Files.writeString(file(), "{\"type\":\"dawn\",\"schemaVersion\":" + newer + "}\n{\"type\":\"dusk\"}\n");
        HarnessException refused = refused();
        assertEquals(Kind.USAGE, refused.kind());
        assertTrue(refused.getMessage().contains("schema version " + newer), refused.getMessage());
    }

    @Test
    void recordOfVersion5TellsNothingOfCriticalSections() throws IOException {
        write(RecordFixtures.everyEntry());
        JsonMapper json = new JsonMapper();
        List<String> former = new ArrayList<>();
        for (String line : lines()) {
            ObjectNode entry = (ObjectNode) json.readTree(line);
            if (entry.has("schemaVersion")) {
                entry.put("schemaVersion", 5);
            }
            JsonNode seen = entry.path("observation");
            if (seen.path("operations") instanceof ObjectNode operations) {
                operations.remove("recorded");
                operations.putArray("faults");
            }
            if (seen.path("histories").path("finding") instanceof ObjectNode finding) {
                finding.remove("sections");
            }
            former.add(json.writeValueAsString(entry));
        }
        Files.write(file(), former, UTF_8);
        List<Observation> seen = RecordReader.read(directory).trials().values().stream()
                .flatMap(List::stream)
                .map(trial -> trial.observation().value())
                .toList();
        assertTrue(seen.stream()
                .anyMatch(one -> one instanceof Observation.Operations operations
                        && operations.recorded().isEmpty()));
        assertTrue(seen.stream()
                .anyMatch(one -> one instanceof Observation.Histories histories
                        && histories.finding().orElseThrow().sections().isEmpty()));
    }

    /** Written by the product before its trials said how code was compiled. */
    @Test
    void recordOfTheFormerSchemaReadsWithWhatWasTheCaseThen() throws IOException {
        try (InputStream former = RecordRoundTripTest.class.getResourceAsStream("schema-1.jsonl")) {
            Files.copy(Objects.requireNonNull(former), file());
        }
        RunRecord record = RecordReader.read(directory);
        assertFalse(record.isPartial());
        assertEquals(1, record.run().schemaVersion());
        Entry.TrialFinished trial = record.trialsOf("ordering/StoreBuffering").get(0);
        assertEquals("processes", trial.configuration().mode());
        assertEquals(List.of("tiered", "tiered"), trial.configuration().jits());
        Observation.Outcomes seen = (Observation.Outcomes) trial.observation().value();
        assertEquals(List.of(), seen.segment().regions());
        assertEquals(13, seen.settingsTried());
        assertEquals(16_384, seen.samples());
        assertEquals(0, seen.warmSamples());
        assertEquals("tiered", record.workers().get(0).jit());
        assertEquals(
                List.of(Jit.TIERED, Jit.TIERED),
                TrialSpec.parse(trial.portable()).jits());
        assertEquals(Grade.UNKNOWN, Summary.of(record).verdict());
    }

    /** A field may be missing only from records that are old enough. */
    @Test
    void whatTheFormerSchemaLackedIsDamageInThisOne() throws IOException {
        write(RecordFixtures.everyEntry());
        List<String> lines = lines();
        String without = lines.get(2).replaceFirst("\"freedoms\":\\[[^]]*],", "");
        assertFalse(without.equals(lines.get(2)));
        lines.set(2, without);
        Files.write(file(), lines, UTF_8);
        assertTrue(refused().getMessage().contains("line 3"));
    }

    @Test
    void whatIsNoRecordIsRefusedAsInput() throws IOException {
        assertEquals(Kind.USAGE, refused().kind());
        Files.createFile(file());
        assertEquals(Kind.USAGE, refused().kind());
        Files.writeString(file(), "hello\n");
        assertEquals(Kind.USAGE, refused().kind());
        Files.writeString(file(), "{}\n");
        assertEquals(Kind.USAGE, refused().kind());
    }

    @Test
    void recordIsNeverOverwritten() {
        write(List.of(RecordFixtures.started()));
        HarnessException refused = assertThrows(HarnessException.class, () -> new RecordWriter(directory));
        assertEquals(Kind.USAGE, refused.kind());
        assertEquals("r1", RecordReader.read(directory).run().runId());
    }

    @Test
    void trialWithoutEndIsListedAsCutOff() {
        List<Entry> entries = new ArrayList<>(RecordFixtures.everyEntry());
        entries.removeIf(e -> e instanceof Entry.TrialFinished t && t.trial().equals("t0001"));
        write(entries);
        RunRecord record = RecordReader.read(directory);
        assertEquals(
                List.of("t0001"),
                record.cutOff().stream().map(Entry.TrialStarted::trial).toList());
        assertEquals(
                Grade.PASSED,
                record.verdictOf("ordering/StoreBuffering").orElseThrow().grade());
    }
}
