package org.shmstress.properties.random;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.properties.Findings;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.segment.AccessPath;

/**
 * A property as a scenario: random scripts until one disagrees or the budget ends.
 *
 * @param workers how many processes act
 * @param paths access paths on which it is tried
 * @param sights what the scripts must come to see; all of them, or the search proves nothing
 */
public record Search(
        String id,
        String title,
        String description,
        int workers,
        Set<AccessPath> paths,
        ScriptProperty property,
        List<Sight> sights) {

    /** The scenario. */
    public ScriptTest scenario() {
        return new ScriptTest(
                id,
                title,
                description + " A script that disagrees is shrunk to one that no step can be left out of.",
                Set.of("property", ScriptTest.REPLAYS),
                workers,
                paths,
                this::explore);
    }

    private Scripts explore(ScriptRunner runner, long seed, Duration budget) {
        return explore(runner, seed, budget, property.maxTries());
    }

    /** The same with fewer tries at the most. */
    Scripts explore(ScriptRunner runner, long seed, Duration budget, int maxTries) {
        Findings findings = new Findings();
        long[] seen = new long[sights.size()];
        long start = System.nanoTime();
        property.withMaxTries(maxTries).explore(runner, seed, budget, findings, trace -> look(trace, seen));
        double seconds = (System.nanoTime() - start) / 1e9;
        boolean complete = true;
        for (int i = 0; i < seen.length; i++) {
            complete &= seen[i] > 0;
            findings.measured(sights.get(i).what(), seen[i]);
        }
        for (int i = 0; i < seen.length && complete; i++) {
            findings.witness(seen[i] + " " + sights.get(i).what());
        }
        findings.measured("scripts per second", Math.round(findings.tries() / seconds));
        return findings.observation();
    }

    private void look(ScriptTrace trace, long[] seen) {
        for (int i = 0; i < seen.length; i++) {
            seen[i] += sights.get(i).count().applyAsLong(trace);
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
