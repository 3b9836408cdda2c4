package org.shmstress.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.shmstress.HarnessException;
import org.shmstress.plan.Jvm;
import org.shmstress.properties.channels.ChannelTurn;
import org.shmstress.run.Interruption;
import org.shmstress.run.RunDirectory;
import org.shmstress.segment.Layout;
import org.shmstress.segment.Segment;
import org.shmstress.worker.channels.ChannelKind;
import org.shmstress.worker.channels.ChannelMain;

/**
 * Round trips and throughput over each channel, between two processes of its own. A round is a turn of each channel at each size, so that a
 * host that changes its speed changes it for all.
 */
public final class Channels {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long PAGE = 4096;
    private static final long RINGS_BYTES = 1 << 20;

    private final Jvm jvm;
    private final Path distribution;
    private final Path directory;
    private final Plan plan;
    private final Interruption interruption;
    private final Consumer<String> progress;

    /**
     * How much is measured.
     *
     * @param rounds that count, after one that warms up
     * @param millis of round trips, and again of throughput, in a turn at one size
     */
    public record Plan(int rounds, long millis) {}

    /** Two processes at the ends of a channel. */
    private record Pair(Child.Dialogue first, Child.Dialogue second) {

        ChannelTurn turn(ChannelKind kind, int size, long millis) {
            Told trip = told("latency " + size + " " + millis, "roundtrips", "echo " + size, "echoed");
            Told flow = told("stream " + size + " " + millis, "streamed", "sink " + size, "drained");
            return new ChannelTurn(
                    kind,
                    size,
                    Double.parseDouble(trip.words()[3]),
                    Double.parseDouble(trip.words()[4]),
                    Double.parseDouble(flow.words()[1]) * size * 1e9 / Double.parseDouble(flow.words()[3]),
                    Math.min(trip.cpuShare(), flow.cpuShare()));
        }

        private Told told(String active, String answer, String passive, String echo) {
            second.say(passive);
            first.say(active);
            String[] words = first.hear(answer, BOUND).get(0).split(" ");
            String[] others = second.hear(echo, BOUND).get(0).split(" ");
            if (!words[1].equals(others[1])) {
                throw new HarnessException(words[1] + " messages were sent, " + others[1] + " arrived");
            }
            return new Told(words, Math.min(Double.parseDouble(words[2]), Double.parseDouble(others[2])));
        }
    }

    /** What the first side answered, and the CPU share of the one that had less. */
    private record Told(String[] words, double cpuShare) {}

    /**
     * @param directory an empty one, for logs, FIFOs and sockets
     * @param progress told each round
     */
    public Channels(
            Jvm jvm,
            Path distribution,
            Path directory,
            Plan plan,
            Interruption interruption,
            Consumer<String> progress) {
        this.jvm = jvm;
        this.distribution = distribution;
        this.directory = directory;
        this.plan = plan;
        this.interruption = interruption;
        this.progress = progress;
    }

    /** Measures these channels. */
    public ChannelReport measure(List<ChannelKind> kinds) {
        List<ChannelTurn> turns = new ArrayList<>();
        List<AutoCloseable> opened = new ArrayList<>();
        Child child = new Child(directory, interruption);
        try (CostJvm jvms = new CostJvm(jvm, distribution, child)) {
            try {
                Map<ChannelKind, Pair> pairs = new EnumMap<>(ChannelKind.class);
                kinds.forEach(kind -> pairs.put(kind, open(kind, jvms, child, opened)));
                for (int round = 0; round <= plan.rounds(); round++) {
                    List<ChannelTurn> measured = round(pairs);
                    turns.addAll(round == 0 ? List.of() : measured);
                    progress.accept(round == 0 ? "warmed up" : "round " + round + " of " + plan.rounds());
                }
            } finally {
                closeAll(opened);
            }
        }
        return ChannelReport.of(jvm.version(), Runtime.getRuntime().availableProcessors(), plan, turns);
    }

    private List<ChannelTurn> round(Map<ChannelKind, Pair> pairs) {
        List<ChannelTurn> turns = new ArrayList<>();
        for (int size : ChannelTurn.SIZES) {
            pairs.forEach((kind, pair) -> turns.add(pair.turn(kind, size, plan.millis())));
        }
        return turns;
    }

    private Pair open(ChannelKind kind, CostJvm jvms, Child child, List<AutoCloseable> opened) {
        Path place = RunDirectory.empty(directory.resolve(kind.label()));
        Optional<Segment> segment = kind.isInSegment()
                ? Optional.of(jvms.segment(Layout.of(2, PAGE, RINGS_BYTES, PAGE)))
                : Optional.empty();
        segment.ifPresent(opened::add);
        if (kind == ChannelKind.PIPE) {
            List<String> make = List.of(
                    "mkfifo",
                    place.resolve("there").toString(),
                    place.resolve("back").toString());
            child.run("mkfifo", make, BOUND);
        }
        Child.Dialogue second = side(kind, "second", "0", place, segment, jvms);
        opened.add(second);
        String address = second.hear("ready", BOUND).get(0).split(" ")[1];
        Child.Dialogue first = side(kind, "first", address, place, segment, jvms);
        opened.add(first);
        first.hear("ready", BOUND);
        return new Pair(first, second);
    }

    private static Child.Dialogue side(
            ChannelKind kind, String side, String address, Path place, Optional<Segment> segment, CostJvm jvms) {
        List<String> arguments = new ArrayList<>(List.of(kind.label(), side, place.toString(), address));
        segment.map(jvms::whereabouts).ifPresent(arguments::addAll);
        return jvms.start(kind.label() + "-" + side, ChannelMain.class, arguments);
    }

    /** In reverse: processes before the segment that they have mapped. */
    private static void closeAll(List<AutoCloseable> opened) {
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).close();
            } catch (Exception e) {
                throw new HarnessException("cannot close a channel: " + e.getMessage(), e);
            }
        }
    }
}
