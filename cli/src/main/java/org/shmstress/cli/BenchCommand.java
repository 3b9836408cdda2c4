package org.shmstress.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import org.shmstress.HarnessException;
import org.shmstress.run.Interruption;
import org.shmstress.run.RunDirectory;
import org.shmstress.verdict.ExitCodes;
import picocli.CommandLine;
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
        subcommands = {
            LitmusCommand.class,
            StartCommand.class,
            RecordCommand.class,
            LocksCommand.class,
            ChannelsCommand.class
        })
final class BenchCommand implements Runnable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to measure: "
                        + String.join(", ", spec.commandLine().getSubcommands().keySet()));
    }

    /** The directory that was asked for, else one of its own; empty. */
    static Path directory(Optional<Path> out) {
        Path wanted = out.orElseGet(() -> Path.of("results", "bench-" + TIME.format(Instant.now())));
        return RunDirectory.empty(wanted.toAbsolutePath());
    }

    /**
     * Watches for Ctrl-C while it works. Whatever fails after that fails because of it, since the workers are killed for it; it is
     * told here, for the process may end as soon as it is watched no more.
     *
     * @return the exit code
     */
    static int interruptible(CommandLine command, Consumer<Interruption> work) {
        try (Interruption interruption = Interruption.watch()) {
            try {
                work.accept(interruption);
                return ExitCodes.PASSED;
            } catch (HarnessException e) {
                if (!interruption.happened()) {
                    throw e;
                }
                command.getErr().println(command.getCommandSpec().qualifiedName() + ": interrupted");
                command.getErr().flush();
                return ExitCodes.INTERRUPTED;
            }
        }
    }

    /** Jars of the command lie in its {@code lib}. */
    static Path distribution() {
        try {
            Path jar = Path.of(BenchCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling("..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
