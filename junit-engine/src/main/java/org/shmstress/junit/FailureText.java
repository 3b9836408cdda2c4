package org.shmstress.junit;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.record.ShellWord;
import org.shmstress.reports.model.Evidence;

/** What a failed test says: what was expected and seen, how often, under which configuration, how to see it again, and where the report is. */
final class FailureText {

    private FailureText() {}

    static String of(RunRecord record, ScenarioFinished verdict, Path report) {
        StringBuilder text = new StringBuilder(verdict.grade().name())
                .append(": ")
                .append(verdict.reason())
                .append('\n');
        record.scenarios().stream()
                .filter(planned -> planned.scenario().equals(verdict.scenario()))
                .findFirst()
                .ifPresent(planned -> text.append(Evidence.of(record, planned)));
        again(record, verdict.scenario())
                .ifPresent(spec -> text.append("as a test: this test with -D")
                        .append(Settings.PREFIX)
                        .append("trial=")
                        .append(ShellWord.quoted(spec))
                        .append('\n'));
        return text.append("report: ").append(report.toUri()).toString();
    }

    /** The worst trial, in words. */
    private static Optional<String> again(RunRecord record, String scenario) {
        return record.trialsOf(scenario).stream()
                .max(Comparator.comparing(TrialFinished::grade))
                .map(TrialFinished::portable);
    }
}
