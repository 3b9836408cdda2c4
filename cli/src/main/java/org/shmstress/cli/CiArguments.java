package org.shmstress.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.shmstress.run.CiOptions;
import org.shmstress.scenario.Shard;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that mostly CI servers need. */
final class CiArguments {

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description =
                    "Only the I-th of N parts of the selected scenarios. The parts are disjoint and together everything.")
    private Optional<String> shard;

    @Option(
            names = "--quarantine",
            paramLabel = "FILE",
            description =
                    "Scenarios whose defects are told and decide nothing, one a line: scenario (* for any characters), owner, "
                            + "reason, and the last day of it as in 2026-12-31. A line past its day is an error.")
    private Optional<Path> quarantine;

    @Option(
            names = "--resume",
            paramLabel = "DIR",
            description =
                    "Go on with a run that was cut short, in its directory, with its options: what it has recorded is not run again.")
    private Optional<Path> resume;

    Optional<Path> resume() {
        return resume;
    }

    CiOptions options(CommandSpec spec) {
        Shard part = shard.map(text -> Shard.parse(text)
                        .orElseThrow(() -> new ParameterException(
                                spec.commandLine(), "--shard " + text + ": use I/N with I from 1 to N, such as 1/3")))
                .orElse(Shard.WHOLE);
        return new CiOptions(part, quarantine, resume);
    }
}
