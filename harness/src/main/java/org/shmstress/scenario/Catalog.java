package org.shmstress.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.shmstress.HarnessException;

/** All scenarios that the modules on the class path bring. */
public final class Catalog {

    private Catalog() {}

    /** Asks each {@link ScenarioProvider}; ids must be unique. By id, since the order of a class path is nobody's promise. */
    public static List<Scenario> load() {
        Map<String, Scenario> byId = new TreeMap<>();
        for (ScenarioProvider provider : ServiceLoader.load(ScenarioProvider.class)) {
            for (Scenario scenario : provider.scenarios()) {
                Scenario twin = byId.putIfAbsent(scenario.id(), scenario);
                if (twin != null) {
                    throw new HarnessException("two scenarios are named " + scenario.id() + ": '" + twin.title() + "' and '"
                            + scenario.title() + "'; rename one");
                }
            }
        }
        return new ArrayList<>(byId.values());
    }
}
