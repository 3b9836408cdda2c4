package org.shmstress.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;
import org.shmstress.scenario.Scenario;

/** Tells whether the classes that scenarios come from are still the same, whenever they were compiled or packed. */
final class TestCode {

    private TestCode() {}

    /** 16 hexadecimal digits: names and contents of all classes beside those of the scenarios. */
    static String digest(Collection<Scenario> scenarios) {
        return digest(origins(scenarios));
    }

    /** The same of jars or directories. */
    static String digest(Stream<Path> origins) {
        CRC32 names = new CRC32();
        CRC32 contents = new CRC32();
        origins.distinct()
                .sorted()
                .forEach(origin -> classes(origin).forEach((name, sum) -> {
                    names.update(name.getBytes(StandardCharsets.UTF_8));
                    contents.update(Long.toHexString(sum).getBytes(StandardCharsets.US_ASCII));
                }));
        return String.format("%08x%08x", names.getValue(), contents.getValue());
    }

    private static Stream<Path> origins(Collection<Scenario> scenarios) {
        return scenarios.stream().flatMap(scenario -> {
            if (scenario instanceof Scenario.OutcomeTest test) {
                return Stream.of(test.origin());
            } else if (scenario instanceof Scenario.ObjectTest test) {
                return Stream.of(test.origin());
            }
            return Stream.empty();
        });
    }

    private static Map<String, Long> classes(Path origin) {
        try {
            return Files.isDirectory(origin) ? inDirectory(origin) : inJar(origin);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + origin, e);
        }
    }

    private static Map<String, Long> inJar(Path jar) throws IOException {
        Map<String, Long> classes = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .forEach(entry -> classes.put(entry.getName(), entry.getCrc()));
        }
        return classes;
    }

    private static Map<String, Long> inDirectory(Path directory) throws IOException {
        Map<String, Long> classes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                CRC32 sum = new CRC32();
                sum.update(Files.readAllBytes(file));
                classes.put(directory.relativize(file).toString(), sum.getValue());
            }
        }
        return classes;
    }
}
