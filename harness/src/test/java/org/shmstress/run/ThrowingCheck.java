package org.shmstress.run;

import java.util.List;
import java.util.Set;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.ScenarioProvider;
import org.shmstress.scenario.Selection;
import org.shmstress.segment.AccessPath;

/** A row whose check throws. */
public final class ThrowingCheck implements ScenarioProvider {

    static final String ID = "fixtures/ThrowingCheck";

    @Override
    public List<Scenario> scenarios(Selection selection) {
        return List.of(new Scenario.ScriptTest(
                ID,
                "Throws",
                "Its check throws.",
                Set.of(),
                1,
                Set.of(AccessPath.BYTE_BUFFER),
                (runner, seed, budget) -> {
                    throw new IllegalStateException("no such figure");
                }));
    }
}
