package org.shmstress.history;

import java.util.List;

/**
 * One stay in a critical section, as stamped from inside: after acquiring and before releasing.
 *
 * @param process who
 * @param lock which lock, where an object has several; {@link Value#NOTHING} otherwise
 * @param shared true for a reader, who may meet other readers
 * @param entered position of the first stamp
 * @param left position of the last stamp; {@link Operation#NEVER} if the process died or still is inside
 * @param met processes whose mark this one found in the owner word while it was inside: witnesses of an overlap
 */
public record Section(int process, Value lock, boolean shared, long entered, long left, List<Integer> met) {

    public Section {
        met = List.copyOf(met);
        if (entered > left) {
            throw new IllegalArgumentException(
                    "process " + process + " left at " + left + " what it entered at " + entered);
        }
    }

    /** True if the process did not leave. */
    public boolean isOpen() {
        return left == Operation.NEVER;
    }
}
