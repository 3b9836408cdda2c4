package org.shmstress.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.shmstress.record.Entry.RunFinished;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.HtmlReport;
import org.shmstress.reports.JUnitXml;
import org.shmstress.run.Interruption;
import org.shmstress.run.Run;
import org.shmstress.run.RunDirectory;
import org.shmstress.run.RunOptions;
import org.shmstress.run.RunResult;

/** A run with its console output and its report: what {@code run} and {@code repeat} share. */
final class RunSession {

    /** The name under which every run directory has the run as JUnit XML. */
    private static final String JUNIT_XML = "junit.xml";

    private RunSession() {}

    static int run(RunOptions options, CommonOptions common, Optional<Path> junitXml) {
        PrintStream out = System.out;
        try (Interruption interruption = Interruption.watch()) {
            RunResult result = Run.execute(options, new Console(out, common.liveLine()), interruption);
            RunRecord record = RecordReader.read(result.directory());
            Path report = HtmlReport.write(result.directory(), record);
            JUnitXml.write(result.directory().resolve(JUNIT_XML), record, options.unknownPasses());
            junitXml.ifPresent(file -> JUnitXml.write(file, record, options.unknownPasses()));
            out.println("report: " + report);
            howToResume(record, result.directory()).ifPresent(out::println);
            new GitHubActions(System.getenv()).tell(record, options.unknownPasses(), out);
            return result.exitCode();
        }
    }

    /** How a {@code run} goes on that was cut short. */
    static Optional<String> howToResume(RunRecord record, Path directory) {
        boolean cutShort = record.finished().map(RunFinished::interrupted).orElse(true);
        boolean isRun = record.run().command().stream().findFirst().equals(Optional.of("run"));
        return cutShort && isRun
                ? Optional.of(
                        "resume: ./shmstress run --resume " + new RunDirectory(directory.toAbsolutePath()).forTyping())
                : Optional.empty();
    }
}
