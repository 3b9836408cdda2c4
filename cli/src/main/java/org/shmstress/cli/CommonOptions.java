package org.shmstress.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shmstress.posix.Descriptors;
import picocli.CommandLine.Option;

/** Options of all commands that run trials. */
final class CommonOptions {

    @Option(
            names = "--jdk",
            paramLabel = "HOME",
            description = "JDK for workers, 17 or later. May be repeated. Default: the lowest and the highest found.")
    private List<Path> jdks = new ArrayList<>();

    @Option(
            names = "--test-classpath",
            paramLabel = "PATH",
            description = "Jar or directory with tests of your own, beside the bundled ones. May be repeated.")
    private List<Path> testClasspath = new ArrayList<>();

    @Option(names = "--plain", description = "No live line, even on a terminal.")
    private boolean plain;

    List<Path> jdks() {
        return List.copyOf(jdks);
    }

    List<Path> testClasspath() {
        return List.copyOf(testClasspath);
    }

    LiveLine liveLine() {
        return plain || !canRedraw(System.getenv("TERM")) || !Descriptors.isTerminal(Descriptors.STANDARD_ERROR)
                ? LiveLine.none()
                : LiveLine.terminal();
    }

    private static boolean canRedraw(@Nullable String term) {
        return term != null && !term.equals("dumb");
    }
}
