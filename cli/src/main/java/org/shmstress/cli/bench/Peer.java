package org.shmstress.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.cli.bench.Child.Ended;
import org.shmstress.fork.ProcessStat;
import org.shmstress.plan.Jvm;

/**
 * Stock jcstress 0.16 on the litmus classes, at its best. How that was found: of its options those were tried that change its speed, on
 * store buffering, each several times on a quiet machine. Unified compilation is as fast as the best split one (both actors
 * in C2) and needs less warm-up without {@code -XX:-TieredCompilation}; pinning actors ({@code -af LOCAL}) is never worse than leaving them
 * free, and better on a busy host; the collectors do not differ; the default strides (40 of 256) are kept.
 */
public final class Peer {
    private static final Duration SETUP_BOUND = Duration.ofMinutes(3);
    private static final Duration COMMAND_BOUND = Duration.ofMinutes(15);
    private static final long START_BOUND_MILLIS = 60_000;
    private static final String MAINS = "org.shmstress.litmus.peer.";

    private final Jvm jvm;
    private final String classPath;
    private final Path directory;
    private final Child children;
    private final List<String> forkCommand;
    private final long warmUpMillis;
    private final long turnMillis;

    private Peer(
            Jvm jvm,
            String classPath,
            Path directory,
            Child children,
            List<String> forkCommand,
            long warmUpMillis,
            long turnMillis) {
        this.jvm = jvm;
        this.classPath = classPath;
        this.directory = directory;
        this.children = children;
        this.forkCommand = forkCommand;
        this.warmUpMillis = warmUpMillis;
        this.turnMillis = turnMillis;
    }

    /**
     * Lets stock jcstress probe this machine, once.
     *
     * @param jars its directory in the distribution
     * @param directory an empty one, for its files
     * @param warmUpMillis least time before samples count
     * @param turnMillis how long a turn is
     */
    static Peer probe(Jvm jvm, Path jars, Path directory, Child children, long warmUpMillis, long turnMillis) {
        String classPath = jars + "/*";
        List<String> command = new ArrayList<>(java(jvm, directory));
        command.addAll(List.of("-cp", classPath, MAINS + "PeerSetup", directory.toString()));
        command.addAll(List.of("-sc", "false", "-af", "LOCAL", "-time", Long.toString(turnMillis)));
        children.run("setup", command, SETUP_BOUND);
        try {
            List<String> fork = Files.readAllLines(directory.resolve("command"));
            return new Peer(jvm, classPath, directory, children, fork, warmUpMillis, turnMillis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The jar with the litmus classes.
     *
     * @throws HarnessException if the distribution has none
     */
    public static Path litmusJar(Path distribution) {
        Path jars = distribution.resolve("peer");
        try (DirectoryStream<Path> found = Files.newDirectoryStream(jars, "shmstress-litmus-*.jar")) {
            return found.iterator().next();
        } catch (IOException | NoSuchElementException e) {
            throw new HarnessException(
                    "the distribution holds no stock jcstress with the litmus classes in " + jars + "; build it again",
                    e);
        }
    }

    /** JNA unpacks its library beside our files, where it does not stay behind. */
    private static List<String> java(Jvm jvm, Path directory) {
        List<String> command = new ArrayList<>(List.of(jvm.java().toString(), "-Djna.tmpdir=" + directory));
        if (jvm.feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        return command;
    }

    /** Starts a fork and warms it up. */
    Fork open(LitmusTest test) {
        List<String> command = new ArrayList<>(forkCommand);
        command.add("-XX:CompilerDirectivesFile=" + directory.resolve(test.peerClass() + ".directives"));
        command.add(MAINS + "PeerFork");
        command.add(directory.resolve(test.peerClass() + ".config").toString());
        command.add(Long.toString(warmUpMillis));
        return new Fork(
                children.converse(test.name(), command),
                Duration.ofMillis(START_BOUND_MILLIS + 20 * (warmUpMillis + turnMillis)));
    }

    /** One JVM for all turns of one test; between these it is blocked. */
    static final class Fork implements AutoCloseable {
        private final Child.Dialogue jvm;
        private final Duration bound;
        private final long startNanos;
        private long samples;
        private long nanos;

        private Fork(Child.Dialogue jvm, Duration bound) {
            this.jvm = jvm;
            this.bound = bound;
            long start = System.nanoTime();
            this.samples = number("ready", jvm.hear("ready", bound));
            this.startNanos = System.nanoTime() - start;
            this.nanos = startNanos;
        }

        /** One iteration of stock's. */
        Measured turn() {
            jvm.say("turn");
            List<String> heard = jvm.hear("nanos", bound);
            Measured turn = new Measured(counts(heard), number("nanos", heard));
            samples += turn.samples();
            nanos += turn.nanos();
            return turn;
        }

        long cpuMillis() {
            return ProcessStat.cpuMillis(jvm.pid());
        }

        Life life(double idleCpuShare) {
            return new Life(samples, nanos, startNanos, 1, idleCpuShare);
        }

        @Override
        public void close() {
            jvm.close();
        }
    }

    /** A whole command in stock's quick mode, as a user would give it; what it counted, and how long it took. */
    Measured quickCommand(LitmusTest test) {
        List<String> command = List.of(
                jvm.java().toString(),
                "-Djna.tmpdir=" + directory,
                "-cp",
                classPath,
                "org.openjdk.jcstress.Main",
                "-m",
                "quick",
                "-t",
                "^" + Pattern.quote(test.peerClass()) + "$",
                "-r",
                "report-" + test.name());
        Ended ended = children.run("quick-" + test.name(), command, COMMAND_BOUND);
        return new Measured(counts(results(test).output()), ended.nanos());
    }

    private Ended results(LitmusTest test) {
        List<String> command = new ArrayList<>(java(jvm, directory));
        command.addAll(
                List.of("-cp", classPath, MAINS + "PeerResults", newestResult().toString()));
        return children.run("results-" + test.name(), command, SETUP_BOUND);
    }

    private Path newestResult() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "jcstress-results-*.bin.gz")) {
            List<Path> found = new ArrayList<>();
            files.forEach(found::add);
            return found.stream()
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(() -> new HarnessException("stock jcstress left no result file in " + directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(String key, List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> Long.parseLong(line.substring(key.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new HarnessException("a fork of the peer did not tell '" + key + "'"));
    }

    /** {@code outcome COUNT TEXT} lines, added up. */
    static Map<String, Long> counts(List<String> lines) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            if (parts.length == 3 && parts[0].equals("outcome")) {
                counts.merge(parts[2], Long.parseLong(parts[1]), Long::sum);
            }
        }
        return counts;
    }

    /** Removes what only its JVMs needed. */
    void tidy() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".so")).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
