package org.shmstress.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.shmstress.fork.JvmProbe;
import org.shmstress.plan.Jvm;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Options of all that is measured, and how results are handed over. */
final class BenchOptions {

    @Option(
            names = "--jdk",
            paramLabel = "HOME",
            description = "JDK to measure on, 17 or later. Default: the one that runs this.")
    private Optional<Path> jdk;

    @Option(names = "--out", paramLabel = "DIR", description = "Run directory. Default: results/bench-<time>.")
    private Optional<Path> out;

    @Option(names = "--json", description = "Print JSON instead of tables.")
    private boolean json;

    Jvm jvm() {
        return JvmProbe.named(jdk.orElse(Path.of(System.getProperty("java.home"))));
    }

    /** The run directory, empty. */
    Path directory() {
        return BenchCommand.directory(out);
    }

    /** Tells on the error stream, line by line, how far a measurement is. */
    static Consumer<String> progress(CommandSpec command) {
        PrintWriter printer = command.commandLine().getErr();
        return line -> {
            printer.println(line);
            printer.flush();
        };
    }

    /** Keeps both forms of the results in the directory under that name, and prints one. */
    void write(CommandSpec command, Path directory, String name, String asJson, String asText) {
        try {
            Files.writeString(directory.resolve(name + ".json"), asJson);
            Files.writeString(directory.resolve(name + ".txt"), asText);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PrintWriter printer = command.commandLine().getOut();
        printer.print(json ? asJson : asText);
        printer.flush();
        command.commandLine().getErr().println("written to " + directory);
    }
}
