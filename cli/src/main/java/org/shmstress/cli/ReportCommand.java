package org.shmstress.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.shmstress.reports.HtmlReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code shmstress report}. */
@Command(name = "report", description = "Draw the report again from the record.")
final class ReportCommand implements Callable<Integer> {

    @Parameters(paramLabel = "RUN_DIR", description = "Directory of the recorded run.")
    private Path runDirectory;

    @Override
    public Integer call() {
        System.out.println("report: " + HtmlReport.write(runDirectory));
        return 0;
    }
}
