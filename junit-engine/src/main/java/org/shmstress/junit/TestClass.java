package org.shmstress.junit;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.shmstress.api.SharedObject;
import org.shmstress.scenario.ClassScanner;

/**
 * A class that can be tried, and what the harness calls it.
 *
 * @param type the class
 */
record TestClass(Class<?> type) {

    static boolean isOne(Class<?> type) {
        return type.isAnnotationPresent(JCStressTest.class) || type.isAnnotationPresent(SharedObject.class);
    }

    /** The id of its scenario. */
    String scenario() {
        String defect = Optional.ofNullable(type.getAnnotation(SharedObject.class))
                .map(SharedObject::defect)
                .orElse("");
        return defect.isEmpty() ? ClassScanner.id(type.getName()) : "defects/" + defect;
    }

    /** The jar or directory that it was loaded from, if it was. */
    static Optional<Path> origin(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .flatMap(location -> {
                    try {
                        return Optional.of(Path.of(location.toURI()));
                    } catch (URISyntaxException | IllegalArgumentException notAFile) {
                        return Optional.empty();
                    }
                });
    }
}
