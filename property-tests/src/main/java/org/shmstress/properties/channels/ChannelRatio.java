package org.shmstress.properties.channels;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.worker.channels.ChannelKind;

/**
 * How much better the segment is, by the ratios of rounds; above 1 it is better. A ratio is taken within a round, so that a host that changes
 * its speed changes it for both.
 *
 * @param segment a channel in the segment
 * @param channel one through the kernel
 * @param roundTrip the channel's median round trip to the segment's
 * @param throughput the segment's throughput to the channel's
 */
public record ChannelRatio(
        ChannelKind segment, ChannelKind channel, int sizeBytes, MedianBounds roundTrip, MedianBounds throughput) {

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

    /** All pairs of a channel in the segment and one through the kernel that had turns, at each size. */
    public static List<ChannelRatio> of(List<ChannelTurn> turns) {
        List<ChannelKind> had =
                turns.stream().map(ChannelTurn::channel).distinct().toList();
        return ChannelTurn.SIZES.stream()
                .flatMap(size -> Arrays.stream(ChannelKind.values())
                        .filter(k -> k.isInSegment() && had.contains(k))
                        .flatMap(segment -> Arrays.stream(ChannelKind.values())
                                .filter(k -> !k.isInSegment() && had.contains(k))
                                .map(kernel ->
                                        of(ChannelTurn.of(turns, segment, size), ChannelTurn.of(turns, kernel, size)))))
                .toList();
    }

    private static ChannelRatio of(List<ChannelTurn> segment, List<ChannelTurn> kernel) {
        return new ChannelRatio(
                segment.get(0).channel(),
                kernel.get(0).channel(),
                segment.get(0).sizeBytes(),
                bounds(kernel, segment, ChannelTurn::medianNanos),
                bounds(segment, kernel, ChannelTurn::bytesPerSecond));
    }

    private static MedianBounds bounds(
            List<ChannelTurn> over, List<ChannelTurn> under, ToDoubleFunction<ChannelTurn> figure) {
        return MedianBounds.of(IntStream.range(0, over.size())
                .mapToObj(i -> figure.applyAsDouble(over.get(i)) / figure.applyAsDouble(under.get(i)))
                .toList());
    }

    /** What the round trips say. */
    public Finding roundTripFinding() {
        return Finding.of(roundTrip);
    }

    /** What the throughput says. */
    public Finding throughputFinding() {
        return Finding.of(throughput);
    }

    /** The comparisons of which that is found, each in words. */
    Stream<String> told(Finding finding) {
        String pair = segment.label() + " to " + channel.label() + " at " + sizeBytes + " bytes, ";
        String words = finding == Finding.SLOWER ? ": slower" : ": cannot be told apart";
        return Stream.concat(
                roundTripFinding() == finding
                        ? Stream.of(pair + "round trip" + words + ", " + roundTrip.text())
                        : Stream.of(),
                throughputFinding() == finding
                        ? Stream.of(pair + "throughput" + words + ", " + throughput.text())
                        : Stream.of());
    }
}
