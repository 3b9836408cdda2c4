package org.shmstress.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shmstress.cli.bench.Start;
import org.shmstress.cli.bench.StartFigure;
import org.shmstress.plan.Jvm;
import org.shmstress.run.Interruption;
import org.shmstress.run.RunDirectory;
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
                    + " Takes one to three minutes on two CPUs, nearly all of it for the 64."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", "Table and JSON are also written to the run directory."})
final class StartCommand implements Callable<Integer> {
    private static final int LEAST_ROUNDS = 3;
    private static final int USUAL_ROUNDS = 5;
    private static final int FEW_WORKERS = 16;
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
            description = "Rounds of each, 3 or more. Default: 5, and 3 with more than 16 workers.")
    private Optional<Integer> rounds;

    @Mixin
    private BenchOptions bench;

    @Override
    public Integer call() {
        check();
        Start.requireRoom(Collections.max(workers));
        Jvm jvm = bench.jvm();
        Path directory = bench.directory();
        return BenchCommand.interruptible(
                spec.commandLine(),
                interruption -> write(directory, jvm.version(), measure(jvm, directory, interruption)));
    }

    private List<StartFigure> measure(Jvm jvm, Path directory, Interruption interruption) {
        Start start = new Start(
                jvm,
                BenchCommand.distribution(),
                RunDirectory.empty(directory.resolve("workers")),
                interruption,
                BenchOptions.progress(spec));
        return workers.stream()
                .map(count -> start.measure(count, rounds(count)))
                .toList();
    }

    private void write(Path directory, String version, List<StartFigure> figures) {
        int cpus = Runtime.getRuntime().availableProcessors();
        bench.write(
                spec,
                directory,
                "start",
                StartFigure.json(version, cpus, figures),
                StartFigure.text(version, cpus, figures));
    }

    private int rounds(int count) {
        return rounds.orElse(count > FEW_WORKERS ? LEAST_ROUNDS : USUAL_ROUNDS);
    }

    private void check() {
        rounds.filter(r -> r < LEAST_ROUNDS).ifPresent(r -> {
            throw usage("--rounds " + r + ": use " + LEAST_ROUNDS + " or more");
        });
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
