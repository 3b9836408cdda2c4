package org.shmstress.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.shmstress.junit.samples.BrokenLock;
import org.shmstress.junit.samples.Counting;

class DiscoveryTest {
    private static final String SAMPLES = "org.shmstress.junit.samples.";
    private static final Set<String> ALL =
            Set.of(SAMPLES + "BrokenLock", SAMPLES + "BrokenLock$Mended", SAMPLES + "Counting", SAMPLES + "Impossible");

    private static Set<String> found(DiscoverySelector... selectors) {
        return new Launched(Map.of(), List.of(selectors)).found();
    }

    @Test
    void findsAClassByName() {
        assertEquals(Set.of(SAMPLES + "Counting"), found(selectClass(Counting.class)));
        assertEquals(Set.of(SAMPLES + "BrokenLock$Mended"), found(selectClass(BrokenLock.Mended.class)));
        assertEquals(Set.of(), found(selectClass(DiscoveryTest.class)), "an ordinary test is not ours");
    }

    @Test
    void findsAPackagesClassesAndThoseOfARoot() {
        assertEquals(ALL, found(selectPackage("org.shmstress.junit.samples")));
        Path root = TestClass.origin(Counting.class).orElseThrow();
        assertEquals(ALL, found(selectClasspathRoots(Set.of(root)).toArray(DiscoverySelector[]::new)));
    }

    @Test
    void findsATestByItsUniqueIdAndByItsClassesId() {
        String container = "[engine:shmstress]/[class:" + SAMPLES + "Counting]";
        assertEquals(Set.of(SAMPLES + "Counting"), found(selectUniqueId(container)));
        assertEquals(
                Set.of(SAMPLES + "Counting"),
                found(selectUniqueId(container + "/[scenario:org.shmstress.junit.samples%2FCounting]")));
        DiscoverySelector nothing = selectUniqueId("[engine:shmstress]/[class:no.such.Class]");
        assertTrue(assertThrows(JUnitException.class, () -> found(nothing))
                .getMessage()
                .contains("no.such.Class"));
    }

    @Test
    void leavesOutWhatAFilterDoes() {
        assertEquals(
                Set.of(SAMPLES + "Counting"),
                new Launched(
                                Map.of(),
                                List.of(selectPackage("org.shmstress.junit.samples")),
                                ClassNameFilter.includeClassNamePatterns(".*Counting"))
                        .found());
    }
}
