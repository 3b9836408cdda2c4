package org.shmstress.worker.channels;

import java.util.Arrays;
import java.util.Optional;

/** Ways to carry bytes from one process to another. */
public enum ChannelKind {
    /** Rings in the segment; who waits polls. */
    SEGMENT_SPIN("segment-spin", true),
    /** Rings in the segment; who waits polls a little, then sleeps in futex(2). */
    SEGMENT_FUTEX("segment-futex", true),
    /** Two FIFOs. */
    PIPE("pipe", false),
    /** A stream socket of the Unix family. */
    UNIX("unix", false),
    /** A TCP connection over the loopback interface, without Nagle's delay. */
    TCP("tcp", false),
    /** As {@link #SEGMENT_SPIN}, slowed down by 50 µs a message: a comparison that calls it faster is wrong. */
    CONTROL("control", true);

    private final String label;
    private final boolean inSegment;

    ChannelKind(String label, boolean inSegment) {
        this.label = label;
        this.inSegment = inSegment;
    }

    /** What it is called in tables and on the command line. */
    public String label() {
        return label;
    }

    /** Whether the kernel has no part in carrying the bytes. */
    public boolean isInSegment() {
        return inSegment;
    }

    /** The channel of that label. */
    public static Optional<ChannelKind> of(String label) {
        return Arrays.stream(values()).filter(k -> k.label.equals(label)).findFirst();
    }
}
