package org.shmstress.cli;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shmstress.plan.JitMode;
import org.shmstress.plan.Limits;
import org.shmstress.plan.Placement;
import org.shmstress.segment.AccessPath;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that restrict the matrix of configurations. */
final class MatrixOptions {

    @Option(
            names = "--jit",
            split = ",",
            paramLabel = "MODE",
            description =
                    "Only these JIT modes: interpreter, c1, c2, c2-stress, tiered; comma-separated. With c1 and c2, also both"
                            + " mixed in one trial. Default: all.")
    private List<String> jits = List.of();

    @Option(
            names = "--path",
            split = ",",
            paramLabel = "PATH",
            description = "Only these access paths: byte-buffer, unsafe, ffm (JDK 22 or later), jna. Default: all.")
    private List<String> paths = List.of();

    @Option(
            names = "--placement",
            split = ",",
            paramLabel = "PLACE",
            description =
                    "Only these placements of actors: spread (a CPU each), free, together (on one CPU). Default: all.")
    private List<String> placements = List.of();

    Limits limits(CommandSpec spec) {
        return new Limits(
                parsed(spec, "--jit", jits, JitMode.values(), JitMode::label),
                parsed(spec, "--path", paths, AccessPath.values(), AccessPath::label),
                parsed(spec, "--placement", placements, Placement.values(), Placement::label));
    }

    private static <T> Set<T> parsed(
            CommandSpec spec, String option, List<String> words, T[] values, Function<T, String> label) {
        Set<T> parsed = new LinkedHashSet<>();
        for (String word : words) {
            Optional<T> value = Arrays.stream(values)
                    .filter(v -> label.apply(v).equals(word))
                    .findFirst();
            parsed.add(value.orElseThrow(() -> new ParameterException(
                    spec.commandLine(),
                    option + " " + word + ": use one of "
                            + Arrays.stream(values).map(label).collect(Collectors.joining(", ")))));
        }
        return parsed;
    }
}
