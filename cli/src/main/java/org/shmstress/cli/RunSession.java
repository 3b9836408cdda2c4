package org.shmstress.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import org.shmstress.reports.HtmlReport;
import org.shmstress.run.Interruption;
import org.shmstress.run.Run;
import org.shmstress.run.RunOptions;
import org.shmstress.run.RunResult;

/** A run with its console output and its report: what {@code run} and {@code repeat} share. */
final class RunSession {

    private RunSession() {}

    static int run(RunOptions options, CommonOptions common) {
        PrintStream out = System.out;
        try (Interruption interruption = Interruption.watch()) {
            RunResult result = Run.execute(options, new Console(out, common.liveLine()), interruption);
            Path report = HtmlReport.write(result.directory());
            out.println("report: " + report);
            return result.exitCode();
        }
    }
}
