package org.shmstress.reports.model;

import java.util.Optional;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.record.ShellWord;
import org.shmstress.verdict.Fact;

/** What decided about a scenario, as plain text: expected against seen, under what, and how to see it again. */
public final class Evidence {

    private Evidence() {}

    /** Lines of {@code key: value}; none if no trial of it ended. */
    public static String of(RunRecord record, ScenarioPlanned scenario) {
        Optional<TrialFinished> deciding = Deciding.trial(record, scenario.scenario());
        if (deciding.isEmpty()) {
            return "";
        }
        TrialFinished trial = deciding.get();
        StringBuilder lines = new StringBuilder();
        line(lines, "scenario", scenario.scenario() + ", " + scenario.title());
        line(lines, "reason", trial.reason());
        for (Fact fact : trial.facts()) {
            line(lines, fact.key(), fact.value());
        }
        line(lines, "under", ConfigurationWords.line(trial.configuration()).replace(Words.NBSP, " "));
        line(lines, "repeat", trial.repeat());
        line(lines, "elsewhere", "./shmstress run --trial " + ShellWord.quoted(trial.portable()));
        return lines.toString();
    }

    private static void line(StringBuilder lines, String key, String value) {
        lines.append(key).append(": ").append(value).append('\n');
    }
}
