package org.shmstress.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;

/** Gathers what an exploration saw, trace by trace. */
public final class Findings {

    private final List<String> witness = new ArrayList<>();
    private final List<String> measured = new ArrayList<>();
    private long tries;
    private long steps;
    private Optional<ScriptTrace> failing = Optional.empty();
    private Optional<ScriptTrace> original = Optional.empty();
    private Optional<ScriptTrace> sample = Optional.empty();

    /** Counts a script that was run; the first one becomes the sample. */
    public void tried(ScriptTrace trace) {
        tries++;
        steps += trace.steps().size();
        if (sample.isEmpty()) {
            sample = Optional.of(trace);
        }
    }

    /** Counts a script that was run and, if an answer was wrong, takes it as the failing one. */
    public void triedOnce(ScriptTrace trace) {
        tried(trace);
        if (!trace.agrees()) {
            failedBy(trace);
        }
    }

    /** The script that failed; the first one stays. */
    public void failedBy(ScriptTrace trace) {
        if (failing.isEmpty()) {
            failing = Optional.of(trace);
        }
    }

    /** The trace with the answer to that step taken for wrong, whatever else the model allows. */
    public static ScriptTrace wrongAt(ScriptTrace trace, String step, String allowed) {
        return new ScriptTrace(
                trace.script(),
                trace.steps().stream()
                        .map(s -> s.step().equals(step) ? s.takenForWrong(allowed) : s)
                        .toList());
    }

    /** The script that failed first, and the minimal one made of it. */
    public void failedBy(ScriptTrace minimal, ScriptTrace found) {
        failing = Optional.of(minimal);
        original = Optional.of(found).filter(f -> !f.script().equals(minimal.script()));
    }

    /** Whether any answer was wrong. */
    public boolean hasFailed() {
        return failing.isPresent();
    }

    /** The first trace, whatever came of it. */
    public Optional<ScriptTrace> sampleTrace() {
        return sample;
    }

    /** How many scripts were run. */
    public long tries() {
        return tries;
    }

    /** A fact that shows that the interesting window was entered. */
    public void witness(String fact) {
        witness.add(fact);
    }

    /** A named figure. */
    public void measured(String name, Object value) {
        measured.add(name + "=" + value);
    }

    /** All of it; who runs the workers adds them. */
    public Scripts observation() {
        return new Scripts(
                List.of(),
                tries,
                steps,
                List.copyOf(witness),
                failing,
                original,
                sample.filter(s -> failing.isEmpty()),
                List.copyOf(measured));
    }
}
