package org.shmstress.cli.doctor;

import java.util.Collection;
import java.util.Comparator;

/**
 * One thing found out about the machine.
 *
 * @param topic what it is about, e.g. {@code jdk}
 * @param level what it means for a run
 * @param fact what was found
 * @param advice what to do about it; empty where nothing needs doing
 */
public record Finding(String topic, Level level, String fact, String advice) {

    /** What a finding means for a run, the worst last. */
    public enum Level {
        /** As it should be, or merely worth knowing. */
        GOOD,
        /** A run works, but says less or is less safe than it could be. */
        NOTE,
        /** A run cannot start now, but can when there is room again. */
        NO_ROOM,
        /** A run cannot work on this machine as it is. */
        UNUSABLE
    }

    static Finding good(String topic, String fact) {
        return new Finding(topic, Level.GOOD, fact, "");
    }

    static Finding note(String topic, String fact, String advice) {
        return new Finding(topic, Level.NOTE, fact, advice);
    }

    static Finding noRoom(String topic, String fact, String advice) {
        return new Finding(topic, Level.NO_ROOM, fact, advice);
    }

    static Finding unusable(String topic, String fact, String advice) {
        return new Finding(topic, Level.UNUSABLE, fact, advice);
    }

    /** The worst level among the findings; good when there are none. */
    public static Level worst(Collection<Finding> findings) {
        return findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.GOOD);
    }
}
