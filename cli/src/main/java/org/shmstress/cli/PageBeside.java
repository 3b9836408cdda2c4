package org.shmstress.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.shmstress.HarnessException;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A page beside an answer that is printed already. Where nobody named its place, as beside artefacts that can only be read, a page that
 * cannot be written is worth a warning and changes no exit code.
 */
final class PageBeside {

    private PageBeside() {}

    /** The page; empty if it was not asked for and could not be written, which is told then. */
    static Optional<Path> write(CommandSpec spec, boolean askedFor, Supplier<Path> writing) {
        try {
            return Optional.of(writing.get());
        } catch (HarnessException e) {
            if (askedFor) {
                throw e;
            }
            spec.commandLine()
                    .getErr()
                    .println(spec.qualifiedName() + ": no page: " + e.getMessage() + " --out names another place");
            spec.commandLine().getErr().flush();
            return Optional.empty();
        }
    }
}
