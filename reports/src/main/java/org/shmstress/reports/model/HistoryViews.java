package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.OperationSeen;
import org.shmstress.observation.Observation.Histories;

/** Draws up what judges found in recorded operations. */
final class HistoryViews {

    private static final int MOST_COLUMNS = 5;

    private final String lead;
    private final Finding finding;
    private final String leftOut;
    private String rest = "";
    private final Processes processes;
    private final List<Integer> acting;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final Map<Integer, Boolean> wrong = new HashMap<>();
    private final List<Text> before = new ArrayList<>();
    private final List<Text> after = new ArrayList<>();
    private final List<HistoryView.Step> steps = new ArrayList<>();

    private HistoryViews(String lead, Excerpt excerpt, Processes processes) {
        this.lead = lead;
        this.finding = excerpt.finding();
        this.leftOut = excerpt.leftOut();
        this.processes = processes;
        this.acting = finding.needed().stream()
                .map(OperationSeen::process)
                .distinct()
                .sorted()
                .toList();
        explain(excerpt.gaps());
    }

    private void explain(List<Integer> gaps) {
        int skipped = 0;
        for (int i = 0; i < finding.explanation().size(); i++) {
            skipped += gaps.get(i);
            if (add(finding.explanation().get(i), skipped)) {
                skipped = 0;
            }
        }
        skipped += gaps.size() > finding.explanation().size() ? gaps.get(gaps.size() - 1) : 0;
        rest = Traces.leftOut(skipped);
    }

    /**
     * The finding of a trial, if there is one.
     *
     * @param lead how it came to be recorded, a sentence; may be empty
     */
    static Optional<HistoryView> of(String lead, Histories seen) {
        return seen.finding().map(whole -> {
            Excerpt excerpt = Excerpt.of(whole);
            Processes processes = Processes.of(excerpt.finding(), seen.workers());
            return new HistoryViews(lead, excerpt, processes)
                    .view(whole.needed().size());
        });
    }

    private HistoryView view(int needed) {
        return new HistoryView(
                Text.of(seen(needed)),
                LaneDrawing.of(finding, processes, numbers, wrong),
                acting.size() <= MOST_COLUMNS ? acting.size() : 0,
                acting.stream().map(processes::name).toList(),
                List.copyOf(before),
                List.copyOf(steps),
                rest,
                List.copyOf(after));
    }

    private String seen(int needed) {
        return lead + "Found by the judge of " + finding.judge() + " in round " + Words.count(finding.round())
                + ", recorded "
                + (finding.recording().equals("fenced") ? "with fences" : "without fences") + ": shrunk from "
                + Words.counted(finding.recorded(), "operation", "operations") + " to " + Words.count(needed) + "."
                + (leftOut.isEmpty() ? "" : " " + leftOut);
    }

    /** Adds a step, and tells whether it is one of the list: what is said in general stands before or after it. */
    private boolean add(Finding.Step step, int skipped) {
        if (step.operation() < 0 || step.operation() >= finding.operations().size()) {
            (steps.isEmpty() ? before : after).add(Text.of(sentence(step.line())));
            return false;
        }
        OperationSeen one = finding.operations().get(step.operation());
        numbers.putIfAbsent(step.operation(), steps.size() + 1);
        wrong.merge(step.operation(), step.contradicts(), Boolean::logicalOr);
        String head = "process " + one.process() + ": " + one.call();
        steps.add(new HistoryView.Step(
                steps.size() + 1,
                Traces.leftOut(skipped),
                acting.indexOf(one.process()) + 1,
                processes.name(one.process()),
                Words.nanos(one.invokedNanos()),
                Text.of(one.call()),
                Text.of(answer(one.response())),
                step.contradicts(),
                Text.of(note(step.words(), head, one.response())),
                Text.of(step.state())));
        return true;
    }

    /** What the words say beyond the operation itself. */
    private static String note(String words, String head, String response) {
        String rest = without(" " + response, without(head, words));
        String said = without(",", rest).strip();
        return said.isEmpty() ? "" : sentence(said);
    }

    private static String without(String head, String words) {
        return words.startsWith(head) ? words.substring(head.length()) : words;
    }

    private static String sentence(String words) {
        String first = words.substring(0, 1).toUpperCase(java.util.Locale.ROOT);
        return first + words.substring(1) + (words.endsWith(".") ? "" : ".");
    }

    /** {@code → true} for what returned, the words themselves for what did not. */
    static String answer(String response) {
        if (response.equals("returned -")) {
            return "→ done";
        }
        return response.startsWith("returned ") ? "→ " + response.substring("returned ".length()) : response;
    }
}
