package org.shmstress.script;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Steps that begin together, at most one per worker. A stage of one step is the ordinary line of a script; the next stage
 * begins when all answers of this one are there.
 *
 * @param steps at least one
 */
public record Stage(List<Step> steps) {

    public Stage {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.stream().map(Step::worker).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("a stage has steps of different workers, not " + steps);
        }
    }

    /** One step by itself. */
    public static Stage of(Step step) {
        return new Stage(List.of(step));
    }

    /** Whether several workers act at the same time. */
    public boolean isConcurrent() {
        return steps.size() > 1;
    }

    String text() {
        return isConcurrent()
                ? steps.stream().map(s -> "  " + s.text()).collect(Collectors.joining("\n", "together\n", "\nend"))
                : steps.get(0).text();
    }
}
