package org.shmstress.properties.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.shmstress.properties.channels.ChannelRatio.Finding;
import org.shmstress.worker.channels.ChannelKind;

/**
 * Claim S2: exchange through the region is faster than channels that copy through the kernel. Polling beats each of them at all sizes, in
 * round trips and throughput; sleeping in futex(2) is not slower than the pipe. Its negative control is a segment slowed down by 50 µs a
 * message: where the comparison calls small messages over that faster, it proves nothing.
 *
 * @param against comparisons that the segment lost
 * @param open comparisons that it should have won, and that cannot be told apart
 * @param blind why nothing can be said, whatever was measured
 * @param starved where a side that polls had not a CPU to itself: why it may have been slower than it is, and never faster
 */
public record ChannelClaim(List<String> against, List<String> open, List<String> blind, List<String> starved) {

    private static final int SMALL = ChannelTurn.SIZES.get(0);
    private static final List<ChannelKind> KERNELS = List.of(ChannelKind.PIPE, ChannelKind.UNIX, ChannelKind.TCP);

    /** Who polls and had a CPU for less of the time shared it with others, and waited for who had none. */
    private static final double OWN_CPU = 0.9;

    /** What is to be said of the claim. */
    public enum Verdict {
        PROVEN,
        REFUTED,
        UNKNOWN
    }

    /** Of at least {@link MedianBounds#LEAST_COUNT} rounds, each with a turn of every channel at every size. */
    public static ChannelClaim of(List<ChannelTurn> turns) {
        List<ChannelRatio> ratios = ChannelRatio.of(turns);
        List<String> blind = new ArrayList<>(missing(ratios));
        of(ratios, ChannelKind.CONTROL)
                .filter(r -> r.sizeBytes() == SMALL && r.roundTripFinding() == Finding.FASTER)
                .forEach(r -> blind.add("the control was called faster than "
                        + r.channel().label() + ", " + r.roundTrip().text()));
        List<String> against = Stream.concat(
                        of(ratios, ChannelKind.SEGMENT_SPIN),
                        of(ratios, ChannelKind.SEGMENT_FUTEX).filter(r -> r.channel() == ChannelKind.PIPE))
                .flatMap(r -> r.told(Finding.SLOWER))
                .toList();
        List<String> open = of(ratios, ChannelKind.SEGMENT_SPIN)
                .flatMap(r -> r.told(Finding.NOT_TOLD_APART))
                .toList();
        List<String> starved = ChannelTurn.SIZES.stream()
                .flatMap(size -> starved(ChannelTurn.of(turns, ChannelKind.SEGMENT_SPIN, size)))
                .toList();
        return new ChannelClaim(against, open, List.copyOf(blind), starved);
    }

    /** Who polls without a CPU to itself is slower for it, and never faster. */
    public Verdict verdict() {
        if (!blind.isEmpty()) {
            return Verdict.UNKNOWN;
        } else if (against.isEmpty() && open.isEmpty()) {
            return Verdict.PROVEN;
        }
        return starved.isEmpty() && !against.isEmpty() ? Verdict.REFUTED : Verdict.UNKNOWN;
    }

    /** Why it is not proven, or might have been by more; a line each. */
    public List<String> because() {
        return Stream.of(against, open, blind, starved).flatMap(List::stream).toList();
    }

    private static Stream<ChannelRatio> of(List<ChannelRatio> ratios, ChannelKind segment) {
        return ratios.stream().filter(r -> r.segment() == segment);
    }

    private static List<String> missing(List<ChannelRatio> ratios) {
        return Stream.of(ChannelKind.SEGMENT_SPIN, ChannelKind.SEGMENT_FUTEX, ChannelKind.CONTROL)
                .flatMap(segment -> KERNELS.stream()
                        .filter(kernel -> of(ratios, segment).noneMatch(r -> r.channel() == kernel))
                        .map(kernel -> segment.label() + " was not compared with " + kernel.label()))
                .toList();
    }

    private static Stream<String> starved(List<ChannelTurn> turns) {
        return turns.stream().mapToDouble(ChannelTurn::cpuShare).filter(share -> share < OWN_CPU).min().stream()
                .mapToObj(least -> String.format(
                        Locale.ROOT,
                        "at %d bytes a polling side had a CPU for only %.0f %% of a turn: it shared it, or waited for who had none",
                        turns.get(0).sizeBytes(),
                        100 * least));
    }
}
