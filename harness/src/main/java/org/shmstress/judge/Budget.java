package org.shmstress.judge;

/**
 * How much a search may cost. What it cannot decide within is {@link Judgement.Undecided}, never a pass.
 *
 * @param steps questions to the model or to the table of configurations, answered or looked up
 * @param bytes size of the table of configurations
 */
public record Budget(long steps, long bytes) {

    /** Enough for any history that bursts and quiet points keep local; a few seconds where it is not. */
    public static final Budget DEFAULT = new Budget(50_000_000, 256L << 20);

    /** The same memory, fewer steps. */
    public Budget withSteps(long fewer) {
        return new Budget(fewer, bytes);
    }
}
