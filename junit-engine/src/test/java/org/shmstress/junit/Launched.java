package org.shmstress.junit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The JUnit Platform's own launcher on the engine, and what it was told, as an IDE is. */
final class Launched implements TestExecutionListener {

    private final Launcher launcher = LauncherFactory.create();
    private final LauncherDiscoveryRequest request;

    /** By class name. */
    final Map<String, TestExecutionResult> results = new LinkedHashMap<>();

    final Map<String, String> skipped = new LinkedHashMap<>();
    final List<String> events = new ArrayList<>();

    Launched(Map<String, String> parameters, List<? extends DiscoverySelector> selectors, Filter<?>... filters) {
        this.request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectors)
                .filters(EngineFilter.includeEngines(ShmstressTestEngine.ID))
                .filters(filters)
                .configurationParameters(parameters)
                .build();
    }

    /** Classes that have a test. */
    Set<String> found() {
        TestPlan plan = launcher.discover(request);
        Set<String> found = new TreeSet<>();
        for (TestIdentifier root : plan.getRoots()) {
            plan.getDescendants(root).stream()
                    .filter(TestIdentifier::isTest)
                    .map(Launched::className)
                    .forEach(found::add);
        }
        return found;
    }

    Launched execute() {
        launcher.execute(request, this);
        return this;
    }

    private static String className(TestIdentifier test) {
        return test.getUniqueIdObject().getSegments().get(1).getValue();
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        events.add("started " + test.getDisplayName());
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        events.add("skipped " + test.getDisplayName());
        skipped.put(className(test), reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        events.add("finished " + test.getDisplayName());
        results.put(test.isTest() ? className(test) : test.getDisplayName(), result);
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        events.add("published " + entry);
    }
}
