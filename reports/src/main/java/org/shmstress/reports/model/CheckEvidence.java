package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.ChecksPage.Control;
import org.shmstress.verdict.Fact;
import org.shmstress.verdict.TrialVerdict;

/**
 * What a trial of a check has to show: what was seen, and which controls the same check objected to. A check that let a control pass has its
 * facts among what it measured, since it has no witness.
 */
final class CheckEvidence {

    private static final int MOST_TOLD = 4;
    private static final int MOST_LINES = 8;
    private static final String CONTROL = "control";
    private static final String NOT_CAUGHT = "not caught";

    /** What the row says already, or its own page. */
    private static final Pattern KNOWN =
            Pattern.compile("(checked|claim|step|answered|minimal script|found as): .*", Pattern.DOTALL);

    /** Words before a fact that only say that it is one. */
    private static final Pattern LABEL = Pattern.compile("^(witness|fact|evidence|blind|doubt)(: |=)");

    /** One answer of one process among many. */
    private static final Pattern STEP = Pattern.compile("\\d+: .*", Pattern.DOTALL);

    private final List<Text> told = new ArrayList<>();
    private final List<Text> lines = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private boolean deviates;

    private CheckEvidence() {}

    /**
     * Reads it out of a trial.
     *
     * @param withSteps whether the steps of its script are told too, because no other page does
     */
    static CheckEvidence of(TrialFinished trial, boolean withSteps) {
        CheckEvidence evidence = new CheckEvidence();
        for (Fact fact : trial.facts()) {
            evidence.deviates |= fact.key().equals(TrialVerdict.KNOWN_DEVIATION);
            evidence.add(fact.key() + ": " + fact.value());
        }
        Observation seen = trial.observation().value();
        if (seen instanceof Scripts scripts) {
            scripts.measured().forEach(evidence::add);
            if (withSteps) {
                scripts.failing().or(scripts::sample).ifPresent(evidence::addSteps);
            }
        }
        return evidence;
    }

    private void add(String line) {
        String words = line;
        for (String shorter = withoutLabel(words); !shorter.equals(words); shorter = withoutLabel(words)) {
            words = shorter;
        }
        if (words.startsWith(CONTROL)) {
            addControl(words);
        } else if (!KNOWN.matcher(words).matches()) {
            boolean open = !STEP.matcher(words).matches() && told.size() < MOST_TOLD;
            (open ? told : lines).add(Text.of(words));
        }
    }

    private static String withoutLabel(String words) {
        return LABEL.matcher(words).replaceFirst("");
    }

    private void addControl(String words) {
        String said = words.replaceFirst("^" + CONTROL + "[,:=]? *", "");
        controls.add(new Control(Text.of(said), !said.contains(NOT_CAUGHT)));
    }

    private void addSteps(ScriptTrace trace) {
        trace.steps().stream()
                .limit(MOST_LINES)
                .map(s -> Text.of(s.step() + " → " + s.answer()))
                .forEach(lines::add);
        int more = trace.steps().size() - MOST_LINES;
        if (more > 0) {
            lines.add(Text.of("and " + Words.counted(more, "more step", "more steps")));
        }
    }

    /** What is worth reading at once. */
    List<Text> told() {
        return List.copyOf(told);
    }

    /** Everything else. */
    List<Text> lines() {
        return List.copyOf(lines);
    }

    List<Control> controls() {
        return List.copyOf(controls);
    }

    /** Whether something was wrong that is known and accepted. */
    boolean deviates() {
        return deviates;
    }
}
