package org.shmstress.judge;

/**
 * How much a search may cost. What it cannot decide within is {@link Judgement.Undecided}, never a pass.
 *
 * @param steps looks at the table of configurations or at the model's answers; a question that the model itself must answer counts as
 *     {@link #STEPS_PER_QUESTION}
 * @param bytes size of the table of configurations
 */
public record Budget(long steps, long bytes) {

    /** What it costs to ask the model itself, which copies a state of it and runs an author's code; its new state is kept, too. */
    static final long STEPS_PER_QUESTION = 250;

    /** Enough for any history that bursts and quiet points keep local; a few seconds where it is not. */
    public static final Budget DEFAULT = new Budget(50_000_000, 256L << 20);

    /** The same memory, fewer steps. */
    public Budget withSteps(long fewer) {
        return new Budget(fewer, bytes);
    }
}
