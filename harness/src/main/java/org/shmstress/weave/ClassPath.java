package org.shmstress.weave;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.objectweb.asm.tree.ClassNode;
import org.shmstress.HarnessException;
import org.shmstress.scenario.shape.ClassSource;

/** An object's own jar or directory and the libraries that the jar's manifest names, as a class loader sees them. */
final class ClassPath implements AutoCloseable {

    private final List<ClassSource> sources = new ArrayList<>();

    private ClassPath(Path origin) {
        sources.add(ClassSource.open(origin));
        libraries(origin).forEach(jar -> sources.add(ClassSource.open(jar)));
    }

    /**
     * Opens all of them.
     *
     * @throws HarnessException of kind USAGE if the origin cannot be read
     */
    static ClassPath open(Path origin) {
        return new ClassPath(origin);
    }

    private static List<Path> libraries(Path origin) {
        if (!Files.isRegularFile(origin)) {
            return List.of();
        }
        List<Path> libraries = new ArrayList<>();
        for (String name : named(origin).split(" +")) {
            Path jar = origin.resolveSibling(name);
            if (name.endsWith(".jar") && Files.isRegularFile(jar)) {
                libraries.add(jar);
            }
        }
        return libraries;
    }

    private static String named(Path origin) {
        try (JarFile jar = new JarFile(origin.toFile())) {
            return Optional.ofNullable(jar.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue(Attributes.Name.CLASS_PATH))
                    .orElse("");
        } catch (IOException e) {
            throw new HarnessException("cannot read the manifest of " + origin, e);
        }
    }

    /** The class, or empty if it is not on this path. */
    Optional<ClassNode> find(String internalName) {
        return sources.stream().flatMap(s -> s.find(internalName).stream()).findFirst();
    }

    /** The class file of a class that was found. */
    byte[] bytes(String internalName) {
        return sources.stream()
                .filter(s -> s.has(internalName))
                .findFirst()
                .orElseThrow()
                .bytes(internalName);
    }

    /** Whether it is the object's own, not a library's. */
    boolean isOwn(String internalName) {
        return sources.get(0).has(internalName);
    }

    @Override
    public void close() {
        sources.forEach(ClassSource::close);
    }
}
