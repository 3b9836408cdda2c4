package org.shmstress.history;

/**
 * One stay in the critical section of a lock, as stamped from inside: after acquiring and before releasing.
 *
 * @param call the operation that was inside
 * @param entered position of the first stamp
 * @param left position of the last stamp; {@link Operation#NEVER} if the process died or still is inside
 * @param foundUnequal whether it found what the lock protects in the middle of somebody's change, though it was told of nobody's death
 */
public record Section(Operation call, long entered, long left, boolean foundUnequal) {

    public Section {
        if (entered > left) {
            throw new IllegalArgumentException(
                    "process " + call.process() + " left at " + left + " what it entered at " + entered);
        }
    }

    /** Who. */
    public int process() {
        return call.process();
    }

    /** True if the process did not leave. */
    public boolean isOpen() {
        return left == Operation.NEVER;
    }
}
