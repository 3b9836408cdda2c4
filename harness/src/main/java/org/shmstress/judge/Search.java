package org.shmstress.judge;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Searches an order in which operations, one after the other, explain their responses, and which keeps their real-time order.
 *
 * <p>Depth first, as Wing and Gong (Testing and verifying concurrent objects, 1993), with a memory of configurations as Lowe (Testing for
 * linearizability, 2017): which operations are linearized and in which state that leaves the object, is all that the rest
 * depends on, so no configuration is continued twice. A configuration takes a few words (see {@link Timeline}) and the model is asked
 * each question once (see {@link Transitions}). A pending operation is linearized only where it changes the state, and only if no
 * configuration was as far without it (see {@link Configurations}). Nothing recurses: the path is a stack of arrays.
 */
final class Search<S> {

    /** How a search ended. */
    enum Outcome {
        FOUND,
        NONE,
        TOO_EXPENSIVE
    }

    /**
     * What a search found.
     *
     * @param outcome how it ended
     * @param order the linearization found, or else the longest beginning of one: ranks of operations, in order
     * @param states the state before the first and after each of them
     * @param steps what it cost, in steps of {@link Budget}
     * @param configurations configurations met
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Result(Outcome outcome, int[] order, int[] states, long steps, int configurations) {}

    private final Timeline timeline;
    private final Transitions<S> transitions;
    private final IntPredicate goal;
    private final Budget budget;

    private final Configurations met;
    private final int[] kinds;
    private final int maskWords;

    // The path: one frame per linearized operation, and the empty one at 0.
    private int depth;
    private final int[] bases;
    private final int[] states;
    private final int[] chosen; // rank that led to the frame
    private final int[] nextMember; // index into the window of the frame's base
    private final int[] nextState; // index into the states that the member leads to
    private final long[] masks;

    // Configurations met but not continued yet, rank and state: those of a frame behind those of the frames below it.
    private long[] waiting = new long[64];
    private final int[] nextWaiting;
    private final int[] endOfWaiting;

    // The path that got furthest, and up to which frame the present one agrees with it.
    private int furthestBase;
    private int furthestDepth;
    private final int[] furthestChosen;
    private final int[] furthestStates;
    private int sharedDepth;
    private long steps;
    private int askedBefore;

    /**
     * Prepares a search.
     *
     * @param goal which final states are good
     */
    Search(Timeline timeline, Transitions<S> transitions, IntPredicate goal, Budget budget) {
        this.timeline = timeline;
        this.transitions = transitions;
        this.goal = goal;
        this.budget = budget;
        int pending = timeline.size() - timeline.completed();
        maskWords = words(timeline.completedSlots() + pending);
        met = new Configurations(maskWords, timeline.completedSlots());
        kinds = new int[timeline.size()];
        for (int rank = 0; rank < kinds.length; rank++) {
            kinds[rank] = transitions.kind(timeline.operation(rank));
        }
        int frames = timeline.size() + 1;
        bases = new int[frames];
        states = new int[frames];
        chosen = new int[frames];
        nextMember = new int[frames];
        nextState = new int[frames];
        nextWaiting = new int[frames];
        endOfWaiting = new int[frames];
        furthestChosen = new int[frames];
        furthestStates = new int[frames];
        masks = new long[Math.multiplyExact(frames, maskWords)];
    }

    /** Searches from this state until an order is found, none is left, or the budget is spent. To be called once. */
    Result run(int start) {
        states[0] = start;
        furthestStates[0] = states[0];
        met.add(0, states[0], masks, 0);
        askedBefore = transitions.asked();
        while (!reachedGoal()) {
            if (cost() > budget.steps() || met.bytesWhenGrown() > budget.bytes()) {
                return result(Outcome.TOO_EXPENSIVE, furthestChosen, furthestStates, furthestDepth);
            }
            if (!descend()) {
                if (depth == 0) {
                    return result(Outcome.NONE, furthestChosen, furthestStates, furthestDepth);
                }
                depth--;
                sharedDepth = Math.min(sharedDepth, depth);
            }
        }
        return result(Outcome.FOUND, chosen, states, depth);
    }

    private boolean reachedGoal() {
        return bases[depth] == timeline.completed() && goal.test(states[depth]);
    }

