package org.shmstress.observation;

import java.util.List;

/**
 * A history that cannot have come from a correct object, as data from which a report can be drawn. Times are nanoseconds after the
 * first invocation among {@code operations}.
 *
 * @param judge who found it: {@code linearizability}, {@code exclusion}, {@code conservation}, {@code progress} or
 *     {@code recovery}
 * @param reason what is wrong with it, in one sentence
 * @param round in which round of the trial it was recorded, from 1
 * @param recording how it was recorded: {@code fenced} or {@code light}
 * @param recorded how many operations the round had
 * @param operations the least of them that are still wrong, and some that ran meanwhile, in order of invocation
 * @param deaths who died in that time
 * @param explanation why it is wrong, step by step
 * @param pauses who was stopped in that time
 * @param sections when the operations of a lock were inside its critical section
 */
public record Finding(
        String judge,
        String reason,
        long round,
        String recording,
        long recorded,
        List<OperationSeen> operations,
        List<DeathSeen> deaths,
        List<Step> explanation,
        List<PauseSeen> pauses,
        List<SectionSeen> sections) {

    /** Response time of an operation that did not come back. */
    public static final long NEVER = -1;

    /** The operations without which nothing would be wrong. */
    public List<OperationSeen> needed() {
        return operations.stream().filter(OperationSeen::needed).toList();
    }

    /**
     * One operation.
     *
     * @param process who called
     * @param call operation and arguments: {@code offer(3)}
     * @param response how it ended: {@code returned true}, {@code threw Full} or {@code pending}
     * @param invokedNanos when it began
     * @param respondedNanos when it ended, or {@link #NEVER}
     * @param needed whether it belongs to the least that is still wrong
     */
    public record OperationSeen(
            int process, String call, String response, long invokedNanos, long respondedNanos, boolean needed) {

        /** On one line. */
        public String line() {
            return "process " + process + ": " + call + " " + response + ", from " + invokedNanos
                    + (respondedNanos == NEVER ? "" : " to " + respondedNanos) + " ns";
        }
    }

    /**
     * One death.
     *
     * @param process who died
     * @param atNanos when it was known
     * @param where at which step, in words
     */
    public record DeathSeen(int process, long atNanos, String where) {}

    /**
     * One process was stopped.
     *
     * @param process who
     * @param fromNanos when it was told to stop
     * @param untilNanos when it was told to go on
     */
    public record PauseSeen(int process, long fromNanos, long untilNanos) {}

    /**
     * One stay in the critical section of a lock.
     *
     * @param process who
     * @param enteredNanos when it was inside first
     * @param leftNanos when it was inside last, or {@link #NEVER}
     */
    public record SectionSeen(int process, long enteredNanos, long leftNanos) {}

    /**
     * One step of the explanation.
     *
     * @param operation index among the operations, or -1
     * @param words what happened, or why it cannot have
     * @param state what that leaves the object in, in the words of its model; empty if nothing is said
     * @param contradicts whether this is where the explanation fails
     */
    public record Step(int operation, String words, String state, boolean contradicts) {

        /** On one line. */
        public String line() {
            return state.isEmpty() ? words : words + ", then " + state;
        }
    }
}
