package org.shmstress.properties.channels;

import java.util.List;
import org.shmstress.worker.channels.ChannelKind;

/**
 * One channel at one size in one round.
 *
 * @param sizeBytes of a message
 * @param medianNanos of a round trip
 * @param p99Nanos 99th percentile of the same
 * @param bytesPerSecond of messages that are sent in a stream
 * @param cpuShare part of the time in which the side that had less of it had a CPU
 */
public record ChannelTurn(
        ChannelKind channel,
        int sizeBytes,
        double medianNanos,
        double p99Nanos,
        double bytesPerSecond,
        double cpuShare) {

    /** Sizes of a message in bytes: a cache line, a page, and more than a socket or pipe holds. */
    public static final List<Integer> SIZES = List.of(64, 4096, 1 << 20);

    static List<ChannelTurn> of(List<ChannelTurn> turns, ChannelKind channel, int sizeBytes) {
        return turns.stream()
                .filter(t -> t.channel() == channel && t.sizeBytes() == sizeBytes)
                .toList();
    }
}
