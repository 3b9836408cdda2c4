package org.shmstress.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.shmstress.HarnessException;

/** All scenarios that there are: those that modules bring, and those of a user's own jars and directories. */
public final class Catalog {

    private static final Selection EVERYTHING = new Selection(List.of());

    private final Map<String, Scenario> byId = new TreeMap<>();

    private Catalog() {}

    /**
     * All scenarios. Asks each {@link ScenarioProvider} and scans the user's places. By id, since the order of a class path is nobody's promise;
     * ids must be unique.
     *
     * @param testClasspath jars and directories with jcstress classes and shared objects
     */
    public static List<Scenario> load(List<Path> testClasspath) {
        return load(testClasspath, EVERYTHING);
    }

    /**
     * The scenarios that are selected, as {@link Selection#from} gives them. Classes that cannot be among them are not read
     * closely, which for one of two hundred spares most of the time that a command takes to begin.
     *
     * @param testClasspath as for {@link #load(List)}
     */
    public static List<Scenario> select(List<Path> testClasspath, Selection selection) {
        List<Scenario> candidates = load(testClasspath, selection);
        return selection.from(selection.isMetBy(candidates) ? candidates : load(testClasspath));
    }

    private static List<Scenario> load(List<Path> testClasspath, Selection selection) {
        Catalog catalog = new Catalog();
        for (ScenarioProvider provider : ServiceLoader.load(ScenarioProvider.class)) {
            provider.scenarios(selection).forEach(catalog::add);
        }
        for (Path place : testClasspath) {
            catalog.scan(place, selection);
        }
        return List.copyOf(catalog.byId.values());
    }

    private void scan(Path place, Selection selection) {
        if (!Files.isReadable(place)) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "--test-classpath " + place + ": no such jar or directory can be read");
        }
        List<Scenario> found = found(place, selection);
        if (found.isEmpty() && found(place, EVERYTHING).isEmpty()) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "--test-classpath " + place + ": holds no class with @JCStressTest or @SharedObject");
        }
        found.forEach(this::add);
    }

    private static List<Scenario> found(Path place, Selection selection) {
        List<Scenario> found = new ArrayList<>(ClassScanner.scan(place, selection));
        found.addAll(ObjectScanner.scan(place, selection));
        return found;
    }

    private void add(Scenario scenario) {
        Scenario twin = byId.putIfAbsent(scenario.id(), scenario);
        if (twin != null) {
            throw new HarnessException("two scenarios are named " + scenario.id() + ": '" + twin.title() + "' and '"
                    + scenario.title() + "'; rename one");
        }
    }
}
