package org.shmstress.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.shmstress.HarnessException;
import org.shmstress.calibration.DefectTable;
import org.shmstress.cli.bench.Peer;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.Profile;
import org.shmstress.reports.HtmlReport;
import org.shmstress.run.Calibrate;
import org.shmstress.run.Interruption;
import org.shmstress.run.RunOptions;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code shmstress calibrate}. */
@Command(
        name = "calibrate",
        description = {
            "Measure the tester: does it find the defects that are known to be there, and leave correct code alone?",
            "",
            "Each planted defect (D-001 and on) is tried under every schedule until it is seen, first briefly, then longer and on other"
                    + " JDKs and access paths; each control (C-001 and on) is correct code that looks wrong. Every id of the table gets a"
                    + " row: FOUND, MISSED, UNREACHABLE (sampling cannot show it, with the reason); of controls PASSED or ALARM. What shows"
                    + " less often than once in 100,000 operations is rare, and counted apart."
        },
        footer = {
            "",
            "The rows are also written to calibration.json in the run directory.",
            "Exit codes: 0 all that is not rare was found, no alarm; 1 something was missed, or an alarm; 2 usage; 3 inconclusive;",
            "70 harness error; 75 no room, try again later; 130 interrupted."
        })
final class CalibrateCommand implements Callable<Integer> {

    /** A full calibration. */
    private static final Duration FULL = Duration.ofMinutes(15);

    /** For a few rows, each this long. */
    private static final Duration EACH = Duration.ofSeconds(45);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--select",
            paramLabel = "ID",
            description =
                    "Only these rows: an id such as D-001, with or without defects/ before it, * for any characters. May be"
                            + " repeated. Default: all.")
    private List<String> select = new ArrayList<>();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = Durations.class,
            description =
                    "How long to look for all of them together, e.g. 90s, 15m. Default: 45s for each, at most 15m.")
    private Optional<Duration> budget;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of every random choice. Default: drawn, and printed.")
    private Optional<Long> seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Run directory. Default: results/<run-id>.")
    private Optional<Path> out;

    @Option(names = "--json", description = "Print JSON instead of lines; lines go to standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        RunOptions options = options();
        PrintStream lines = json ? System.err : System.out;
        CalibrationConsole console = new CalibrationConsole(lines, common.liveLine());
        try (Interruption interruption = Interruption.watch()) {
            Calibrate.Outcome outcome = Calibrate.execute(
                    options, Peer.litmusJar(BenchCommand.distribution()), console, console::decided, interruption);
            console.end(outcome.calibration(), outcome.run().verdict());
            Path directory = outcome.run().directory();
            String text = CalibrationJson.of(outcome.calibration());
            if (json) {
                System.out.print(text);
                System.out.flush();
            }
            Attempts attempts = new Attempts(new PrintWriter(System.err, true));
            attempts.at(() -> write(directory.resolve("calibration.json"), text));
            attempts.at(() -> lines.println("report: " + HtmlReport.write(directory)));
            return attempts.exitCode(outcome.run().exitCode());
        }
    }

    private RunOptions options() {
        int rows = DefectTable.read().select(new Selection(select).patterns()).size();
        Duration usual = EACH.multipliedBy(rows);
        PlanOptions plan = new PlanOptions(
                Profile.DEFAULT,
                budget.or(() -> Optional.of(usual.compareTo(FULL) < 0 ? usual : FULL)),
                1,
                seed.orElseGet(() -> RandomGenerator.getDefault().nextLong() >>> 16),
                Mode.PROCESSES);
        return new RunOptions(
                plan,
                new Selection(select),
                Optional.empty(),
                false,
                common.testClasspath(),
                common.jdks(),
                out,
                0,
                false,
                spec.commandLine().getParseResult().originalArgs());
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new HarnessException("cannot write " + file + "; is the directory writable?", e);
        }
    }
}
