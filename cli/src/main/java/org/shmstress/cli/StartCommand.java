package org.shmstress.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.shmstress.cli.bench.Start;
import org.shmstress.cli.bench.StartFigure;
import org.shmstress.plan.Jvm;
import org.shmstress.run.Interruption;
import org.shmstress.run.RunDirectory;
import org.shmstress.verdict.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shmstress bench start}. */
@Command(
        name = "start",
        description = {
            "Measure how long workers take from the fork to their first sample.",
            "",
            "They start side by side; beside them, by turns, as many JVMs that only say hello. 64 workers take 4 GiB of memory."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", "Table and JSON are also written to the run directory."})
final class StartCommand implements Callable<Integer> {
    private static final int LEAST_ROUNDS = 3;
    private static final int MOST_WORKERS = 256;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--workers",
            paramLabel = "N",
            split = ",",
            defaultValue = "2,16,64",
            description = "How many workers, even numbers. Default: ${DEFAULT-VALUE}.")
    private List<Integer> workers;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds of each, 3 or more. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private BenchOptions bench;

    @Override
    public Integer call() {
        check();
        Jvm jvm = bench.jvm();
        Path directory = bench.directory();
        PrintWriter progress = spec.commandLine().getErr();
        List<StartFigure> figures = new ArrayList<>();
        try (Interruption interruption = Interruption.watch()) {
            Start start = new Start(
                    jvm, BenchCommand.distribution(), RunDirectory.empty(directory.resolve("workers")), interruption);
            for (int count : workers) {
                progress.println("bench start: " + count + " workers, " + rounds + " rounds");
                progress.flush();
                figures.add(start.measure(count, rounds));
            }
        }
        int cpus = Runtime.getRuntime().availableProcessors();
        bench.write(
                spec,
                directory,
                "start",
                StartFigure.json(jvm.version(), cpus, figures),
                StartFigure.text(jvm.version(), cpus, figures));
        return ExitCodes.PASSED;
    }

    private void check() {
        if (rounds < LEAST_ROUNDS) {
            throw usage("--rounds " + rounds + ": use " + LEAST_ROUNDS + " or more");
        }
        for (int count : workers) {
            if (count < 2 || count % 2 != 0 || count > MOST_WORKERS) {
                throw usage("--workers " + count + ": use even numbers from 2 to " + MOST_WORKERS);
            }
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
