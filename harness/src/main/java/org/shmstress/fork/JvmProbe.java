package org.shmstress.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.plan.Jvm;

/**
 * Finds out which JDKs there are, by running each: a release file says what was unpacked, only a run says that it works here.
 */
public final class JvmProbe {

    /** The oldest feature version that workers run on. */
    public static final int OLDEST = 17;

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final Duration BOUND = Duration.ofSeconds(30);

    private JvmProbe() {}

    /**
     * What was found.
     *
     * @param jvms usable JDKs, by real path each once; the running one first
     * @param rejected one line per home that looked like a JDK and cannot be used, with the reason
     */
    public record Found(List<Jvm> jvms, List<String> rejected) {

        /** What a run uses unless told otherwise: the lowest and the highest feature version, one JDK each. */
        public List<Jvm> defaults() {
            TreeMap<Integer, Jvm> byFeature = new TreeMap<>();
            jvms.forEach(jvm -> byFeature.putIfAbsent(jvm.feature(), jvm));
            return byFeature.isEmpty()
                    ? List.of()
                    : Stream.of(
                                    byFeature.firstEntry().getValue(),
                                    byFeature.lastEntry().getValue())
                            .distinct()
                            .toList();
        }
    }

    /**
     * The JDK of a home that the user named.
     *
     * @throws HarnessException of kind USAGE if workers cannot run on it, with the reason
     */
    public static Jvm named(Path home) {
        try {
            return probe(home);
        } catch (IOException e) {
            throw new HarnessException(HarnessException.Kind.USAGE, "--jdk " + home + ": " + e.getMessage(), e);
        }
    }

    /** All JDKs that this machine shows: the running one, {@code JAVA_HOME}, and those below {@code /usr/lib/jvm}. */
    public static Found installed() {
        Set<Path> homes = new LinkedHashSet<>();
        homes.add(Path.of(System.getProperty("java.home")));
        Optional.ofNullable(System.getenv("JAVA_HOME"))
                .filter(h -> !h.isBlank())
                .map(Path::of)
                .ifPresent(homes::add);
        List<String> rejected = new ArrayList<>();
        homes.addAll(children(INSTALLED, rejected));
        return probeAll(homes, rejected);
    }

    private static Found probeAll(Set<Path> homes, List<String> rejected) {
        Map<Path, Jvm> found = new LinkedHashMap<>();
        Set<Path> seen = new LinkedHashSet<>();
        for (Path home : homes) {
            try {
                // Distributions install documentation beside JDKs; what has no launcher never was a JDK.
                if (Files.isExecutable(launcher(home)) && seen.add(home.toRealPath())) {
                    Jvm jvm = probe(home);
                    found.put(jvm.home(), jvm);
                }
            } catch (IOException e) {
                rejected.add(home + ": " + e.getMessage());
            }
        }
        return new Found(List.copyOf(found.values()), List.copyOf(rejected));
    }

    private static List<Path> children(Path directory, List<String> rejected) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted(Comparator.naturalOrder()).toList();
        } catch (IOException e) {
            rejected.add(directory + ": cannot be listed: " + e);
            return List.of();
        }
    }

    private static Jvm probe(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            throw new IOException("no such directory");
        }
        Path java = launcher(home);
        if (!Files.isExecutable(java)) {
            throw new IOException("no bin/java there that can be executed");
        }
        Processes.Outcome outcome =
                Processes.run(List.of(java.toString(), "-XshowSettings:properties", "-version"), BOUND);
        if (outcome.exitCode() != 0) {
            throw new IOException("bin/java ends with " + outcome.exitCode() + ": " + outcome.firstLine());
        }
        return described(home.toRealPath(), outcome.output());
    }

    private static Path launcher(Path home) {
        return home.resolve("bin").resolve("java");
    }

    private static Jvm described(Path home, String settings) throws IOException {
        String specification = property(settings, "java.specification.version");
        if (!specification.matches("[1-9][0-9]{1,3}") || Integer.parseInt(specification) < OLDEST) {
            throw new IOException("is Java " + specification + "; workers need " + OLDEST + " or newer");
        }
        return new Jvm(
                home,
                Integer.parseInt(specification),
                property(settings, "java.runtime.version"),
                property(settings, "java.vendor"),
                stressFlags(home));
    }

    /** Asked of the JVM, since builds differ. Its thousand other flags are left out by grep: they do not fit into a pipe. */
    private static List<String> stressFlags(Path home) throws IOException {
        String print =
                "\"$1\" -XX:+UnlockDiagnosticVMOptions -XX:+PrintFlagsFinal -version 2>/dev/null | grep ' bool Stress'";
        Processes.Outcome outcome = Processes.run(
                List.of("/bin/sh", "-c", print, "sh", launcher(home).toString()), BOUND);
        return JitFlags.STRESS.stream()
                .filter(flag -> outcome.output().contains(" " + flag + " "))
                .toList();
    }

    private static String property(String settings, String name) throws IOException {
        String start = name + " = ";
        return settings.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new IOException("bin/java does not tell " + name));
    }
}
