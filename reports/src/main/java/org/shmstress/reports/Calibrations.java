package org.shmstress.reports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.reports.model.LastCalibration;
import org.shmstress.reports.model.LastCalibration.Row;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the last calibration: of the run itself, else the newest among the runs that lie beside it. A report is drawn without one, hence one
 * that cannot be read is told of in the report, and costs nobody the report.
 */
final class Calibrations {

    private static final String FILE = "calibration.json";
    private static final String RECORD = "run.jsonl";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Calibrations() {}

    /**
     * The calibration to tell of.
     *
     * @param runDirectory of the run that is drawn
     */
    static Optional<LastCalibration> near(Path runDirectory) {
        Path own = runDirectory.resolve(FILE);
        if (Files.isRegularFile(own)) {
            return Optional.of(read(own, true));
        }
        try {
            return newestBeside(runDirectory).map(file -> read(file, false));
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(
                    LastCalibration.unreadable("", "what lies beside this run cannot be listed (" + e + ")"));
        }
    }

    private static Optional<Path> newestBeside(Path runDirectory) throws IOException {
        Path results = runDirectory.toAbsolutePath().normalize().getParent();
        if (results == null) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(results)) {
            List<Path> files = runs.map(run -> run.resolve(FILE))
                    .filter(Files::isRegularFile)
                    .toList();
            Optional<Path> newest = Optional.empty();
            for (Path file : files) {
                if (newest.isEmpty() || modified(file) > modified(newest.get())) {
                    newest = Optional.of(file);
                }
            }
            return newest;
        }
    }

    private static long modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }

    private static LastCalibration read(Path file, boolean own) {
        Path directory = Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElseThrow(() -> new IllegalArgumentException(file + " lies nowhere"));
        try {
            List<Row> rows = new ArrayList<>();
            for (JsonNode row : MAPPER.readTree(Files.readAllBytes(file)).path("rows")) {
                rows.add(new Row(
                        row.path("id").asString(""),
                        row.path("result").asString(""),
                        row.path("reason").asString(""),
                        row.path("seconds").asDouble(0),
                        row.path("rare").asBoolean(false)));
            }
            rows.sort(Comparator.comparing(Row::id));
            List<JsonNode> head = head(directory.resolve(RECORD));
            return new LastCalibration(
                    String.valueOf(directory.getFileName()),
                    head.isEmpty() ? "" : head.get(0).path("startedAt").asString(""),
                    own,
                    head.size() < 2 ? List.of() : machine(head.get(1)),
                    rows,
                    "");
        } catch (IOException | JacksonException e) {
            return LastCalibration.unreadable(
                    String.valueOf(directory.getFileName()), "the calibration " + file + " cannot be read (" + e + ")");
        }
    }

    /** The first two lines of its record: the run and the machine. */
    private static List<JsonNode> head(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<JsonNode> head = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null && head.size() < 2; line = lines.readLine()) {
                head.add(MAPPER.readTree(line));
            }
        }
        return head;
    }

    private static List<String> machine(JsonNode environment) {
        List<String> lines = new ArrayList<>();
        for (String fact : List.of("kernel", "libc", "cpu")) {
            lines.add(environment.path(fact).asString(""));
        }
        environment.path("jdks").forEach(jdk -> lines.add(jdk.asString("")));
        lines.removeIf(String::isEmpty);
        return lines;
    }
}