    /** Goes one operation further to a configuration not met yet; false if there is none. */
    private boolean descend() {
        int[] window = timeline.window(bases[depth]);
        while (nextMember[depth] < window.length && window[nextMember[depth]] < timeline.completed()) {
            int rank = window[nextMember[depth]];
            if (isOpen(rank)) {
                int[] next = transitions.next(states[depth], kinds[rank]);
                while (nextState[depth] < next.length) {
                    steps++;
                    int state = next[nextState[depth]++];
                    int base = place(rank);
                    if (met.add(base, state, masks, (depth + 1) * maskWords)) {
                        push(rank, base, state);
                        return true;
                    }
                }
            }
            steps++;
            nextMember[depth]++;
            nextState[depth] = 0;
        }
        return descendToPending(window);
    }

    /**
     * Meets all configurations that one more pending operation leads to before it continues any, so that what takes two to reach is refused
     * where one is enough: in depth first order every subset of many pending operations would be met before the smallest.
     */
    private boolean descendToPending(int[] window) {
        for (; nextMember[depth] < window.length; nextMember[depth]++) {
            int rank = window[nextMember[depth]];
            if (isOpen(rank)) {
                meetAfter(rank);
            }
        }
        if (nextWaiting[depth] == endOfWaiting[depth]) {
            return false;
        }
        long next = waiting[nextWaiting[depth]++];
        int rank = (int) (next >>> 32);
        push(rank, place(rank), (int) next);
        return true;
    }

    private void meetAfter(int rank) {
        for (int state : transitions.next(states[depth], kinds[rank])) {
            steps++;
            if (state != states[depth] && met.add(place(rank), state, masks, (depth + 1) * maskWords)) {
                if (endOfWaiting[depth] == waiting.length) {
                    waiting = Arrays.copyOf(waiting, waiting.length * 2);
                }
                waiting[endOfWaiting[depth]++] = (long) rank << 32 | state;
            }
        }
    }

    /** Not linearized yet, and not behind one of its own process, or a twin, that is not. */
    private boolean isOpen(int rank) {
        return !isLinearized(rank)
                && isLinearizedOrNone(timeline.previous(rank))
                && isLinearizedOrNone(timeline.twin(rank));
    }

    private boolean isLinearizedOrNone(int rank) {
        return rank == Timeline.NONE || isLinearized(rank);
    }

    private boolean isLinearized(int rank) {
        int base = bases[depth];
        if (rank < timeline.completed() && rank <= base) {
            return rank < base;
        }
        int slot = timeline.slot(rank);
        return (masks[depth * maskWords + (slot >> 6)] & 1L << slot) != 0;
    }

    /** Writes the masks of the next frame, as they are once this operation is linearized, and returns its base. */
    private int place(int rank) {
        int from = depth * maskWords;
        int to = from + maskWords;
        System.arraycopy(masks, from, masks, to, maskWords);
        int base = bases[depth];
        if (rank == base && rank < timeline.completed()) {
            return advance(base, to);
        }
        int slot = timeline.slot(rank);
        masks[to + (slot >> 6)] |= 1L << slot;
        return base;
    }

    private void push(int rank, int base, int state) {
        depth++;
        bases[depth] = base;
        states[depth] = state;
        chosen[depth] = rank;
        nextMember[depth] = 0;
        nextState[depth] = 0;
        nextWaiting[depth] = endOfWaiting[depth - 1];
        endOfWaiting[depth] = endOfWaiting[depth - 1];
        noteProgress();
    }

    /** The next base after this one was linearized; the bits that it passes are cleared, because their slots have other users later. */
    private int advance(int base, int maskAt) {
        int next = base + 1;
        while (next < timeline.completed()) {
            int word = maskAt + (timeline.slot(next) >> 6);
            long bit = 1L << timeline.slot(next);
            if ((masks[word] & bit) == 0) {
                break;
            }
            masks[word] &= ~bit;
            next++;
        }
        return next;
    }

    /** Keeps the path that has explained most, by its base and then by its length, for those who must explain a failure. */
    private void noteProgress() {
        if (bases[depth] > furthestBase || (bases[depth] == furthestBase && depth > furthestDepth)) {
            furthestBase = bases[depth];
            furthestDepth = depth;
            int changed = depth - sharedDepth;
            System.arraycopy(chosen, sharedDepth + 1, furthestChosen, sharedDepth + 1, changed);
            System.arraycopy(states, sharedDepth + 1, furthestStates, sharedDepth + 1, changed);
            sharedDepth = depth;
        }
    }

    private Result result(Outcome outcome, int[] path, int[] through, int length) {
        int[] order = Arrays.copyOfRange(path, 1, length + 1);
        return new Result(outcome, order, Arrays.copyOf(through, length + 1), cost(), met.size());
    }

    private long cost() {
        return steps + met.probes() + Budget.STEPS_PER_QUESTION * (transitions.asked() - askedBefore);
    }

    private static int words(int bits) {
        return (bits + 63) >>> 6;
    }
}
