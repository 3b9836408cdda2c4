package org.shmstress.judge;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.shmstress.history.Operation;
import org.shmstress.history.Response;
import org.shmstress.history.Value;

/**
 * The real-time order of operations, prepared for a search over linearizations.
 *
 * <p>Operations have ranks: completed ones in order of response, then pending ones in order of invocation. Let the <em>base</em> of a set of
 * linearized operations be the first completed rank that is not in it. An operation can be linearized next only if it was invoked
 * before the base responded, so whatever is linearized besides the ranks below the base overlaps the base: at most one operation per
 * process, two where a coarse clock shows touching ones at the same position. Those few get <em>slots</em>, of which two
 * operations share one only if they never overlap the same base. A base and one bit per slot are therefore a whole set of linearized operations, exactly, however
 * long the history is.
 */
final class Timeline {
    static final int NONE = -1;

    private final Operation[] operations;
    private final int completed;
    private final int[] previous;
    private final int[] twin;
    private final int[] slots;
    private final int[][] windows;
    private int completedSlots;

    /**
     * Prepares these operations.
     *
     * @param inOrder in order of invocation, those of one process in its order
     */
    Timeline(List<Operation> inOrder) {
        Integer[] byResponse = IntStream.range(0, inOrder.size()).boxed().toArray(Integer[]::new);
        Arrays.sort(byResponse, Comparator.comparingLong(i -> inOrder.get(i).responded())); // stable
        operations = Arrays.stream(byResponse).map(inOrder::get).toArray(Operation[]::new);
        completed = (int) inOrder.stream().filter(o -> !o.isPending()).count();
        previous = previousOfSameProcess(byResponse);
        twin = twins();
        int[] starts = starts();
        slots = slots(starts);
        windows = windows(starts);
        int[] taken = taken();
        for (int[] window : windows) {
            orderByTaking(window, taken);
        }
    }

    int size() {
        return operations.length;
    }

    /** Number of completed operations, and rank of the first pending one. */
    int completed() {
        return completed;
    }

    Operation operation(int rank) {
        return operations[rank];
    }

    /** Number of slots of completed operations; pending ones have those from here on, each its own. */
    int completedSlots() {
        return completedSlots;
    }

    /** Slot of an operation. */
    int slot(int rank) {
        return slots[rank];
    }

    /**
     * Ranks of all operations, from the base on, that were invoked before the base responded; all pending ones beyond the last base.
     * Completed ones come first, and those that brought something in the order in which it was taken: of two elements that were added at
     * the same time, it shows only much later, where a queue gives them out, which was first, and a search that tried the other would have
     * to come back here.
     */
    int[] window(int base) {
        return windows[base];
    }

    /** The completed operation before this one in its process, or {@link #NONE}. */
    int previous(int rank) {
        return previous[rank];
    }

    /**
     * A pending operation that was invoked before this pending one and calls the same, or {@link #NONE}. Either can stand for the other
     * wherever both may take effect, so the later one needs to be tried only after the earlier one.
     */
    int twin(int rank) {
        return twin[rank];
    }

    /**
     * The last base at which everything before had responded before anything from there on was invoked; 0 if there is none later. Nothing may be pending
     * before it, since that may still take effect after it.
     */
    int lastQuietBase() {
        for (int base = completed - 1; base > 0; base--) {
            long responded = operations[base - 1].responded();
            if (Arrays.stream(operations, base, operations.length).allMatch(o -> o.invoked() > responded)) {
                return base;
            }
        }
        return 0;
    }

    private int[] previousOfSameProcess(Integer[] byResponse) {
        int[] ranks = new int[byResponse.length];
        for (int rank = 0; rank < ranks.length; rank++) {
            ranks[byResponse[rank]] = rank;
        }
        int[] found = new int[ranks.length];
        Map<Integer, Integer> last = new HashMap<>();
        for (int rank : ranks) { // in order of invocation
            int process = operations[rank].process();
            found[rank] = last.getOrDefault(process, NONE);
            if (rank < completed) {
                last.put(process, rank);
            }
        }
        return found;
    }

