package org.shmstress.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.shmstress.cli.bench.Litmus;
import org.shmstress.cli.bench.LitmusReport;
import org.shmstress.cli.bench.LitmusTest;
import org.shmstress.plan.Jvm;
import org.shmstress.run.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shmstress bench litmus}. */
@Command(
        name = "litmus",
        description = {
            "Compare the engine with stock jcstress 0.16 on the same classes.",
            "",
            "Both sides keep their JVMs for a test and take short turns, each idle in the other's; a round is several pairs of turns."
                    + " Medians and ratios are taken over the rounds. Then both run as whole commands. Takes about four minutes,"
                    + " longer where rounds are discarded and made up for."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", "Tables and JSON are also written to the run directory."})
final class LitmusCommand implements Callable<Integer> {
    private static final int LEAST_ROUNDS = 5;
    private static final long LEAST_MILLIS = 50;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds that must count, 5 or more. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--select",
            paramLabel = "TEST",
            description = "Only this test, e.g. StoreBufferingOpaque. May be repeated. Default: all.")
    private List<String> select = LitmusTest.NAMES;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "1200ms",
            converter = Durations.class,
            description = "How long each side's samples count in a round, in whole turns. Default: ${DEFAULT-VALUE}.")
    private Duration time;

    @Option(
            names = "--turn",
            paramLabel = "TIME",
            defaultValue = "300ms",
            converter = Durations.class,
            description = "How long a turn is. Default: ${DEFAULT-VALUE}.")
    private Duration turn;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            defaultValue = "1s",
            converter = Durations.class,
            description =
                    "How long jcstress warms up before the first round; ours takes 300 ms before each. Default: ${DEFAULT-VALUE}.")
    private Duration warmUp;

    @Option(
            names = "--commands",
            paramLabel = "TEST",
            split = ",",
            defaultValue = "StoreBufferingPlain,StoreBufferingOpaque",
            description =
                    "Tests that are also timed as whole commands against jcstress -m quick, or none. Default: ${DEFAULT-VALUE}.")
    private List<String> commands;

    @Mixin
    private BenchOptions bench;

    @Override
    public Integer call() {
        Litmus.Order order = order();
        Litmus.requireRoom();
        Path directory = bench.directory();
        return BenchCommand.interruptible(spec.commandLine(), interruption -> {
            LitmusReport report = report(order, directory, interruption);
            bench.write(spec, directory, "litmus", report.json(), report.text());
        });
    }

    private LitmusReport report(Litmus.Order order, Path directory, Interruption interruption) {
        try (Litmus litmus = Litmus.prepare(
                order, directory, interruption, spec.commandLine().getErr())) {
            return LitmusReport.of(
                    order.jvm().version(),
                    Runtime.getRuntime().availableProcessors(),
                    litmus.compare(),
                    litmus.commands());
        }
    }

    private Litmus.Order order() {
        if (rounds < LEAST_ROUNDS) {
            throw usage("--rounds " + rounds + ": use " + LEAST_ROUNDS + " or more, fewer have no median to speak of");
        }
        if (time.toMillis() < LEAST_MILLIS || turn.toMillis() < LEAST_MILLIS) {
            throw usage("--time, --turn: use " + LEAST_MILLIS + "ms or more");
        }
        Jvm jvm = bench.jvm();
        Path distribution = BenchCommand.distribution();
        return new Litmus.Order(
                rounds,
                known("--select", select),
                commands.equals(List.of("none")) ? List.of() : known("--commands", commands),
                warmUp.toMillis(),
                time.toMillis(),
                turn.toMillis(),
                jvm,
                distribution,
                launcher(distribution));
    }

    private List<String> known(String option, List<String> names) {
        for (String name : names) {
            if (!LitmusTest.NAMES.contains(name)) {
                throw usage(option + " " + name + ": use one of " + String.join(", ", LitmusTest.NAMES));
            }
        }
        return names;
    }

    /** The script by which this was started; without it, what the script would start. */
    private static List<String> launcher(Path distribution) {
        String script = System.getProperty("shmstress.launcher");
        return script != null
                ? List.of(script)
                : List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        distribution.resolve("lib") + "/*:" + distribution.resolve("workers") + "/*",
                        "org.shmstress.cli.Main");
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
