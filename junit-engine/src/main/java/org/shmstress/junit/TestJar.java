package org.shmstress.junit;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.shmstress.HarnessException;
import org.shmstress.run.Run;

/**
 * The project's class path as workers need it: its directories of classes in one jar, whose manifest names the project's libraries. A worker
 * has the harness's jars already, so these are in neither.
 */
final class TestJar {

    private final Path file;
    private final Set<Path> ofWorkers;

    private TestJar(Path file) {
        this.file = file.toAbsolutePath();
        this.ofWorkers = Stream.of(Run.class, JCStressTest.class, jna())
                .flatMap(type -> TestClass.origin(type).stream())
                .collect(Collectors.toSet());
    }

    private static Class<?> jna() {
        try {
            return Class.forName("com.sun.jna.Native", false, TestJar.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new HarnessException("JNA is missing on the class path; the engine's artefact depends on it", e);
        }
    }

    /**
     * Makes the jar.
     *
     * @param tests classes that must be in it, wherever they were loaded from
     */
    static Path make(Path file, List<TestClass> tests) {
        TestJar jar = new TestJar(file);
        Set<Path> own = new LinkedHashSet<>();
        tests.forEach(test -> TestClass.origin(test.type()).ifPresent(own::add));
        List<Path> classPath = jar.classPath();
        classPath.stream().filter(Files::isDirectory).forEach(own::add);
        List<Path> libraries = classPath.stream()
                .filter(place -> Files.isRegularFile(place) && !own.contains(place))
                .toList();
        try {
            Files.createDirectories(Optional.ofNullable(jar.file.getParent()).orElseThrow());
            jar.write(own, libraries);
            return jar.file;
        } catch (IOException | UncheckedIOException e) {
            throw new HarnessException("cannot write the tests' classes to " + file + "; is the disk full?", e);
        }
    }

    /** As the JVM was told; Surefire and Gradle set the property where they tell it otherwise. */
    private List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator))
                .filter(place -> !place.isEmpty())
                .map(place -> Path.of(place).toAbsolutePath().normalize())
                .filter(place -> !ofWorkers.contains(place))
                .distinct()
                .toList();
    }

    private void write(Set<Path> own, List<Path> libraries) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        libraries.stream().map(this::relative).collect(Collectors.joining(" ")));
        Set<String> written = new HashSet<>();
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Path place : own) {
                copy(place, jar, written);
            }
        }
    }

    /** As a manifest names a jar: from where this one lies. */
    private String relative(Path library) {
        String path = Optional.ofNullable(file.getParent())
                .orElseThrow()
                .relativize(library)
                .toString();
        try {
            return new URI(null, null, path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new HarnessException("cannot name " + library + " in a manifest; move it to another path", e);
        }
    }

    private static void copy(Path place, JarOutputStream jar, Set<String> written) throws IOException {
        if (Files.isDirectory(place)) {
            copyTree(place, jar, written);
            return;
        }
        try (FileSystem other = FileSystems.newFileSystem(place, (ClassLoader) null)) {
            copyTree(other.getPath("/"), jar, written);
        }
    }

    /** The first of two files of the same name counts, as on any class path. */
    private static void copyTree(Path root, JarOutputStream jar, Set<String> written) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path source : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = root.relativize(source).toString().replace('\\', '/');
                if (!name.startsWith("META-INF/") && written.add(name)) {
                    jar.putNextEntry(new ZipEntry(name));
                    Files.copy(source, jar);
                    jar.closeEntry();
                }
            }
        }
    }
}
