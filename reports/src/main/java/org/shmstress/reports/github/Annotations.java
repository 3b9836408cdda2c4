package org.shmstress.reports.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shmstress.record.Entry.Quarantined;
import org.shmstress.record.Entry.RunFinished;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.Evidence;

/**
 * What was wrong in a run as workflow commands, which GitHub Actions takes from the output of a step and shows at the head of the page
 * (docs.github.com, "Workflow commands for GitHub Actions"; the escapes are those of {@code actions/toolkit}, {@code command.ts}).
 *
 * <p>It shows ten errors and ten warnings of a step and drops the others without a word; so the last of each says how many there are.
 */
public final class Annotations {

    private static final int SHOWN = 10;

    private final RunRecord record;
    private final boolean unknownPasses;
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Annotations(RunRecord record, boolean unknownPasses) {
        this.record = record;
        this.unknownPasses = unknownPasses;
    }

    /**
     * The lines: an error for each scenario that turns the run red, and for the run where it is red by itself, a warning for each that would if nobody had said otherwise.
     *
     * @param unknownPasses whether UNKNOWN is tolerated
     */
    public static List<String> of(RunRecord record, boolean unknownPasses) {
        Annotations annotations = new Annotations(record, unknownPasses);
        record.finished().filter(RunFinished::redByItself).ifPresent(annotations::add);
        record.counted().forEach(annotations::add);
        record.unused()
                .forEach(u -> annotations.warnings.add(command(
                        "warning", "quarantine line " + u.line() + " is not needed", u.pattern() + ": " + u.why())));
        List<String> lines = new ArrayList<>(shown("error", annotations.errors));
        lines.addAll(shown("warning", annotations.warnings));
        return lines;
    }

    private void add(RunFinished finished) {
        String leaks =
                finished.leaks().stream().map(leak -> "\nleft behind: " + leak).collect(Collectors.joining());
        errors.add(command("error", finished.word() + " run", finished.reason() + leaks));
    }

    private void add(ScenarioPlanned scenario) {
        Optional<ScenarioFinished> verdict = record.verdictOf(scenario.scenario());
        if (verdict.isEmpty()) {
            return;
        }
        Quarantined held = record.quarantined().get(scenario.scenario());
        String title = verdict.get().grade() + " " + scenario.scenario();
        String text = verdict.get().reason() + "\n" + Evidence.of(record, scenario);
        if (held != null) {
            String until = "in quarantine until " + held.expires() + ", " + held.owner() + ": " + held.reason();
            warnings.add(command("warning", title + " (in quarantine)", until + "\n" + text));
            return;
        }
        switch (verdict.get().grade()) {
            case FAILED, CRASHED, BROKEN -> errors.add(command("error", title, text));
            case UNKNOWN -> {
                if (unknownPasses) {
                    warnings.add(command("warning", title, text));
                } else {
                    errors.add(command("error", title, text));
                }
            }
            case PASSED, SKIPPED -> {}
        }
    }

    private static List<String> shown(String level, List<String> all) {
        if (all.size() <= SHOWN) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, SHOWN - 1));
        shown.add(command(
                level,
                "and " + (all.size() - shown.size()) + " more",
                "the report and the summary of this step have all"));
        return shown;
    }

    private static String command(String level, String title, String message) {
        return "::" + level + " title=" + property(title) + "::" + data(message.strip());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
