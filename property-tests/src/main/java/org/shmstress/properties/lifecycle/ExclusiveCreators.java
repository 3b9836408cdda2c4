package org.shmstress.properties.lifecycle;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.properties.Findings;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Action;
import org.shmstress.script.Script;
import org.shmstress.script.Stage;
import org.shmstress.script.Step;
import org.shmstress.segment.AccessPath;

/**
 * Many processes create the same name with {@code O_CREAT | O_EXCL} at the same instant. POSIX makes check and creation one
 * atomic step, so exactly one wins and all others get EEXIST. Two winners would each believe to own a segment that the other
 * one initialises as well; no winner would mean that a name is taken by nobody.
 */
public final class ExclusiveCreators {

    private static final int WORKERS = 4;
    private static final int RACES_PER_SCRIPT = 8;
    private static final int SCRIPTS = 40;

    private ExclusiveCreators() {}

    /** The scenario. */
    public static Scenario scenario() {
        return new ScriptTest(
                "lifecycle/ExclusiveCreators",
                "Of many exclusive creators of one name exactly one wins",
                "Four processes call shm_open with O_CREAT | O_EXCL on the same name at the same instant, many times over."
                        + " Exactly one must get a descriptor, the others EEXIST, in an order that explains all answers.",
                Set.of("names", "concurrent", ScriptTest.REPLAYS),
                WORKERS,
                EnumSet.of(AccessPath.BYTE_BUFFER),
                ExclusiveCreators::explore);
    }

    private static Scripts explore(ScriptRunner runner, long seed, Duration budget) {
        long end = System.nanoTime() + budget.toNanos();
        Findings findings = new Findings();
        Map<Integer, Integer> wins = new TreeMap<>();
        int overlapping = 0;
        for (int i = 0; i < SCRIPTS && !findings.hasFailed() && (i == 0 || System.nanoTime() < end); i++) {
            ScriptTrace trace = runner.run(script());
            findings.triedOnce(trace);
            overlapping += overlappingRaces(trace);
            winners(trace).forEach(w -> wins.merge(w, 1, Integer::sum));
        }
        if (overlapping > 0) {
            findings.witness(overlapping + " races in which calls of several processes overlapped in time");
        }
        findings.measured("races", findings.tries() * RACES_PER_SCRIPT);
        findings.measured("overlapping", overlapping);
        wins.forEach((worker, count) -> findings.measured("won by worker " + worker, count));
        return findings.observation();
    }

    private static Script script() {
        return new Script(IntStream.range(0, RACES_PER_SCRIPT)
                .mapToObj(race -> new Stage(IntStream.range(0, WORKERS)
                        .mapToObj(worker -> new Step(worker, new Action.Create("race" + race, "r" + race)))
                        .toList()))
                .toList());
    }

    private static List<Integer> winners(ScriptTrace trace) {
        return trace.steps().stream()
                .filter(s -> s.answer().equals("ok"))
                .map(StepSeen::worker)
                .toList();
    }

    /** Races in which some call began before another one's end, on the clock that all processes share. */
    private static int overlappingRaces(ScriptTrace trace) {
        Map<Integer, List<StepSeen>> races = trace.steps().stream()
                .collect(Collectors.groupingBy(StepSeen::group, HashMap::new, Collectors.toList()));
        return (int) races.values().stream().filter(ExclusiveCreators::overlap).count();
    }

    private static boolean overlap(List<StepSeen> race) {
        return race.stream()
                .anyMatch(a -> race.stream()
                        .anyMatch(b -> a.worker() != b.worker()
                                && a.startNanos() <= b.startNanos()
                                && b.startNanos() < a.endNanos()));
    }
}
