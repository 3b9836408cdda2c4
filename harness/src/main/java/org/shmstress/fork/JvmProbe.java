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
 * Finds out which JDKs there are, by running each once: a release file says what was unpacked, only a run says that it
 * works here. What it tells is kept for as long as its files are unchanged, see {@link JvmAnswers}.
 */
public final class JvmProbe {

    /** The oldest feature version that workers run on. */
    public static final int OLDEST = 17;

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** The thousand other flags are left out by grep: they do not fit into a pipe. */
    private static final String ASK_ALL = """
            told=$("$1" -XX:+UnlockDiagnosticVMOptions -XX:+PrintFlagsFinal -XshowSettings:properties -version 2>&1)
            code=$?
            printf '%s\\n' "$told" | grep -E ' bool Stress|^ *java\\.[a-z.]* = '
            exit $code
            """;

    private final JvmAnswers answers;

    JvmProbe(JvmAnswers answers) {
        this.answers = answers;
    }

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
        return new JvmProbe(JvmAnswers.ofThisUser()).usable(home);
    }

    Jvm usable(Path home) {
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
        return new JvmProbe(JvmAnswers.ofThisUser()).all(homes, rejected);
    }

    /** One home and what came of probing it: a JDK, or a complaint. */
    private record Attempt(Path home, Optional<Jvm> jvm, String complaint) {}

    /** Those that must be started are started side by side. */
    Found all(Set<Path> homes, List<String> unlisted) {
        Map<Path, Path> distinct = new LinkedHashMap<>();
        List<String> rejected = new ArrayList<>(unlisted);
        for (Path home : homes) {
            try {
                // Distributions install documentation beside JDKs; what has no launcher never was a JDK.
                if (Files.isExecutable(launcher(home))) {
                    distinct.putIfAbsent(home.toRealPath(), home);
                }
            } catch (IOException e) {
                rejected.add(home + ": " + e.getMessage());
            }
        }
        boolean starts =
                distinct.keySet().stream().anyMatch(home -> answers.find(home).isEmpty());
        Stream<Path> all = starts ? distinct.values().parallelStream() : distinct.values().stream();
        List<Attempt> attempts = all.map(this::attempt).toList();
        attempts.stream().filter(a -> a.jvm().isEmpty()).forEach(a -> rejected.add(a.home() + ": " + a.complaint()));
        return new Found(attempts.stream().flatMap(a -> a.jvm().stream()).toList(), List.copyOf(rejected));
    }

    private Attempt attempt(Path home) {
        try {
            return new Attempt(home, Optional.of(probe(home)), "");
        } catch (IOException e) {
            return new Attempt(home, Optional.empty(), String.valueOf(e.getMessage()));
        }
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

    private Jvm probe(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            throw new IOException("no such directory");
        }
        if (!Files.isExecutable(launcher(home))) {
            throw new IOException("no bin/java there that can be executed");
        }
        Path real = home.toRealPath();
        Optional<JvmAnswers.Answer> known = answers.find(real);
        if (known.isPresent()) {
            return described(real, known.get());
        }
        JvmAnswers.Answer told = ask(launcher(home));
        answers.keep(real, told);
        return described(real, told);
    }

    private static Path launcher(Path home) {
        return home.resolve("bin").resolve("java");
    }

    /** One start answers everything. A JVM that refuses the question for its flags has none of those that we would use. */
    private static JvmAnswers.Answer ask(Path java) throws IOException {
        Processes.Outcome outcome = Processes.run(List.of("/bin/sh", "-c", ASK_ALL, "sh", java.toString()), BOUND);
        if (outcome.exitCode() != 0) {
            outcome = Processes.run(List.of(java.toString(), "-XshowSettings:properties", "-version"), BOUND);
        }
        if (outcome.exitCode() != 0) {
            throw new IOException("bin/java ends with " + outcome.exitCode() + ": " + outcome.firstLine());
        }
        String told = outcome.output();
        return new JvmAnswers.Answer(
                property(told, "java.specification.version")
                        .orElseThrow(() -> new IOException("bin/java does not tell java.specification.version")),
                property(told, "java.runtime.version").orElse(""),
                property(told, "java.vendor").orElse(""),
                JitFlags.STRESS.stream()
                        .filter(flag -> told.contains(" bool " + flag + " "))
                        .toList());
    }

    private static Jvm described(Path home, JvmAnswers.Answer answer) throws IOException {
        String specification = answer.specification();
        if (!specification.matches("[1-9][0-9]{1,3}") || Integer.parseInt(specification) < OLDEST) {
            throw new IOException("is Java " + specification + "; workers need " + OLDEST + " or newer");
        }
        return new Jvm(home, Integer.parseInt(specification), answer.version(), answer.vendor(), answer.stressFlags());
    }

    private static Optional<String> property(String settings, String name) {
        String start = name + " = ";
        return settings.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }
}
