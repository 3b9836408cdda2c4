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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.posix.FileNames;
import org.shmstress.properties.Findings;
import org.shmstress.properties.channels.ChannelClaim;
import org.shmstress.properties.channels.ChannelClaim.Verdict;
import org.shmstress.properties.channels.ChannelRatio;
import org.shmstress.properties.channels.ChannelTurn;
import org.shmstress.properties.channels.MedianBounds;
import org.shmstress.properties.claims.Evidence.Objection;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.scenario.ScriptRunner;
import org.shmstress.script.Answer.Figures;
import org.shmstress.script.Script;
import org.shmstress.worker.channels.ChannelKind;

/**
 * Claim S2: exchange through the region is faster than channels that copy through the kernel. A round is a turn of each channel at each
 * size. {@code shmstress bench channels} is the same at length.
 */
final class Speed {

    /** With so many, one or two may be lost to somebody else's load; where they tell nothing, so many more are taken. */
    private static final int ROUNDS = 9;

    private static final int MOST_ROUNDS = 20;
    private static final int WARM_MILLIS = 30;
    private static final int MILLIS = 8;
    private static final long MAPPING_BYTES = 4L << 20;

    /** A busy host is not waited for. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private static final String TITLE =
            "Exchange through the region is faster than channels that copy through the kernel";

    private Speed() {}

    static ScriptTest scenario() {
        return new ScriptTest(
                "claims/S02",
                TITLE,
                "Two processes send each other messages of 64 bytes, 4 KiB and 1 MiB, in turn and in a stream, over rings in the segment (one"
                        + " side polls, or sleeps in futex), two pipes, a Unix socket and TCP on the loopback interface. The verdict is by"
                        + " ratios within each of " + ROUNDS + " rounds, or " + MOST_ROUNDS
                        + " where these do not tell: by the bounds of their median (95 %, sign test) polling is faster than each channel"
                        + " at all sizes, sleeping not slower than the pipe. Where that is not seen and a side that polls had not a CPU"
                        + " to itself, it is UNKNOWN."
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
            while (!findings.hasFailed() && System.nanoTime() < end && isWorthARound(rounds)) {
                ScriptTrace trace = runner.run(script(place.resolve("round" + rounds.size()), MILLIS));
                findings.triedOnce(trace);
                rounds.add(trace);
            }
            if (!findings.hasFailed()) {
                judge(rounds, findings);
            }
            return findings.observation();
        } finally {
            remove(place);
        }
    }

    private static boolean isWorthARound(List<ScriptTrace> rounds) {
        int count = rounds.size();
        return count < ROUNDS
                || count > ROUNDS && count < MOST_ROUNDS
                || count == ROUNDS && ChannelClaim.of(turns(rounds)).verdict() == Verdict.UNKNOWN;
    }

    private static void judge(List<ScriptTrace> rounds, Findings findings) {
        if (rounds.size() < ROUNDS) {
            findings.measured("fact", "checked: " + TITLE);
            findings.measured(
                    "doubt",
                    "the host was too busy: " + rounds.size() + " of " + ROUNDS + " rounds in " + LONGEST.toSeconds()
                            + " s");
            return;
        }
        List<ChannelTurn> turns = turns(rounds);
        ChannelClaim claim = ChannelClaim.of(turns);
        List<String> facts = new ArrayList<>(List.of("checked: " + TITLE));
        facts(turns).forEach(fact -> facts.add("evidence: " + fact));
        facts.add("control 50 µs more for each message: " + control(turns, claim));
        List<String> doubts = new ArrayList<>(claim.blind());
        if (new Evidence(rounds.get(0))
                .figure(step(0, ChannelKind.PIPE), "interpreted")
                .equals(Optional.of(1L))) {
            doubts.add("a process ran without a compiler, so that its own part is slower than it would be");
        }
        switch (claim.verdict()) {
            case PROVEN -> claim.starved().forEach(fact -> facts.add("evidence: " + fact));
            case UNKNOWN ->
                Stream.of(claim.against(), claim.open(), claim.starved()).forEach(doubts::addAll);
            case REFUTED -> {
                if (doubts.isEmpty()) {
                    Evidence last = new Evidence(rounds.get(rounds.size() - 1));
                    int step = last.stepsThatBegin("0: errand channel-first").get(0);
                    findings.failedBy(last.marked(
                            new Objection(step, "not " + claim.against().get(0))));
                }
            }
        }
        doubts.forEach(doubt -> findings.measured("doubt", doubt));
        facts.forEach(doubts.isEmpty() ? findings::witness : fact -> findings.measured("fact", fact));
    }

    private static List<ChannelTurn> turns(List<ScriptTrace> rounds) {
        return rounds.stream().map(Evidence::new).flatMap(Speed::turns).toList();
    }

    /** Steps of both sides lie in the order of {@link #script}. */
    private static Stream<ChannelTurn> turns(Evidence round) {
        return Arrays.stream(ChannelKind.values()).flatMap(kind -> {
            List<Figures> first = figures(round, step(0, kind));
            List<Figures> second = figures(round, step(1, kind));
            return IntStream.range(0, first.size())
                    .mapToObj(i -> turn(kind, ChannelTurn.SIZES.get(i), first.get(i), second.get(i)));
        });
    }

