package org.shmstress.lift.corpus;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.shmstress.scenario.ClassScanner;
import org.shmstress.scenario.Scenario.OutcomeTest;

/** Finds the classes of the corpus by scanning, as the product finds tests. */
final class Specimens {

    private static final String PACKAGE = Specimens.class.getPackageName() + ".";

    private Specimens() {}

    /** Directory with the hand-written classes, and with the rest of this module's test classes. */
    static Path directory() {
        try {
            return Path.of(Specimens.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hand-written classes. */
    static List<Specimen> written() {
        return of(directory(), Specimens.class.getClassLoader());
    }

    /** The corpus's classes in the directory, which the loader can load. */
    static List<Specimen> of(Path directory, ClassLoader loader) {
        return ClassScanner.scanOutcomeTests(directory).stream()
                .filter(t -> t.testClass().startsWith(PACKAGE))
                .map(t -> new Specimen(t, load(t, loader)))
                .toList();
    }

    private static Class<?> load(OutcomeTest test, ClassLoader loader) {
        try {
            return Class.forName(test.testClass(), false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
