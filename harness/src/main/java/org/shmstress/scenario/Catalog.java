package org.shmstress.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.shmstress.HarnessException;

/** All scenarios that there are: those that modules bring, and those of a user's own jars and directories. */
public final class Catalog {

    private final Map<String, Scenario> byId = new TreeMap<>();

    private Catalog() {}

    /**
     * Asks each {@link ScenarioProvider} and scans the user's places. By id, since the order of a class path is nobody's promise;
     * ids must be unique.
     *
     * @param testClasspath jars and directories with jcstress classes and shared objects
     */
    public static List<Scenario> load(List<Path> testClasspath) {
        Catalog catalog = new Catalog();
        for (ScenarioProvider provider : ServiceLoader.load(ScenarioProvider.class)) {
            provider.scenarios().forEach(catalog::add);
        }
        for (Path place : testClasspath) {
            catalog.scan(place);
        }
        return List.copyOf(catalog.byId.values());
    }

    private void scan(Path place) {
        if (!Files.isReadable(place)) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "--test-classpath " + place + ": no such jar or directory can be read");
        }
        List<? extends Scenario> outcomeTests = ClassScanner.scan(place);
        List<? extends Scenario> objects = ObjectScanner.scan(place);
        if (outcomeTests.isEmpty() && objects.isEmpty()) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "--test-classpath " + place + ": holds no class with @JCStressTest or @SharedObject");
        }
        outcomeTests.forEach(this::add);
        objects.forEach(this::add);
    }

    private void add(Scenario scenario) {
        Scenario twin = byId.putIfAbsent(scenario.id(), scenario);
        if (twin != null) {
            throw new HarnessException("two scenarios are named " + scenario.id() + ": '" + twin.title() + "' and '"
                    + scenario.title() + "'; rename one");
        }
    }
}
