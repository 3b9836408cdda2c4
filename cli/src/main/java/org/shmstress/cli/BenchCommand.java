package org.shmstress.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.shmstress.run.RunDirectory;
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
        subcommands = {LitmusCommand.class, StartCommand.class})
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
