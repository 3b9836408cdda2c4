package org.shmstress.cli.bench;

import java.util.List;
import java.util.Locale;
import org.shmstress.properties.channels.ChannelClaim;
import org.shmstress.properties.channels.ChannelRatio;
import org.shmstress.properties.channels.ChannelRatio.Finding;
import org.shmstress.properties.channels.ChannelTurn;
import org.shmstress.properties.channels.MedianBounds;
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

    /** One channel at one size, over the rounds. */
    public record Figure(
            String channel,
            int sizeBytes,
            Spread roundTripNanos,
            Spread roundTripP99Nanos,
            Spread bytesPerSecond,
            Spread cpuShare) {}

    /**
     * How much better the segment is, by the ratios of rounds; above 1 it is better. See {@link ChannelRatio}.
     *
     * @param roundTripFinding what the ratios of round trips say
     * @param throughputFinding what those of throughput say
     */
    public record Ratio(
            String segment,
            String channel,
            int sizeBytes,
            MedianBounds roundTrip,
            Finding roundTripFinding,
            MedianBounds throughput,
            Finding throughputFinding) {

        private static Ratio of(ChannelRatio r) {
            return new Ratio(
                    r.segment().label(),
                    r.channel().label(),
                    r.sizeBytes(),
                    r.roundTrip(),
                    r.roundTripFinding(),
                    r.throughput(),
                    r.throughputFinding());
        }
    }

    static ChannelReport of(String jdk, int cpus, Channels.Plan plan, List<ChannelTurn> turns) {
        ChannelClaim claim = ChannelClaim.of(turns);
        return new ChannelReport(
                1,
                jdk,
                cpus,
                plan.rounds(),
                "sides that poll on CPUs of their own, others left to the scheduler",
                figures(turns),
                ChannelRatio.of(turns).stream().map(Ratio::of).toList(),
                claim.verdict().name(),
                claim.because());
    }

    private static List<Figure> figures(List<ChannelTurn> turns) {
        List<ChannelKind> kinds =
                turns.stream().map(ChannelTurn::channel).distinct().toList();
        return ChannelTurn.SIZES.stream()
                .flatMap(size -> kinds.stream()
                        .map(kind -> figure(turns.stream()
                                .filter(t -> t.channel() == kind && t.sizeBytes() == size)
                                .toList())))
                .toList();
    }

    private static Figure figure(List<ChannelTurn> turns) {
        return new Figure(
                turns.get(0).channel().label(),
                turns.get(0).sizeBytes(),
                Spread.of(turns.stream().map(ChannelTurn::medianNanos).toList()),
                Spread.of(turns.stream().map(ChannelTurn::p99Nanos).toList()),
                Spread.of(turns.stream().map(ChannelTurn::bytesPerSecond).toList()),
                Spread.of(turns.stream().map(ChannelTurn::cpuShare).toList()));
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
                r.roundTrip().text() + told(r.roundTripFinding()),
                r.throughput().text() + told(r.throughputFinding()));
    }

    private static String told(Finding finding) {
        return " " + finding.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String show(Spread s, double unit) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", s.median() * unit, s.min() * unit, s.max() * unit);
    }
}
