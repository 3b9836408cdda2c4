package org.shmstress.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.shmstress.cli.bench.ChannelPlot;
import org.shmstress.cli.bench.ChannelReport;
import org.shmstress.cli.bench.Channels;
import org.shmstress.plan.Jvm;
import org.shmstress.properties.channels.MedianBounds;
import org.shmstress.run.RunDirectory;
import org.shmstress.worker.channels.ChannelKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shmstress bench channels}. */
@Command(
        name = "channels",
        description = {
            "Compare the segment with pipe, Unix socket and TCP loopback, between two processes.",
            "",
            "Round trips and throughput of messages of 64 bytes, 4 KiB and 1 MiB, by turns. Both sides of the segment copy, as the kernel"
                    + " does. The control is a segment slowed down by 50 µs a message, which must not be called faster."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", "Tables, JSON and a plot (channels.svg) are written to the run directory."})
final class ChannelsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "9",
            description = "Rounds that count, 6 or more. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--turn",
            paramLabel = "TIME",
            defaultValue = "100ms",
            converter = Durations.class,
            description = "How long each channel makes round trips, and then streams, at each size in a round."
                    + " Default: ${DEFAULT-VALUE}.")
    private Duration turn;

    @Option(
            names = "--select",
            paramLabel = "CHANNEL",
            description =
                    "Only these: segment-spin, segment-futex, pipe, unix, tcp, control. May be repeated. Default: all.")
    private List<String> select = List.of();

    @Mixin
    private BenchOptions bench;

    @Override
    public Integer call() {
        if (rounds < MedianBounds.LEAST_COUNT) {
            throw usage("--rounds " + rounds + ": use " + MedianBounds.LEAST_COUNT + " or more");
        }
        List<ChannelKind> kinds = select.isEmpty()
                ? List.of(ChannelKind.values())
                : select.stream().map(this::channel).sorted().distinct().toList();
        Jvm jvm = bench.jvm();
        Path directory = bench.directory();
        Path workers = RunDirectory.empty(directory.resolve("workers"));
        return BenchCommand.interruptible(spec.commandLine(), interruption -> {
            Channels channels = new Channels(
                    jvm,
                    BenchCommand.distribution(),
                    workers,
                    new Channels.Plan(rounds, turn.toMillis()),
                    interruption,
                    BenchOptions.progress(spec));
            ChannelReport report = channels.measure(kinds);
            plot(directory.resolve("channels.svg"), report);
            bench.write(spec, directory, "channels", report.json(), report.text());
        });
    }

    private static void plot(Path file, ChannelReport report) {
        try {
            Files.writeString(file, ChannelPlot.svg(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ChannelKind channel(String label) {
        return ChannelKind.of(label)
                .orElseThrow(() -> usage("--select " + label + ": there is no such channel; there are "
                        + Arrays.stream(ChannelKind.values())
                                .map(ChannelKind::label)
                                .collect(Collectors.joining(", "))));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
