package org.shmstress.cli;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.HarnessException.Kind;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.HtmlTrend;
import org.shmstress.reports.trend.Trend;
import org.shmstress.reports.trend.TrendJson;
import org.shmstress.reports.trend.TrendText;
import org.shmstress.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shmstress history}. */
@Command(
        name = "history",
        description = {
            "Show many runs in the order of their time: verdicts, speeds, what changed from run to run, and where"
                    + " something was upgraded.",
            "",
            "Speeds are multiples of the first run's, each by the reference loop that runs measure between trials.",
            ""
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n")
final class HistoryCommand implements Callable<Integer> {

    private static final String RECORD = "run.jsonl";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "Directories of recorded runs, or such as hold many, e.g. results.")
    private List<Path> directories = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the page goes. Default: history in the newest run's directory.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        Map<Path, RunRecord> records = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        directories.forEach(directory -> read(directory, records, leftOut));
        if (records.isEmpty()) {
            throw new HarnessException(Kind.USAGE, "no record can be read: " + String.join("; ", leftOut));
        }
        Trend trend = Trend.of(List.copyOf(records.values()));
        Map.Entry<Path, RunRecord> newest = records.entrySet().stream()
                .max(Map.Entry.comparingByValue(
                        java.util.Comparator.comparing(record -> record.run().startedAt())))
                .orElseThrow();
        print(trend, leftOut);
        Path place = out.orElseGet(() -> newest.getKey().resolve("history"));
        PageBeside.write(spec, out.isPresent(), () -> HtmlTrend.write(place, trend, newest.getValue(), again()))
                .ifPresent(this::tell);
        return 0;
    }

    /** What is named must be readable; of what only lies beside it, what is not is left out, and told. */
    private static void read(Path directory, Map<Path, RunRecord> records, List<String> leftOut) {
        List<Path> inside = Files.isRegularFile(directory.resolve(RECORD)) ? List.of() : runsIn(directory);
        if (inside.isEmpty()) {
            records.put(directory.toAbsolutePath().normalize(), RecordReader.read(directory));
        }
        for (Path run : inside) {
            try {
                records.put(run.toAbsolutePath().normalize(), RecordReader.read(run));
            } catch (HarnessException e) {
                if (e.kind() != Kind.USAGE) {
                    throw e;
                }
                leftOut.add(String.valueOf(e.getMessage()));
            }
        }
    }

    private static List<Path> runsIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(RECORD)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new HarnessException(Kind.USAGE, "cannot list " + directory, e);
        }
    }

    private void print(Trend trend, List<String> leftOut) {
        PrintWriter to = spec.commandLine().getOut();
        if (json) {
            to.print(TrendJson.of(trend));
        } else {
            to.print(TrendText.of(trend));
            leftOut.forEach(reason -> to.println("left out: " + reason));
        }
        to.flush();
    }

    private void tell(Path page) {
        if (!json) {
            spec.commandLine().getOut().println("page: " + page);
            spec.commandLine().getOut().flush();
        }
    }

    private String again() {
        return Stream.of(
                        Stream.of("./shmstress history"),
                        json ? Stream.of("--json") : Stream.<String>of(),
                        out.stream().map(place -> "--out " + RunDirectory.typed(place)),
                        directories.stream().map(RunDirectory::typed))
                .flatMap(words -> words)
                .collect(joining(" "));
    }
}
