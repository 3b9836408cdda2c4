package org.shmstress.plan;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.Scenario;
import org.shmstress.segment.AccessPath;

/** Trials that a user can put into words and no machine can run: a plan never has them. */
final class Impossible {

    private Impossible() {}

    /** Why the scenario cannot be tried so, if it cannot. */
    static Optional<String> why(Trial trial, Scenario scenario) {
        return scenario.refusal(trial.mode())
                .map(reason -> "cannot run between " + trial.mode().label() + ": " + reason)
                .or(() -> path(trial, scenario))
                .or(() -> jit(trial, scenario))
                .or(() -> has("schedule", trial.schedule(), Matrix.schedules(scenario), TrialSpec::lower));
    }

    private static Optional<String> path(Trial trial, Scenario scenario) {
        Set<AccessPath> offered = trial.mode() == Mode.THREADS ? Set.of(AccessPath.UNSAFE) : Matrix.offered(scenario);
        return has("path", trial.path(), offered, AccessPath::label)
                .or(() -> trial.jvms().stream()
                        .filter(jvm -> !trial.path().isOn(jvm.feature()))
                        .findFirst()
                        .map(jvm -> "cannot have path=" + trial.path().label() + " on JDK " + jvm.feature()
                                + ": it needs JDK " + AccessPath.FIRST_WITH_FFM + " or later in every worker"));
    }

    private static Optional<String> jit(Trial trial, Scenario scenario) {
        for (int w = 0; w < trial.jits().size(); w++) {
            JitMode mode = trial.jits().get(w).mode();
            Jvm jvm = trial.jvms().get(w);
            if (mode != JitMode.TIERED && !Matrix.hasJitModes(scenario)) {
                return has("jit", mode, Set.of(JitMode.TIERED), JitMode::label);
            }
            if (mode == JitMode.C2_STRESS && jvm.stressFlags().isEmpty()) {
                return Optional.of("cannot have jit=" + mode.label() + " on JDK " + jvm.feature()
                        + ", whose JVM has no such flags");
            }
        }
        return Optional.empty();
    }

    private static <T> Optional<String> has(String key, T value, Collection<T> possible, Function<T, String> label) {
        return possible.contains(value)
                ? Optional.empty()
                : Optional.of("cannot have " + key + "=" + label.apply(value) + ", only "
                        + possible.stream().map(label).sorted().collect(Collectors.joining(" or ")));
    }
}