    /** Strictly earlier ones only: what precedes such a twin has responded before the base does, and so is linearized already. */
    private int[] twins() {
        int[] found = new int[operations.length];
        Arrays.fill(found, NONE);
        Map<Object, Integer> last = new HashMap<>();
        for (int rank = completed; rank < found.length; rank++) {
            Integer before = last.put(operations[rank].call(), rank);
            if (before != null && operations[before].invoked() < operations[rank].invoked()) {
                found[rank] = before;
            }
        }
        return found;
    }

    /** For each operation the first base that it overlaps. */
    private int[] starts() {
        int[] starts = new int[operations.length];
        for (int rank = 0; rank < starts.length; rank++) {
            int low = 0;
            int high = completed;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (operations[middle].responded() < operations[rank].invoked()) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            starts[rank] = low;
        }
        return starts;
    }

    /** Colours the intervals from an operation's first base to its own rank, in which its bit may be set. */
    private int[] slots(int[] starts) {
        int[] assigned = new int[operations.length];
        PriorityQueue<Integer> inUse = new PriorityQueue<>(); // ranks, whose slots are free from that base on
        Integer[] byStart = byStart(starts);
        for (int rank : byStart) {
            if (!inUse.isEmpty() && inUse.peek() <= starts[rank]) {
                assigned[rank] = assigned[inUse.remove()];
            } else {
                assigned[rank] = completedSlots++;
            }
            inUse.add(rank);
        }
        for (int rank = completed; rank < operations.length; rank++) {
            assigned[rank] = completedSlots + rank - completed;
        }
        return assigned;
    }

    private Integer[] byStart(int[] starts) {
        Integer[] ranks = new Integer[completed];
        Arrays.setAll(ranks, i -> i);
        Arrays.sort(ranks, Comparator.comparingInt(rank -> starts[rank]));
        return ranks;
    }

    private int[][] windows(int[] starts) {
        int[] sizes = new int[completed + 1];
        forEachMember(starts, (base, rank) -> sizes[base]++);
        int[][] members = new int[completed + 1][];
        Arrays.setAll(members, base -> new int[sizes[base]]);
        Arrays.fill(sizes, 0);
        forEachMember(starts, (base, rank) -> members[base][sizes[base]++] = rank);
        return members;
    }

    /** For each operation the rank of the first that answers what it was called with; beyond all ranks if none does. */
    private int[] taken() {
        Map<Value, Integer> answered = new HashMap<>();
        for (int rank = 0; rank < completed; rank++) {
            if (operations[rank].response() instanceof Response.Returned returned) {
                answered.putIfAbsent(returned.value(), rank);
            }
        }
        return Arrays.stream(operations)
                .mapToInt(o -> o.call().arguments().stream()
                        .mapToInt(argument -> answered.getOrDefault(argument, operations.length))
                        .min()
                        .orElse(NONE))
                .toArray();
    }

    /** Sorts the completed members that were called with something, where they stand among the others. */
    private void orderByTaking(int[] window, int[] taken) {
        int[] places = IntStream.range(0, window.length)
                .filter(i -> window[i] < completed && taken[window[i]] != NONE)
                .toArray();
        Integer[] bringers = Arrays.stream(places).mapToObj(i -> window[i]).toArray(Integer[]::new);
        Arrays.sort(bringers, Comparator.comparingInt(rank -> taken[rank])); // stable
        for (int i = 0; i < places.length; i++) {
            window[places[i]] = bringers[i];
        }
    }

    private interface Member {
        void of(int base, int rank);
    }

    private void forEachMember(int[] starts, Member member) {
        for (int rank = 0; rank < operations.length; rank++) {
            for (int base = starts[rank]; base <= Math.min(rank, completed); base++) {
                member.of(base, rank);
            }
        }
    }
}
