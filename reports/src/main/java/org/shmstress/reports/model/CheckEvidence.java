package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shmstress.observation.Observation;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.reports.model.ChecksPage.Control;
import org.shmstress.verdict.Fact;

/** What a trial of a check has to show: what was seen, and which controls the same check objected to. */
final class CheckEvidence {

    private static final int MOST_LINES = 40;
    private static final String CONTROL = "control";
    private static final String NOT_CAUGHT = "not caught";

    private final List<Text> lines = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();

    private CheckEvidence() {}

    /**
     * Reads it out of a trial.
     *
     * @param withSteps whether the steps of its script are told too, because no other page does
     */
    static CheckEvidence of(TrialFinished trial, boolean withSteps) {
        CheckEvidence evidence = new CheckEvidence();
        trial.facts().forEach(evidence::add);
        Observation seen = trial.observation().value();
        if (seen instanceof Scripts scripts) {
            scripts.measured().forEach(evidence::addMeasured);
            if (withSteps) {
                scripts.failing().or(scripts::sample).ifPresent(evidence::addSteps);
            }
        }
        return evidence;
    }

    private void add(Fact fact) {
        boolean plain = fact.key().equals("witness");
        boolean control =
                fact.key().startsWith(CONTROL) || plain && fact.value().startsWith(CONTROL);
        String words = plain ? fact.value() : fact.key() + ": " + fact.value();
        if (control) {
            addControl(words);
        } else if (!words.startsWith("checked: ") && !fact.key().equals("minimal script")) {
            lines.add(Text.of(words));
        }
    }

    /** A check that let a control pass says so among what it measured, since it has no witness. */
    private void addMeasured(String line) {
        int equals = line.indexOf('=');
        String value = line.substring(equals + 1);
        if (value.startsWith(CONTROL)) {
            addControl(value);
        } else if (!value.startsWith("checked: ")) {
            lines.add(Text.of(line));
        }
    }

    private void addControl(String words) {
        String said = words.replaceFirst("^" + CONTROL + "[,:]? *", "");
        controls.add(new Control(Text.of(said), !said.contains(NOT_CAUGHT)));
    }

    private void addSteps(ScriptTrace trace) {
        Stream<String> told = trace.steps().stream().limit(MOST_LINES).map(s -> s.step() + " → " + s.answer());
        told.map(Text::of).forEach(lines::add);
        int more = trace.steps().size() - MOST_LINES;
        if (more > 0) {
            lines.add(Text.of("and " + Words.counted(more, "more step", "more steps")));
        }
    }

    List<Text> lines() {
        return List.copyOf(lines);
    }

    List<Control> controls() {
        return List.copyOf(controls);
    }
}
