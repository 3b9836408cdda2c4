package org.shmstress.cli;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.HtmlComparison;
import org.shmstress.reports.compare.Aspect;
import org.shmstress.reports.compare.Comparison;
import org.shmstress.reports.compare.ComparisonJson;
import org.shmstress.reports.compare.ComparisonText;
import org.shmstress.reports.compare.Side;
import org.shmstress.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shmstress compare}. */
@Command(
        name = "compare",
        description = {
            "Compare two runs, such as before and after an upgrade, or the JDKs of one run: go or no-go, and why.",
            "",
            "Exit code 0 if nothing that counts became worse, else 1. No-go whatever counts: a new run that was cut short, that"
                    + " ended with 4, 70 or 75, or that proves less than half of what it planned and the base proves. An outcome is news only if chance does not explain"
                    + " it (probability below 0.0001); speeds are ratios to a reference loop that runs measure between trials.",
            ""
        },
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n")
final class CompareCommand implements Callable<Integer> {

    /** Along what the trials of one run are compared. */
    enum Axis {
        JDK
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..2",
            paramLabel = "RUN_DIR",
            description = "Directories of the recorded runs: the base, then the new one. With --axis one directory.")
    private List<Path> directories = List.of();

    @Option(
            names = "--axis",
            paramLabel = "AXIS",
            description = "Compare parts of one run: jdk takes each set of JDKs against the oldest.")
    private Optional<Axis> axis = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "WHAT",
            split = ",",
            defaultValue = "grade,deviation,outcome",
            description =
                    "What counts: grade (something wrong is seen that was not), deviation (a known defect came with"
                            + " other versions of kernel, libc or JDK), outcome (appeared or vanished), proof (what passed proves nothing"
                            + " now), conformance (the system answers otherwise), environment, speed. Default: ${DEFAULT-VALUE}.")
    private Set<Aspect> failOn = EnumSet.noneOf(Aspect.class);

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where the page goes. Default: compare in the new run's directory.")
    private Optional<Path> out = Optional.empty();

    @Override
    public Integer call() {
        if (directories.size() != (axis.isPresent() ? 1 : 2)) {
            throw new ParameterException(
                    spec.commandLine(),
                    axis.isPresent()
                            ? "--axis compares parts of one run; give one directory"
                            : "give two directories, the base and the new run, or --axis jdk with one");
        }
        List<RunRecord> records = directories.stream().map(RecordReader::read).toList();
        RunRecord newer = records.get(records.size() - 1);
        List<Side> sides = axis.isPresent()
                ? Side.byJdks(newer)
                : records.stream().map(Side::of).toList();
        List<Comparison> comparisons = sides.stream()
                .skip(1)
                .map(side -> Comparison.of(sides.get(0), side, failOn))
                .toList();
        print(comparisons);
        Path place = out.orElseGet(() -> directories.get(directories.size() - 1).resolve("compare"));
        PageBeside.write(spec, out.isPresent(), () -> HtmlComparison.write(place, comparisons, newer, again()))
                .ifPresent(this::tell);
        return comparisons.stream().allMatch(c -> c.decision().go()) ? 0 : 1;
    }

    private void print(List<Comparison> comparisons) {
        PrintWriter to = spec.commandLine().getOut();
        if (json) {
            to.print(ComparisonJson.of(comparisons));
        } else {
            comparisons.forEach(c -> to.println(ComparisonText.of(c)));
        }
        to.flush();
    }

    private void tell(Path page) {
        if (!json) {
            spec.commandLine().getOut().println("page: " + page);
            spec.commandLine().getOut().flush();
        }
    }

    /** What counts decides the answer, so it is told also where nobody chose it. */
    private String again() {
        return Stream.of(
                        Stream.of("./shmstress compare"),
                        axis.stream().map(a -> "--axis " + a.name().toLowerCase(Locale.ROOT)),
                        Stream.of("--fail-on "
                                + failOn.stream()
                                        .sorted()
                                        .map(aspect -> aspect.name().toLowerCase(Locale.ROOT))
                                        .collect(joining(","))),
                        json ? Stream.of("--json") : Stream.<String>of(),
                        out.stream().map(place -> "--out " + RunDirectory.typed(place)),
                        directories.stream().map(RunDirectory::typed))
                .flatMap(words -> words)
                .collect(joining(" "));
    }
}
