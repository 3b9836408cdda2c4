package org.shmstress.worker.operations;

/** Where a worker is in its workload; the word in the segment holds the ordinal. */
public enum Phase {
    /** Has not begun. */
    STARTING("has not begun"),
    /** Between operations. */
    OUTSIDE("is between two operations"),
    /** Has called the object and is not yet inside. */
    LOCKING("waits for the lock"),
    /** Inside the critical section, or giving the lock up. */
    INSIDE("owns the lock"),
    /** Inside an operation. */
    CALLING("is inside an operation"),
    /** Where its fault is to befall it. */
    HALTED("waits for what is to befall it"),
    /** The thread that was inside the object has ended there. */
    ENDED("has lost the thread that was inside an operation"),
    /** Its burst is done, the others' are not. */
    QUIET("waits for the other workers after a burst"),
    /** Has ended its part. */
    DONE("has ended its part");

    private static final Phase[] ALL = values();

    private final String words;

    Phase(String words) {
        this.words = words;
    }

    /** As the end of a sentence that begins with the worker. */
    public String words() {
        return words;
    }

    /** Whether the worker is in the middle of a burst. */
    boolean isAtWork() {
        return switch (this) {
            case OUTSIDE, LOCKING, INSIDE, CALLING -> true;
            case STARTING, HALTED, ENDED, QUIET, DONE -> false;
        };
    }

    static Phase of(long word) {
        return ALL[(int) word];
    }
}
