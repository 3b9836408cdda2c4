package org.shmstress.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.shmstress.worker.channels.ChannelKind;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code bench channels} measured, and what it says of the claim that exchange through the region is faster than channels that copy
 * through the kernel.
 *
 * @param rounds that counted
 * @param placement where the processes ran
 * @param figures one per channel and size
 * @param ratios one per segment variant, kernel's channel and size
 * @param claim PROVEN, REFUTED or UNKNOWN
 * @param because one line for each reason why the claim is not proven; empty if it is
 */
public record ChannelReport(
        int schemaVersion,
        String jdk,
        int cpus,
        int rounds,
        String placement,
        List<Figure> figures,
        List<Ratio> ratios,
        String claim,
        List<String> because) {

    /**
     * One channel at one size in one round.
     *
     * @param medianNanos of a round trip
     * @param p99Nanos 99th percentile of the same
     * @param cpuShare part of the time in which the side that had less of it had a CPU
     */
    record Turn(
            String channel,
            int sizeBytes,
            double medianNanos,
            double p99Nanos,
            double bytesPerSecond,
            double cpuShare) {}

    /** One channel at one size, over the rounds. */
    public record Figure(
            String channel,
            int sizeBytes,
            Spread roundTripNanos,
            Spread roundTripP99Nanos,
            Spread bytesPerSecond,
            Spread cpuShare) {}

    /**
     * How much better the segment is, by the ratios of rounds; above 1 it is better.
     *
     * @param roundTrip the channel's median round trip to the segment's
     * @param roundTripFinding what these ratios say
     * @param throughput the segment's throughput to the channel's
     * @param throughputFinding what these ratios say
     */
    public record Ratio(
            String segment,
            String channel,
            int sizeBytes,
            MedianBounds roundTrip,
            Finding roundTripFinding,
            MedianBounds throughput,
            Finding throughputFinding) {}

    /** Where the bounds of a ratio lie. */
    public enum Finding {
        FASTER,
        SLOWER,
        /** On both sides of 1. */
        NOT_TOLD_APART;

        static Finding of(MedianBounds ratio) {
            if (ratio.low() > 1) {
                return FASTER;
            }
            return ratio.high() < 1 ? SLOWER : NOT_TOLD_APART;
        }
    }

    static ChannelReport of(String jdk, int cpus, Channels.Plan plan, List<Turn> turns) {
        List<Figure> figures = new ArrayList<>();
        List<Ratio> ratios = new ArrayList<>();
        List<String> channels = turns.stream().map(Turn::channel).distinct().toList();
        for (int size : Channels.SIZES) {
            for (String channel : channels) {
                figures.add(figure(of(turns, channel, size)));
                if (isInSegment(channel)) {
                    channels.stream()
                            .filter(other -> !isInSegment(other))
                            .map(other -> ratio(of(turns, channel, size), of(turns, other, size)))
                            .forEach(ratios::add);
                }
            }
        }
        ChannelClaim claim = ChannelClaim.of(figures, ratios);
        return new ChannelReport(
                1,
                jdk,
                cpus,
                plan.rounds(),
                "left to the scheduler",
                figures,
                ratios,
                claim.verdict(),
                claim.because());
    }

    private static boolean isInSegment(String channel) {
        return ChannelKind.of(channel).filter(ChannelKind::isInSegment).isPresent();
    }

    private static List<Turn> of(List<Turn> turns, String channel, int size) {
        return turns.stream()
                .filter(t -> t.channel().equals(channel) && t.sizeBytes() == size)
                .toList();
    }

    private static Figure figure(List<Turn> turns) {
        return new Figure(
                turns.get(0).channel(),
                turns.get(0).sizeBytes(),
                Spread.of(turns.stream().map(Turn::medianNanos).toList()),
                Spread.of(turns.stream().map(Turn::p99Nanos).toList()),
                Spread.of(turns.stream().map(Turn::bytesPerSecond).toList()),
                Spread.of(turns.stream().map(Turn::cpuShare).toList()));
    }

    private static Ratio ratio(List<Turn> segment, List<Turn> channel) {
        MedianBounds trip = ratios(channel, segment, Turn::medianNanos);
        MedianBounds flow = ratios(segment, channel, Turn::bytesPerSecond);
        Turn any = segment.get(0);
        return new Ratio(
                any.channel(),
                channel.get(0).channel(),
                any.sizeBytes(),
                trip,
                Finding.of(trip),
                flow,
                Finding.of(flow));
    }

    private static MedianBounds ratios(List<Turn> over, List<Turn> under, ToDoubleFunction<Turn> figure) {
        return MedianBounds.of(IntStream.range(0, over.size())
                .mapToObj(i -> figure.applyAsDouble(over.get(i)) / figure.applyAsDouble(under.get(i)))
                .toList());
    }

    /** As JSON. */
    public String json() {
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    }

    /** As tables. */
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "two processes, JDK %s, %d CPUs, placement %s; median of %d rounds (least–most)%n"
                        + "%n%-14s %9s  %-26s %-30s %-34s %s%n",
                jdk,
                cpus,
                placement,
                rounds,
                "channel",
                "bytes",
                "round trip µs",
                "99th percentile µs",
                "throughput MB/s",
                "CPU, least"));
        figures.forEach(f -> text.append(line(f)));
        text.append(String.format(
                Locale.ROOT,
                "%nhow many times better the segment is: median of the rounds' ratios (bounds of the median, 95 %%)%n%-36s %9s  %-34s %s%n",
                "",
                "bytes",
                "round trip",
                "throughput"));
        ratios.forEach(r -> text.append(line(r)));
        text.append(String.format("%nclaims/S02 %s: faster than channels that copy through the kernel%n", claim));
        because.forEach(reason -> text.append("  ").append(reason).append('\n'));
        return text.toString();
    }

    private static String line(Figure f) {
        return String.format(
                Locale.ROOT,
                "%-14s %9d  %-26s %-30s %-34s %.0f %%%n",
                f.channel(),
                f.sizeBytes(),
                show(f.roundTripNanos(), 1e-3),
                show(f.roundTripP99Nanos(), 1e-3),
                show(f.bytesPerSecond(), 1e-6),
                100 * f.cpuShare().min());
    }

    private static String line(Ratio r) {
        return String.format(
                Locale.ROOT,
                "%-36s %9d  %-34s %s%n",
                r.segment() + " to " + r.channel(),
                r.sizeBytes(),
                show(r.roundTrip()) + told(r.roundTripFinding()),
                show(r.throughput()) + told(r.throughputFinding()));
    }

    private static String told(Finding finding) {
        return " " + finding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String show(MedianBounds b) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", b.median(), b.low(), b.high());
    }

    private static String show(Spread s, double unit) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", s.median() * unit, s.min() * unit, s.max() * unit);
    }
}