    private static String step(int side, ChannelKind kind) {
        return (side == 0 ? "0: errand channel-first m " : "1: errand channel-second n ") + kind.label() + " /";
    }

    private static List<Figures> figures(Evidence round, String step) {
        return round.stepsThatBegin(step).stream()
                .map(i -> (Figures) round.answer(i))
                .toList();
    }

    private static ChannelTurn turn(ChannelKind kind, int size, Figures first, Figures second) {
        return new ChannelTurn(
                kind,
                size,
                first.get("p50-nanos"),
                first.get("p99-nanos"),
                first.get("bytes-per-second"),
                Math.min(first.get("cpu-per-mille"), second.get("cpu-per-mille")) / 1000.0);
    }

    private static String control(List<ChannelTurn> turns, ChannelClaim claim) {
        String ratios = ChannelRatio.of(turns).stream()
                .filter(r -> r.segment() == ChannelKind.CONTROL && r.sizeBytes() == ChannelTurn.SIZES.get(0))
                .map(r -> "to " + r.channel().label() + " " + r.roundTrip().text())
                .collect(Collectors.joining(", "));
        return (claim.blind().isEmpty() ? "caught" : "not caught") + ", round trips of 64 bytes " + ratios;
    }

    /** Medians by size and channel, then ratios. */
    private static List<String> facts(List<ChannelTurn> turns) {
        List<String> facts = new ArrayList<>();
        for (int size : ChannelTurn.SIZES) {
            List<ChannelTurn> sized =
                    turns.stream().filter(t -> t.sizeBytes() == size).toList();
            facts.add(size + " bytes, median round trip: " + each(sized, t -> t.medianNanos() * 1e-3, "µs"));
            facts.add(size + " bytes, 99th percentile: " + each(sized, t -> t.p99Nanos() * 1e-3, "µs"));
            facts.add(size + " bytes, throughput: " + each(sized, t -> t.bytesPerSecond() * 1e-6, "MB/s"));
        }
        ChannelRatio.of(turns).stream()
                .filter(r -> r.segment() != ChannelKind.CONTROL)
                .forEach(r -> facts.add("faster by " + r.roundTrip().text() + " in turn, "
                        + r.throughput().text() + " in a stream: " + r.segment().label() + " to "
                        + r.channel().label() + " at " + r.sizeBytes() + " bytes"));
        facts.add("sides that poll had CPUs of their own, where others ran was left to the scheduler");
        return facts;
    }

    private static String each(List<ChannelTurn> turns, ToDoubleFunction<ChannelTurn> figure, String unit) {
        return Stream.of(ChannelKind.values())
                .filter(kind -> kind != ChannelKind.CONTROL)
                .map(kind -> String.format(
                        Locale.ROOT,
                        "%s %.1f %s",
                        kind.label(),
                        MedianBounds.of(turns.stream()
                                        .filter(t -> t.channel() == kind)
                                        .map(figure::applyAsDouble)
                                        .toList())
                                .median(),
                        unit))
                .collect(Collectors.joining(", "));
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
        for (int size : ChannelTurn.SIZES) {
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
