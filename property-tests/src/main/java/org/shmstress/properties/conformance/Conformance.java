package org.shmstress.properties.conformance;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.protocol.CannotRunException;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.segment.AccessPath;

/**
 * The rows of the table as scenarios, {@code conformance/SHM_OPEN-05} and so on. They run one after the other on the same few worker
 * JVMs, each from a clean slate, on one access path: what they are about are calls of the system, not accesses.
 */
public final class Conformance {

    /** What ids of such scenarios begin with. */
    public static final String SUBJECT = "conformance/";

    private Conformance() {}

    /** One scenario per row that has a check. */
    public static List<Scenario> scenarios() {
        Map<String, Promise> promises = Promises.all();
        return Checks.all().values().stream()
                .<Scenario>map(check ->
                        scenario(Objects.requireNonNull(promises.get(check.row().value())), check))
                .toList();
    }

    private static ScriptTest scenario(Promise promise, Checks.Check check) {
        return new ScriptTest(
                SUBJECT + promise.id(),
                promise.assertion(),
                promise.interfaceName() + ", " + promise.source() + ". Checked like this: " + promise.how(),
                Set.of("tier" + promise.tier(), promise.crossProcess() ? "cross-process" : "one-process"),
                Scene.WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER),
                (runner, seed, budget) -> explore(check, runner, budget),
                true);
    }

    /** Runs one check that does everything once, and says what it saw. */
    public static Scripts explore(Checks.Check check, ScriptRunner runner) {
        return explore(check, runner, Duration.ZERO);
    }

    /**
     * Runs one check, and says what it saw.
     *
     * @param budget as {@link Scene#budget} tells the check
     * @throws CannotRunException if the machine lacks what it needs
     */
    public static Scripts explore(Checks.Check check, ScriptRunner runner, Duration budget) {
        Arrays.stream(check.row().needs()).forEach(Conformance::require);
        Scene[] led = new Scene[1];
        ScriptTrace trace;
        try {
            trace = runner.lead(dialogue -> {
                led[0] = new Scene(dialogue, budget);
                runUntilObjection(check, led[0]);
            });
        } catch (Lacking e) {
            throw cannotRun(e.capability());
        }
        return observation(trace, led[0]);
    }

    private static void runUntilObjection(Checks.Check check, Scene scene) {
        try {
            check.run(scene);
        } catch (Objection e) {
            // The trace has the step and what was allowed instead: that is the result.
        }
    }

    private static void require(Capability capability) {
        if (!Capabilities.has(capability)) {
            throw cannotRun(capability);
        }
    }

    private static CannotRunException cannotRun(Capability capability) {
        return new CannotRunException(capability + ": " + capability.missing());
    }

    private static Scripts observation(ScriptTrace trace, Scene scene) {
        long ruled = trace.steps().stream()
                .filter(s -> s.agrees() && !s.allowed().equals(List.of("(anything)")))
                .count();
        List<String> witness = ruled == 0 ? List.of() : List.of(ruled + " answers were as expected");
        return new Scripts(
                List.of(),
                1,
                trace.steps().size(),
                witness,
                Optional.of(trace).filter(t -> !t.agrees()),
                Optional.empty(),
                Optional.of(trace).filter(ScriptTrace::agrees),
                scene.facts(),
                scene.deviations());
    }
}
