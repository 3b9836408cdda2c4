package org.shmstress.properties.regressions;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.conformance.Checks;
import org.shmstress.properties.conformance.Checks.Check;
import org.shmstress.properties.conformance.Conformance;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptExploration;
import org.shmstress.segment.AccessPath;
import org.shmstress.versions.Installed;

/**
 * The rows of the table as scenarios, {@code regressions/K01} and so on. A symptom that is seen on a version that is known for it is a
 * documented deviation; on any other it is a failure; where it is not seen, the row passes, also on a version that is known for it.
 */
public final class Regressions {

    /** What ids of such scenarios begin with. */
    public static final String SUBJECT = "regressions/";

    /** Classes with checks; a new one is added here. */
    static final List<Class<?>> CLASSES = List.of(
            FutexRows.class, DeathRows.class, PageRows.class, WaitingRows.class, LibraryRows.class, JdkRows.class);

    /** Rows that no machine which is upgraded can show, with the reason. */
    static final Map<String, Condition> NOWHERE = Map.of("K05", Condition.NO_RELEASE);

    private Regressions() {}

    /** One scenario per row. */
    public static List<Scenario> scenarios() {
        Installed here = Installed.here();
        Stream<ScriptTest> checked = Checks.of(CLASSES).values().stream().map(check -> scenario(check, here));
        Stream<ScriptTest> nowhere = NOWHERE.entrySet().stream()
                .map(row -> scenario(
                        row.getKey(),
                        1,
                        EnumSet.of(AccessPath.BYTE_BUFFER),
                        (runner, seed, budget) -> {
                            throw row.getValue().lacking();
                        },
                        true));
        return Stream.of(checked, nowhere, Truncated.scenarios().stream())
                .<Scenario>flatMap(s -> s)
                .sorted(java.util.Comparator.comparing(Scenario::id))
                .toList();
    }

    private static ScriptTest scenario(Check check, Installed here) {
        String id = check.row().value();
        Regression row = row(id);
        return scenario(
                id,
                Scene.WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER),
                (runner, seed, budget) -> graded(row, Conformance.explore(check, runner, budget), here),
                true);
    }

    static ScriptTest scenario(
            String id, int workers, Set<AccessPath> paths, ScriptExploration exploration, boolean keepsWorkers) {
        Regression row = row(id);
        return new ScriptTest(
                SUBJECT + id,
                row.symptom(),
                "Known of " + row.versionsInWords() + ". Shown like this: " + row.scenario() + " (" + row.where() + ")",
                Set.of("regressions"),
                workers,
                paths,
                exploration,
                keepsWorkers);
    }

    static Regression row(String id) {
        return Objects.requireNonNull(
                Regression.all().get(id), () -> "there is no row " + id + " in the table of regressions");
    }

    /** What was seen, with a symptom that is known of the installed version told as such. */
    static Scripts graded(Regression row, Scripts seen, Installed here) {
        Optional<StepSeen> wrong = seen.failing().map(Regressions::wrong);
        if (wrong.filter(step -> Symptom.is(row.id(), step)).isEmpty() || !here.isAmong(row.affected())) {
            return seen;
        }
        List<String> deviations = new ArrayList<>(seen.deviations());
        deviations.add(row.symptom() + " Known of " + row.affected().text() + "; here is "
                + here.inWords(row.affected().component()) + ". Seen: " + inWords(wrong.get()));
        List<String> witness = new ArrayList<>(seen.witness());
        witness.add("the symptom was seen");
        return new Scripts(
                seen.workers(),
                seen.tries(),
                seen.steps(),
                List.copyOf(witness),
                Optional.empty(),
                seen.original(),
                seen.failing(),
                seen.measured(),
                List.copyOf(deviations));
    }

    private static StepSeen wrong(ScriptTrace trace) {
        return trace.steps().stream()
                .filter(s -> !s.agrees())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a failing script without a wrong answer"));
    }

    private static String inWords(StepSeen step) {
        return "'" + step.step() + "' answered '" + step.answer() + "', expected was '"
                + String.join(" or ", step.allowed()) + "'";
    }
}
