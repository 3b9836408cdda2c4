package org.shmstress.tests;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shmstress.HarnessException;
import org.shmstress.scenario.ClassScanner;
import org.shmstress.scenario.ObjectScanner;
import org.shmstress.scenario.Scenario;
import org.shmstress.scenario.ScenarioProvider;
import org.shmstress.scenario.Selection;

/** The bundled outcome tests and shared objects: all that are in this jar. */
public final class StressTests implements ScenarioProvider {

    @Override
    public List<Scenario> scenarios(Selection selection) {
        Path origin = origin();
        List<Scenario> scenarios = new ArrayList<>(ClassScanner.scan(origin, selection));
        scenarios.addAll(ObjectScanner.scan(origin, selection));
        return scenarios;
    }

    private static Path origin() {
        try {
            return Path.of(StressTests.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new HarnessException("cannot tell where the bundled tests are", e);
        }
    }
}
