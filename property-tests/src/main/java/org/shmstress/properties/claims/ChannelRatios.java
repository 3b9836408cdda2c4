package org.shmstress.properties.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.script.Answer.Figures;
import org.shmstress.worker.channels.ChannelKind;

/**
 * What rounds of measurements say, each with a turn of every channel at every size. A ratio is above 1 if it is so in every round: were the
 * median 1, seven rounds would all be above it once in 128 times.
 */
final class ChannelRatios {

    /** Sizes of a message in bytes: a cache line, a page, and more than a socket or pipe holds. */
    static final List<Integer> SIZES = List.of(64, 4096, 1 << 20);

    private static final List<ChannelKind> KERNELS = List.of(ChannelKind.PIPE, ChannelKind.UNIX, ChannelKind.TCP);

    /** Who polls and had a CPU for less of the time shared it with others, and waited for who had none. */
    private static final long OWN_CPU_PER_MILLE = 900;

    private final List<Evidence> rounds;

    ChannelRatios(List<ScriptTrace> traces) {
        this.rounds = traces.stream().map(Evidence::new).toList();
    }

    /** Least, median and largest of all rounds. */
    private record Range(double least, double median, double most) {
        static Range of(DoubleStream values) {
            double[] sorted = values.sorted().toArray();
            return new Range(sorted[0], sorted[sorted.length / 2], sorted[sorted.length - 1]);
        }

        String text() {
            return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, least, most);
        }
    }

    private static String step(int side, ChannelKind kind) {
        // The directory, between kind and size, is another one in each round.
        return (side == 0 ? "0: errand channel-first m " : "1: errand channel-second n ") + kind.label() + " /";
    }

    private static long figure(Evidence round, int side, ChannelKind kind, int size, String name) {
        return round.stepsThatBegin(step(side, kind)).stream()
                .filter(i -> round.step(i).split(" ")[6].equals(Integer.toString(size)))
                .mapToLong(i -> round.answer(i) instanceof Figures f ? f.get(name) : 0)
                .findFirst()
                .orElse(0);
    }

    /** Time of the other channel to that of this one: above 1, this one is faster. */
    private Range trips(ChannelKind kind, ChannelKind other, int size) {
        return range((round, k) -> figure(round, 0, k, size, "p50-nanos"), other, kind);
    }

    /** Throughput of this channel to that of the other one. */
    private Range flow(ChannelKind kind, ChannelKind other, int size) {
        return range((round, k) -> figure(round, 0, k, size, "bytes-per-second"), kind, other);
    }

    private Range range(BiFunction<Evidence, ChannelKind, Long> figure, ChannelKind above, ChannelKind below) {
        return Range.of(rounds.stream()
                .mapToDouble(r -> (double) figure.apply(r, above) / Math.max(1, figure.apply(r, below))));
    }

    /** Why nothing can be said, whatever the ratios are. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (rounds.stream().anyMatch(r -> figure(r, 0, ChannelKind.PIPE, 64, "interpreted") == 1)) {
            doubts.add("a process ran without a compiler, so that its own part is slower than it would be");
        }
        if (controlIsFaster()) {
            doubts.add("the control was called faster than a channel");
        }
        return doubts;
    }

    /** Where a side that polls had not a CPU to itself: why it may have been slower than it is, and never faster. */
    List<String> starved() {
        return SIZES.stream()
                .filter(size -> leastCpu(size) < OWN_CPU_PER_MILLE)
                .map(size -> "at " + size + " bytes a side that polls had a CPU for only " + leastCpu(size) / 10
                        + " % of a turn: it shared it, or waited for who had none")
                .toList();
    }

    private long leastCpu(int size) {
        return rounds.stream()
                .flatMap(r ->
                        Stream.of(0, 1).map(side -> figure(r, side, ChannelKind.SEGMENT_SPIN, size, "cpu-per-mille")))
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
    }

    private boolean controlIsFaster() {
        return KERNELS.stream().anyMatch(k -> trips(ChannelKind.CONTROL, k, 64).least() > 1);
    }

    /** What came of the control. */
    String control() {
        String ratios = KERNELS.stream()
                .map(k -> "to " + k.label() + " "
                        + trips(ChannelKind.CONTROL, k, 64).text())
                .collect(Collectors.joining(", "));
        return (controlIsFaster() ? "not caught" : "caught") + ", round trips of 64 bytes " + ratios;
    }

    /** The first comparison that the region lost in every round. */
    Optional<String> against() {
        return compared()
                .filter(c -> c.range().most() < 1)
                .map(Compared::what)
                .map(w -> w + " is not slower")
                .findFirst();
    }

    /** Comparisons that went either way and should not have. */
    List<String> undecided() {
        return compared()
                .filter(c -> c.kind() == ChannelKind.SEGMENT_SPIN)
                .filter(c -> c.range().least() <= 1 && c.range().most() >= 1)
                .map(c -> c.what() + " cannot be told apart: " + c.range().text())
                .toList();
    }

    private record Compared(ChannelKind kind, String what, Range range) {}

    /** Polling with every channel, sleeping with the pipe; both ways, at every size. */
    private Stream<Compared> compared() {
        return SIZES.stream()
                .flatMap(size -> Stream.concat(
                        KERNELS.stream().flatMap(kernel -> compared(ChannelKind.SEGMENT_SPIN, kernel, size)),
                        compared(ChannelKind.SEGMENT_FUTEX, ChannelKind.PIPE, size)));
    }

    private Stream<Compared> compared(ChannelKind kind, ChannelKind kernel, int size) {
        String pair = kind.label() + " to " + kernel.label() + " at " + size + " bytes, ";
        return Stream.of(
                new Compared(kind, pair + "round trip", trips(kind, kernel, size)),
                new Compared(kind, pair + "throughput", flow(kind, kernel, size)));
    }

    /** Medians by size and channel, then ratios. */
    List<String> facts() {
        List<String> facts = new ArrayList<>();
        for (int size : SIZES) {
            facts.add(size + " bytes, median round trip: " + each(size, "p50-nanos", 1e-3, "µs"));
            facts.add(size + " bytes, 99th percentile: " + each(size, "p99-nanos", 1e-3, "µs"));
            facts.add(size + " bytes, throughput: " + each(size, "bytes-per-second", 1e-6, "MB/s"));
        }
        compared().forEach(c -> facts.add("faster by " + c.range().text() + ": " + c.what()));
        facts.add("where threads run was left to the scheduler");
        return facts;
    }

    private String each(int size, String name, double scale, String unit) {
        return Stream.of(ChannelKind.values())
                .filter(kind -> kind != ChannelKind.CONTROL)
                .map(kind -> String.format(
                        Locale.ROOT,
                        "%s %.1f %s",
                        kind.label(),
                        scale
                                * Range.of(rounds.stream().mapToDouble(r -> figure(r, 0, kind, size, name)))
                                        .median(),
                        unit))
                .collect(Collectors.joining(", "));
    }
}
