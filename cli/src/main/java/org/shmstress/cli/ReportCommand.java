package org.shmstress.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
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
        RunRecord record = RecordReader.read(runDirectory);
        System.out.println("report: " + HtmlReport.write(runDirectory, record));
        RunSession.howToResume(record, runDirectory).ifPresent(System.out::println);
        return 0;
    }
}
