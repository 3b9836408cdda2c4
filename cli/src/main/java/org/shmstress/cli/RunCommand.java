package org.shmstress.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.Profile;
import org.shmstress.plan.TrialSpec;
import org.shmstress.run.RunOptions;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code shmstress run}. */
@Command(
        name = "run",
        description = "Run scenarios between processes, grade them, write a record and a report.",
        footer = {
            "",
            "Exit codes: 0 passed; 1 defects found; 2 usage; 3 inconclusive; 4 nothing or less than expected ran;",
            "70 harness error; 75 no room, try again later; 130 interrupted."
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "default",
            description =
                    "quick (each scenario once, briefly), default (3 min, or once each) or soak (until the budget ends). Default: ${DEFAULT-VALUE}.")
    private String profile;

    @Option(
            names = "--select",
            paramLabel = "PATTERN",
            description =
                    "Scenarios to run: an id, * for any characters, or @tag. May be repeated. Planted defects run only by "
                            + "patterns that begin with defects/.")
    private List<String> select = new ArrayList<>();

    @Option(
            names = "--budget",
            paramLabel = "TIME",
            converter = Durations.class,
            description = "How long the run should take, e.g. 90s, 3m, 1h30m. Default: the profile's.")
    private Optional<Duration> budget;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of every random choice. Default: drawn, and printed.")
    private Optional<Long> seed;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Passes over the selected scenarios, each under the settings that show most: tiered JIT, not jna, a CPU"
                            + " per actor, every JDK set; --jit, --path and --placement choose others. Default: ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "processes",
            description =
                    "processes: each actor is one, on a shared segment; threads: jcstress classes as they were compiled, between "
                            + "threads of one process. Default: ${DEFAULT-VALUE}.")
    private String mode;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description =
                    "Replay the steps in a text file, between processes, instead of scenarios: answers beside what the model allows.")
    private Optional<Path> script;

    @Option(
            names = "--trial",
            paramLabel = "K=V,…",
            description = "One trial with all its settings, as a report prints it, instead of a plan.")
    private Optional<String> trial;

    @Option(names = "--out", paramLabel = "DIR", description = "Run directory. Default: results/<run-id>.")
    private Optional<Path> out;

    @Option(
            names = "--junit-xml",
            paramLabel = "FILE",
            description = "Write the run as JUnit XML there, too; each run directory has it as junit.xml.")
    private Optional<Path> junitXml;

    @Option(
            names = "--expect-at-least",
            paramLabel = "N",
            defaultValue = "1",
            description = "Exit with 4 if fewer scenarios ran. Default: ${DEFAULT-VALUE}.")
    private int expectAtLeast;

    @Option(
            names = "--unknown",
            paramLabel = "fail|pass",
            defaultValue = "fail",
            description = "Whether UNKNOWN makes the run inconclusive. Default: ${DEFAULT-VALUE}.")
    private String unknown;

    @Mixin
    private CiArguments ci;

    @Mixin
    private MatrixOptions matrix;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        ParseResult given = spec.commandLine().getParseResult();
        if (ci.resume().isEmpty()) {
            return run(seed.orElseGet(() -> RandomGenerator.getDefault().nextLong() >>> 16), given.originalArgs());
        }
        Resume resume = Resume.of(ci.resume().get(), given);
        return resume.command().run(resume.seed(), given.originalArgs());
    }

    private int run(long drawn, List<String> commandLine) {
        Optional<TrialSpec> one = trial.map(TrialSpec::parse);
        if (script.isPresent() && !select.isEmpty()) {
            throw usage("--script and --select: use one of them");
        }
        PlanOptions plan = new PlanOptions(
                Profile.of(profile)
                        .orElseThrow(() -> usage("--profile " + profile + ": use one of " + Profile.labels())),
                budget,
                atLeastOne("--repeat", repeat),
                drawn,
                one.map(TrialSpec::mode).orElseGet(this::mode),
                matrix.limits(spec));
        RunOptions options = new RunOptions(
                plan,
                one.map(t -> new Selection(List.of(t.scenario()))).orElseGet(() -> new Selection(select)),
                script,
                one,
                false,
                common.testClasspath(),
                common.jdks(),
                out,
                atLeastOne("--expect-at-least", expectAtLeast),
                unknownPasses(),
                commandLine,
                ci.options(spec));
        return RunSession.run(options, common, junitXml);
    }

    private Mode mode() {
        return Mode.of(mode).orElseThrow(() -> usage("--mode " + mode + ": use one of " + Mode.labels()));
    }

    private boolean unknownPasses() {
        return switch (unknown) {
            case "fail" -> false;
            case "pass" -> true;
            default -> throw usage("--unknown " + unknown + ": use fail or pass");
        };
    }

    private int atLeastOne(String option, int value) {
        if (value < 1) {
            throw usage(option + " " + value + ": use 1 or more");
        }
        return value;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
