package org.shmstress.tests.alloc;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;

/**
 * A pool whose processes keep a few free nodes each in a cache of their own, in plain memory. Whom a node belongs to is written down in
 * the shared memory. Workers are killed with -9; another process takes the dead one's place.
 *
 * <p>What can go wrong: the cache dies with its process, and the nodes in it are neither free nor in use. Right is that a process which
 * takes another's place first looks through the nodes for those that were the dead one's.
 *
 * <pre>
 * offset     width  name    ordering
 * 4 i        4      owner   of node i; compare-and-set from 0, release to 0; worker + 1, 0 for a free node
 * 96 + 8 i   8      value   of node i; opaque, ordered by its owner
 * </pre>
 */
@SharedObject(
        title = "Free list with a cache in each process, whose owner is killed",
        description =
                "Nodes are fetched in pairs into a cache of the process; a successor finds those that the dead one had.",
        bytes = CachedFreeList.BYTES,
        workers = 3,
        faults = Fault.KILL)
public class CachedFreeList {

    private static final int NODES = 24;
    static final int BYTES = 96 + 8 * NODES;
    private static final int VALUES = 96;
    private static final int BATCH = 2;
    private static final int MOST_CACHED = 4;

    private final Slice slice;
    private final Deque<Integer> cache = new ArrayDeque<>();
    private boolean started;

    public CachedFreeList(Slice slice) {
        this.slice = slice;
    }

    /** Takes a node, writes the value into it, reads it again, gives the node back to the cache, and returns what was read. */
    @Operation(weight = 3)
    public final long use(@Worker int worker, @Unique long value) {
        start(worker);
        if (cache.isEmpty()) {
            fetch(worker);
        }
        int node = cache.remove();
        slice.putLongOpaque(value(node), value);
        long read = slice.getLongOpaque(value(node));
        cache.add(node);
        return read;
    }

    /** Fetches a batch into the cache, and gives the older half of a full cache back. */
    @Operation
    public final void exchange(@Worker int worker) {
        start(worker);
        if (cache.size() >= MOST_CACHED) {
            for (int i = 0; i < BATCH; i++) {
                slice.putIntRelease(owner(cache.remove()), 0); // pairs with the compare-and-set in fetch
            }
        } else {
            fetch(worker);
        }
    }

    /** How many nodes belong to the caller that it does not know of. */
    @Operation
    public final int lost(@Worker int worker) {
        start(worker);
        return owned(worker) - cache.size();
    }

    private void start(int worker) {
        if (!started) {
            started = true;
            inherit(worker);
        }
    }

    /** Takes over what a process that had this place before has left. */
    void inherit(int worker) {
        for (int node = 0; node < NODES; node++) {
            if (slice.getIntOpaque(owner(node)) == worker + 1) {
                cache.add(node);
            }
        }
    }

    /** Each process owns at most five nodes in its cache, so there are always two that are free. */
    private void fetch(int worker) {
        int fetched = 0;
        for (int node = 0; fetched < BATCH; node = (node + 1) % NODES) {
            if (slice.compareAndSetInt(owner(node), 0, worker + 1)) {
                cache.add(node);
                fetched++;
            }
        }
    }

    private int owned(int worker) {
        int owned = 0;
        for (int node = 0; node < NODES; node++) {
            owned += slice.getIntOpaque(owner(node)) == worker + 1 ? 1 : 0;
        }
        return owned;
    }

    private static int owner(int node) {
        return node * Integer.BYTES;
    }

    private static int value(int node) {
        return VALUES + node * Long.BYTES;
    }

    /** Nobody disturbs another, and nothing is lost. */
    public static final class Model {

        public long use(int worker, long value) {
            return value;
        }

        public void exchange(int worker) {}

        public int lost(int worker) {
            return 0;
        }
    }

    /** D-068: a successor does not look for the nodes of the dead. */
    @SharedObject(
            title = "Free list with a cache in each process that dies with it",
            description = "Nobody returns the nodes that were in the cache of a killed process.",
            bytes = BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-068")
    public static final class CacheLost extends CachedFreeList {

        public CacheLost(Slice slice) {
            super(slice);
        }

        @Override
        void inherit(int worker) {}
    }
}
