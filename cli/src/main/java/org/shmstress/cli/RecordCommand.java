package org.shmstress.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.shmstress.cli.bench.Record;
import org.shmstress.plan.Jvm;
import org.shmstress.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shmstress bench record}. */
@Command(
        name = "record",
        description = {
            "Measure what recording an operation costs a worker.",
            "",
            "Beside it, by turns, two readings of the clock, without which no operation can be recorded. LIGHT has no fences; FENCED waits"
                    + " until all stores of the operation are visible before it stamps the response. Takes a few seconds."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", "Table and JSON are also written to the run directory."})
final class RecordCommand implements Callable<Integer> {
    private static final int LEAST_ROUNDS = 3;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Rounds, 3 or more. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Mixin
    private BenchOptions bench;

    @Override
    public Integer call() {
        if (rounds < LEAST_ROUNDS) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds " + rounds + ": use " + LEAST_ROUNDS + " or more");
        }
        Jvm jvm = bench.jvm();
        Path directory = bench.directory();
        Path workers = RunDirectory.empty(directory.resolve("workers"));
        return BenchCommand.interruptible(spec.commandLine(), interruption -> {
            Record.Figure figure = Record.measure(
                    jvm, BenchCommand.distribution(), workers, rounds, interruption, BenchOptions.progress(spec));
            bench.write(spec, directory, "record", figure.json(), figure.text());
        });
    }
}
