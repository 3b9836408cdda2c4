package org.shmstress.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shmstress bench}. */
@Command(
        name = "bench",
        description = {
            "Measure how fast and how sharp this product is, beside a peer in the same run.",
            "",
            "Best on a machine that does nothing else."
        },
        synopsisSubcommandLabel = "WHAT",
        commandListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        subcommands = {LitmusCommand.class})
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }
}
