package org.shmstress.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
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

/**
 * A run with its console output and its report: what {@code run} and {@code repeat} share.
 *
 * @param record of a run that has ended
 * @param directory where it is
 * @param unknownPasses whether UNKNOWN is tolerated
 * @param attempts at writing what follows from it
 */
record RunSession(RunRecord record, Path directory, boolean unknownPasses, Attempts attempts) {

    /** The name under which every run directory has the run as JUnit XML. */
    private static final String JUNIT_XML = "junit.xml";

    static int run(RunOptions options, CommonOptions common, Optional<Path> junitXml) {
        PrintStream out = System.out;
        try (Interruption interruption = Interruption.watch()) {
            RunResult result = Run.execute(options, new Console(out, common.liveLine()), interruption);
            Attempts attempts = new Attempts(new PrintWriter(System.err, true));
            attempts.at(() -> new RunSession(
                            RecordReader.read(result.directory()),
                            result.directory(),
                            options.unknownPasses(),
                            attempts)
                    .tell(junitXml, new GitHubActions(System.getenv()), out));
            return attempts.exitCode(result.exitCode());
        }
    }

    /** Servers first: drawing the report takes longest, and needs most. */
    void tell(Optional<Path> junitXml, GitHubActions gitHub, PrintStream out) {
        attempts.at(() -> JUnitXml.write(directory.resolve(JUNIT_XML), record, unknownPasses));
        junitXml.ifPresent(file -> attempts.at(() -> JUnitXml.write(file, record, unknownPasses)));
        attempts.at(() -> gitHub.tell(record, unknownPasses, out));
        attempts.at(() -> out.println("report: " + HtmlReport.write(directory, record)));
        howToResume(record, directory).ifPresent(out::println);
    }

    /** How a {@code run} goes on that was cut short. */
    static Optional<String> howToResume(RunRecord record, Path directory) {
        boolean cutShort = record.finished().map(RunFinished::interrupted).orElse(true);
        boolean isRun = record.run().command().stream().findFirst().equals(Optional.of("run"));
        return cutShort && isRun
                ? Optional.of("resume: ./shmstress run --resume " + RunDirectory.typed(directory.toAbsolutePath()))
                : Optional.empty();
    }
}
