package org.shmstress.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** JVM processes with this test's class path. */
final class OtherJvm {

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    private OtherJvm() {}

    /** The JDK that runs this test, and the newest other feature version installed in the usual place, if there is one. */
    static List<Path> homes() {
        Path own = Path.of(System.getProperty("java.home"));
        TreeMap<Integer, Path> others = new TreeMap<>();
        installed().forEach(home -> others.put(feature(home), home));
        others.remove(Runtime.version().feature());
        List<Path> homes = new ArrayList<>(List.of(own));
        if (!others.isEmpty() && others.lastKey() >= 17) {
            homes.add(others.lastEntry().getValue());
        }
        return homes;
    }

    private static List<Path> installed() {
        if (!Files.isDirectory(INSTALLED)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")) && feature(home) > 0)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Feature version as the file {@code release} tells it, 0 if it does not. */
    static int feature(Path home) {
        Path release = home.resolve("release");
        if (!Files.isRegularFile(release)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(release)) {
            return lines.filter(line -> line.matches("JAVA_VERSION=\"\\d+[.\"].*"))
                    .map(line -> Integer.parseInt(line.replaceAll("JAVA_VERSION=\"(\\d+).*", "$1")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process builder for a main class, with the export that workers get. */
    static ProcessBuilder command(Path home, List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin/java").toString());
        command.add("--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        if (feature(home) >= AccessPath.FIRST_WITH_FFM) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
