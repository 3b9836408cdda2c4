package org.shmstress.properties.claims;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.posix.FileNames;
import org.shmstress.properties.Findings;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Script;
import org.shmstress.worker.channels.ChannelKind;

/**
 * Claim S2: exchange through the region is faster than channels that copy through the kernel. A round is a turn of each channel at each
 * size; a ratio is taken within a round, so that a host that changes its speed changes it for both. {@code shmstress bench channels} is the
 * same at length.
 */
final class Speed {

    private static final int ROUNDS = 7;
    private static final int WARM_MILLIS = 30;
    private static final int MILLIS = 8;
    private static final long MAPPING_BYTES = 4L << 20;

    /** A busy host is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String TITLE =
            "Exchange through the region is faster than channels that copy through the kernel";

    private Speed() {}

    static ScriptTest scenario() {
        return new ScriptTest(
                "claims/S02",
                TITLE,
                "Two processes send each other messages of 64 bytes, 4 KiB and 1 MiB, in turn and in a stream, over rings in the segment (one"
                        + " side polls, or sleeps in futex), two pipes, a Unix socket and TCP on the loopback interface. The verdict is by"
                        + " ratios within each of " + ROUNDS
                        + " rounds, all of which must agree: polling is faster than each channel at all"
                        + " sizes, sleeping not slower than the pipe. Where that is not seen and a side that polls had not a CPU to"
                        + " itself, it is UNKNOWN."
                        + " Control: the segment slowed down by 50 µs a message, which must not be called faster.",
                Set.of("with-controls"),
                2,
                Claim.ONE_PATH,
                (runner, seed, budget) -> explore(runner));
    }

    private static Scripts explore(ScriptRunner runner) {
        Findings findings = new Findings();
        Path place = created();
        try {
            long end = System.nanoTime() + LONGEST.toNanos();
            findings.triedOnce(runner.run(script(place.resolve("warm"), WARM_MILLIS)));
            List<ScriptTrace> rounds = new ArrayList<>();
            while (rounds.size() < ROUNDS && System.nanoTime() < end && !findings.hasFailed()) {
                ScriptTrace trace = runner.run(script(place.resolve("round" + rounds.size()), MILLIS));
                findings.triedOnce(trace);
                rounds.add(trace);
            }
            if (!findings.hasFailed()) {
                judge(new ChannelRatios(rounds), findings, rounds);
            }
            return findings.observation();
        } finally {
            remove(place);
        }
    }

    private static void judge(ChannelRatios ratios, Findings findings, List<ScriptTrace> rounds) {
        List<String> facts = new ArrayList<>(List.of("checked: " + TITLE));
        List<String> doubts = new ArrayList<>();
        if (rounds.size() < ROUNDS) {
            doubts.add("the host was too busy: " + rounds.size() + " of " + ROUNDS + " rounds in " + LONGEST.toSeconds()
                    + " s");
        } else {
            doubts.addAll(ratios.doubts());
            ratios.facts().forEach(fact -> facts.add("evidence: " + fact));
            facts.add("control 50 µs more for each message: " + ratios.control());
            Optional<String> lost = ratios.against();
            boolean shown = lost.isEmpty() && ratios.undecided().isEmpty();
            ratios.starved().forEach(shown ? fact -> facts.add("evidence: " + fact) : doubts::add);
            lost.filter(against -> doubts.isEmpty()).ifPresent(against -> {
                Evidence last = new Evidence(rounds.get(rounds.size() - 1));
                int step = last.stepsThatBegin("0: errand channel-first").get(0);
                findings.failedBy(last.marked(new Objection(step, against)));
            });
            doubts.addAll(ratios.undecided());
        }
        doubts.forEach(doubt -> findings.measured("doubt", doubt));
        facts.forEach(doubts.isEmpty() ? findings::witness : fact -> findings.measured("fact", fact));
    }

    /** One turn of each channel at each size. */
    private static Script script(Path directory, int millis) {
        made(directory);
        StringBuilder text = new StringBuilder("""
                0: create alpha as a
                0: size a %1$d
                0: map a %1$d as m
                1: open alpha as b
                1: map b %1$d as n
                """.formatted(MAPPING_BYTES));
        for (int size : ChannelRatios.SIZES) {
            Arrays.stream(ChannelKind.values())
                    .forEach(kind -> text.append("""
                    together
                      0: errand channel-first m %1$s %2$s %3$d %4$d
                      1: errand channel-second n %1$s %2$s %3$d %4$d
                    end
                    """.formatted(kind.label(), directory, size, millis)));
        }
        return Script.parse(text.toString());
    }

    private static Path created() {
        try {
            return Files.createTempDirectory("shmstress-channels-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void made(Path directory) {
        try {
            Files.createDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FileNames.makePipe(directory.resolve("there"));
        FileNames.makePipe(directory.resolve("back"));
    }

    private static void remove(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
