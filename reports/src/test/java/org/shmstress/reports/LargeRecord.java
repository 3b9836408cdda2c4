package org.shmstress.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Observation.Histories;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;

/** A record with more recorded operations than any heap holds. */
final class LargeRecord {
    private static final int SMALL = 3;
    private static final String ONE = "{\"process\":0,\"call\":\"offer(0)\"";

    private LargeRecord() {}

    /** Writes one in which so many trials have a finding of so many operations each, without ever holding one. */
    static void write(Path directory, int trials, int operations) throws IOException {
        SampleRun run = SampleRun.begun();
        for (int i = 0; i < trials; i++) {
            SampleHistories.huge(run, "large/S" + i, SMALL);
        }
        Path small = Files.createTempDirectory(directory, "small");
        run.finished(Grade.FAILED, 1, "a defect").writeTo(small);
        Path large = Files.createDirectories(directory.resolve("large"));
        try (Stream<String> lines = Files.lines(small.resolve("run.jsonl"));
                OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(large.resolve("run.jsonl")), 1 << 16)) {
            lines.forEach(line -> write(out, line, operations));
        }
    }

    private static void write(OutputStream out, String line, int operations) {
        try {
            int begin = line.indexOf(ONE);
            if (begin >= 0) {
                int end = line.indexOf('}', begin) + 1;
                byte[] another = ("," + line.substring(begin, end))
                        .replace("\"needed\":false", "\"needed\":true")
                        .getBytes(UTF_8);
                out.write(line.substring(0, end).getBytes(UTF_8));
                for (int i = SMALL; i < operations; i++) {
                    out.write(another);
                }
                out.write(line.substring(end).getBytes(UTF_8));
            } else {
                out.write(line.getBytes(UTF_8));
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads it and draws its report; tells how many operations it held. */
    public static void main(String[] args) throws IOException {
        Path run = Path.of(args[0]);
        RunRecord record = RecordReader.read(run);
        long held = record.trials().values().stream()
                .flatMap(List::stream)
                .map(trial -> trial.observation().value())
                .flatMap(seen -> seen instanceof Histories h ? h.finding().stream() : Stream.<Finding>of())
                .mapToLong(finding -> finding.operations().size())
                .sum();
        HtmlReport.write(run, record);
        System.out.println("held " + held);
    }
}
