package org.shmstress.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.github.Annotations;
import org.shmstress.reports.github.StepSummary;

/**
 * What GitHub Actions is told where the environment says that a run is a step of it: annotations in the output, and the step's summary.
 *
 * @param environment variables of the process
 */
record GitHubActions(Map<String, String> environment) {

    /** Tells it, and nobody else. A summary that cannot be written is told to the user; it changes no verdict. */
    void tell(RunRecord record, boolean unknownPasses, PrintStream out) {
        if (!"true".equals(environment.get("GITHUB_ACTIONS"))) {
            return;
        }
        Annotations.of(record, unknownPasses).forEach(line -> out.println(Console.printable(line)));
        String summary = environment.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (!summary.isEmpty()) {
            try {
                Files.writeString(
                        Path.of(summary),
                        StepSummary.of(record),
                        StandardCharsets.UTF_8,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                out.println("::warning title=no step summary::shmstress cannot write to GITHUB_STEP_SUMMARY");
            }
        }
    }
}
