package org.shmstress.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.shmstress.segment.Leftovers;
import org.shmstress.verdict.ExitCodes;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code shmstress clean}. */
@Command(
        name = "clean",
        description = {
            "Remove what killed runs left: workers, shared memory, manifests.",
            "",
            "Runs that live are left alone. Ends with 70 when something could not be removed."
        },
        optionListHeading = "%nOptions:%n")
final class CleanCommand implements Callable<Integer> {
    @Option(names = "--dry-run", description = "Only tell what would be removed.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return tell(Leftovers.ofThisMachine().remove(dryRun), dryRun, spec.commandLine());
    }

    static int tell(Leftovers.Removal removal, boolean dryRun, CommandLine command) {
        PrintWriter out = command.getOut();
        String verb = dryRun ? "would remove " : "removed ";
        removal.found().stream()
                .filter(leftover -> removal.failures().stream().noneMatch(f -> f.contains(leftover.describe())))
                .forEach(leftover -> out.println(verb + leftover.describe()));
        if (removal.found().isEmpty() && removal.failures().isEmpty()) {
            out.println("nothing was left");
        }
        out.flush();
        PrintWriter err = command.getErr();
        removal.failures().forEach(failure -> err.println("shmstress clean: " + failure));
        err.flush();
        return removal.failures().isEmpty() ? ExitCodes.PASSED : ExitCodes.HARNESS;
    }
}
