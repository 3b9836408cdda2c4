package org.shmstress.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.shmstress.cli.bench.ChannelReport.Figure;
import org.shmstress.cli.bench.ChannelReport.Finding;
import org.shmstress.cli.bench.ChannelReport.Ratio;
import org.shmstress.worker.channels.ChannelKind;

/**
 * Claim S2: exchange through the region is faster than channels that copy through the kernel. Polling beats each of them at all sizes, in
 * round trips and throughput; sleeping in futex(2) is not slower than the pipe. Its negative control is a segment slowed down by 50 µs a
 * message: where the comparison calls small messages over that faster, it proves nothing.
 *
 * @param verdict PROVEN, REFUTED or UNKNOWN
 * @param because why it is not proven
 */
record ChannelClaim(String verdict, List<String> because) {

    private static final int SMALL = Channels.SIZES.get(0);
    private static final List<ChannelKind> KERNELS = List.of(ChannelKind.PIPE, ChannelKind.UNIX, ChannelKind.TCP);

    /** Who polls and had a CPU for less of the time shared it with others, and waited for who had none. */
    private static final double OWN_CPU = 0.9;

    static ChannelClaim of(List<Figure> figures, List<Ratio> ratios) {
        List<String> blind = new ArrayList<>(missing(ratios));
        of(ratios, ChannelKind.CONTROL)
                .filter(r -> r.sizeBytes() == SMALL && r.roundTripFinding() == Finding.FASTER)
                .forEach(r -> blind.add("the control was called faster than " + r.channel()));
        List<String> starved = figures.stream()
                .filter(f -> f.channel().equals(ChannelKind.SEGMENT_SPIN.label()))
                .filter(f -> f.cpuShare().min() < OWN_CPU)
                .map(ChannelClaim::starved)
                .toList();
        List<String> against = new ArrayList<>();
        List<String> open = new ArrayList<>();
        of(ratios, ChannelKind.SEGMENT_SPIN).forEach(r -> {
            against.addAll(told(r, Finding.SLOWER));
            open.addAll(told(r, Finding.NOT_TOLD_APART));
        });
        of(ratios, ChannelKind.SEGMENT_FUTEX)
                .filter(r -> r.channel().equals(ChannelKind.PIPE.label()))
                .forEach(r -> against.addAll(told(r, Finding.SLOWER)));
        return new ChannelClaim(
                verdict(blind, starved, against, open),
                Stream.of(against, open, blind, starved).flatMap(List::stream).toList());
    }

    /** Who polls without a CPU to itself is slower for it, and never faster. */
    private static String verdict(List<String> blind, List<String> starved, List<String> against, List<String> open) {
        if (!blind.isEmpty()) {
            return "UNKNOWN";
        } else if (against.isEmpty() && open.isEmpty()) {
            return "PROVEN";
        }
        return starved.isEmpty() && !against.isEmpty() ? "REFUTED" : "UNKNOWN";
    }

    private static List<String> missing(List<Ratio> ratios) {
        return Stream.of(ChannelKind.SEGMENT_SPIN, ChannelKind.SEGMENT_FUTEX, ChannelKind.CONTROL)
                .flatMap(segment -> KERNELS.stream()
                        .filter(kernel ->
                                of(ratios, segment).noneMatch(r -> r.channel().equals(kernel.label())))
                        .map(kernel -> segment.label() + " was not compared with " + kernel.label()))
                .toList();
    }

    private static String starved(Figure f) {
        return String.format(
                Locale.ROOT,
                "at %d bytes a polling side had a CPU for only %.0f %% of a turn: it shared it, or waited for who had none",
                f.sizeBytes(),
                100 * f.cpuShare().min());
    }

    private static Stream<Ratio> of(List<Ratio> ratios, ChannelKind kind) {
        return ratios.stream().filter(r -> r.segment().equals(kind.label()));
    }

    private static List<String> told(Ratio r, Finding finding) {
        String place = r.segment() + " to " + r.channel() + " at " + r.sizeBytes() + " bytes, ";
        String words = finding == Finding.SLOWER ? ": slower" : ": cannot be told apart";
        List<String> told = new ArrayList<>();
        if (r.roundTripFinding() == finding) {
            told.add(place + "round trip" + words);
        }
        if (r.throughputFinding() == finding) {
            told.add(place + "throughput" + words);
        }
        return told;
    }
}
