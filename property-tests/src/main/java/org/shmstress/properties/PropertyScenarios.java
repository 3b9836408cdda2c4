package org.shmstress.properties;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.properties.claims.Claims;
import org.shmstress.properties.conformance.Conformance;
import org.shmstress.properties.lifecycle.AccessPastTruncation;
import org.shmstress.properties.lifecycle.ExclusiveCreators;
import org.shmstress.properties.lifecycle.SigbusMatrix;
import org.shmstress.properties.lifecycle.UnlinkWhileMapped;
import org.shmstress.properties.random.Searches;
import org.shmstress.properties.regressions.Regressions;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.ScenarioProvider;
import org.shmstress.scenario.Selection;

/** The scenarios of this module. */
public final class PropertyScenarios implements ScenarioProvider {

    @Override
    public List<Scenario> scenarios(Selection selection) {
        Stream<Scenario> lifecycle =
                Stream.of(UnlinkWhileMapped.scenario(), AccessPastTruncation.scenario(), ExclusiveCreators.scenario());
        return Stream.of(
                        lifecycle,
                        SigbusMatrix.scenarios(),
                        Searches.scenarios().stream(),
                        Claims.scenarios().stream(),
                        Conformance.scenarios().stream(),
                        Regressions.scenarios().stream())
                .flatMap(s -> s)
                .toList();
    }
}
