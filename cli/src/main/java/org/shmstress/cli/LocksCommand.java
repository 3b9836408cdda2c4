package org.shmstress.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.shmstress.cli.bench.LockFigure;
import org.shmstress.cli.bench.Locks;
import org.shmstress.plan.Jvm;
import org.shmstress.run.RunDirectory;
import org.shmstress.scenario.Catalog;
import org.shmstress.scenario.Scenario.ObjectTest;
import org.shmstress.scenario.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shmstress bench locks}. */
@Command(
        name = "locks",
        description = {
            "Measure lock and unlock of each bundled lock, alone and contended across two processes.",
            "",
            "Beside them, by turns, glibc's process-shared mutex called from C, where there is a C compiler, and ReentrantLock between"
                    + " threads of one process. Takes about five seconds a lock."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", "Table and JSON are also written to the run directory."})
final class LocksCommand implements Callable<Integer> {
    private static final int LEAST_ROUNDS = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds that count, 3 or more. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--turn",
            paramLabel = "TIME",
            defaultValue = "100ms",
            converter = Durations.class,
            description =
                    "How long each side locks and unlocks in a round, alone and contended. Default: ${DEFAULT-VALUE}.")
    private Duration turn;

    @Option(
            names = "--select",
            paramLabel = "PATTERN",
            description = "Only these locks, as for run. May be repeated. Default: all.")
    private List<String> select = List.of();

    @Mixin
    private BenchOptions bench;

    @Override
    public Integer call() {
        if (rounds < LEAST_ROUNDS) {
            throw usage("--rounds " + rounds + ": use " + LEAST_ROUNDS + " or more");
        }
        List<ObjectTest> locks = Catalog.select(List.of(), new Selection(select)).stream()
                .filter(ObjectTest.class::isInstance)
                .map(ObjectTest.class::cast)
                .filter(o -> o.model().isEmpty() && o.refusal().isEmpty() && !o.isMutant() && !o.hasFaults())
                .toList();
        if (locks.isEmpty()) {
            throw usage("none of the selected scenarios is a lock");
        }
        Jvm jvm = bench.jvm();
        Path directory = bench.directory();
        Path workers = RunDirectory.empty(directory.resolve("workers"));
        return BenchCommand.interruptible(spec.commandLine(), interruption -> {
            Locks measured = new Locks(
                    jvm,
                    BenchCommand.distribution(),
                    workers,
                    new Locks.Plan(rounds, turn.toMillis()),
                    interruption,
                    BenchOptions.progress(spec));
            LockFigure.Report report = measured.measure(locks);
            bench.write(spec, directory, "locks", report.json(), report.text());
        });
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
