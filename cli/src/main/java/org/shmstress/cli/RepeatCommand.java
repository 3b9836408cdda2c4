package org.shmstress.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.shmstress.HarnessException;
import org.shmstress.plan.PlanOptions;
import org.shmstress.plan.Profile;
import org.shmstress.plan.TrialSpec;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.run.RunOptions;
import org.shmstress.scenario.Selection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shmstress repeat}. */
@Command(name = "repeat", description = "Run one recorded trial again, with all its settings.")
final class RepeatCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN_DIR", description = "Directory of the recorded run.")
    private Path runDirectory;

    @Parameters(index = "1", paramLabel = "TRIAL", description = "Id of the trial, e.g. t0042.")
    private String trial;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times. Default: ${DEFAULT-VALUE}.")
    private int times;

    @Option(names = "--until-failure", description = "Stop at the first trial that is not PASSED.")
    private boolean untilFailure;

    @Option(names = "--out", paramLabel = "DIR", description = "Run directory. Default: results/<run-id>.")
    private Optional<Path> out;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        if (times < 1) {
            throw new ParameterException(spec.commandLine(), "--times " + times + ": use 1 or more");
        }
        RunRecord record = RecordReader.read(runDirectory);
        String portable = record.trials().values().stream()
                .flatMap(List::stream)
                .filter(t -> t.trial().equals(trial))
                .findFirst()
                .orElseThrow(() -> new HarnessException(
                        HarnessException.Kind.USAGE,
                        "no finished trial '" + trial + "' in " + runDirectory + "; the report names them"))
                .portable();
        TrialSpec again = TrialSpec.parse(portable);
        RunOptions options = new RunOptions(
                new PlanOptions(Profile.DEFAULT, Optional.empty(), times, again.seed(), again.mode()),
                new Selection(List.of(again.scenario())),
                Optional.of(again),
                untilFailure,
                common.testClasspath(),
                common.jdks(),
                out,
                1,
                false,
                spec.commandLine().getParseResult().originalArgs());
        return RunSession.run(options, common, Optional.empty());
    }
}
