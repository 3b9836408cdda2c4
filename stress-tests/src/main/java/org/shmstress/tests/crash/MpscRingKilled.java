package org.shmstress.tests.crash;

import java.util.ArrayDeque;
import java.util.Deque;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.api.Worker;

/**
 * A ring for many producers and one consumer, with claim and commit, of which any process may be killed. Before a producer claims an index
 * it announces which one. A slot that is claimed and not committed is a dead one's when no living process announces its index:
 * the consumer passes it.
 *
 * <p>What can go wrong: a producer that dies between claim and commit leaves a hole, before which the consumer waits for ever. And one that
 * passes a hole too early loses the element of a slow producer.
 *
 * <p>A process is known by its number, so a number that is given again hides a hole until the next producer has taken the dead one's place.
 * A hole takes up room until the consumer has passed it; there is more room than a trial needs.
 *
 * <pre>
 * offset        width  name       written by                    read by           ordering
 * 0             8      head       consumer                      producers         release, acquire
 * 64            8      tail       producers, compare-and-set    all               volatile
 * 128 + 64 w    8      announced  producer w                    consumer          volatile: index + 1, 0 for none
 *      +  8     8      process    producer w                    consumer          volatile
 * 512 + 16 i    8      mark       producer that has claimed it  consumer          release, acquire: index + 1 when it is written
 *      +  8     8      element    producer that has claimed it  consumer          plain
 * </pre>
 */
@SharedObject(
        title = "Ring buffer for many producers and one consumer, any of them killed",
        description = "The consumer passes a slot that a dead producer has claimed and not committed.",
        bytes = 512 + 2048 * 16,
        workers = 3,
        faults = Fault.KILL)
public class MpscRingKilled {

    private static final int HEAD = 0;
    private static final int TAIL = 64;
    private static final int PRODUCERS = 128;
    private static final int PRODUCER_BYTES = 64;
    private static final int PROCESS = 8;
    private static final int SLOTS = 512;
    private static final int SLOT_BYTES = 16;
    private static final int ELEMENT = 8;
    private static final int CAPACITY = 2048;
    private static final int WORKERS = 3;

    private final Slice slice;
    private final long process = ProcessHandle.current().pid();

    public MpscRingKilled(Slice slice) {
        this.slice = slice;
    }

    /** Adds an element unless the ring is full. */
    @Operation(workers = {1, 2})
    public boolean offer(@Worker int worker, @Unique long element) {
        int announced = producer(worker);
        takePlace(announced);
        long index;
        do {
            index = slice.getLongVolatile(TAIL);
            if (index - slice.getLongAcquire(HEAD) >= CAPACITY) { // pairs with poll: the slot has been read
                slice.putLongVolatile(announced, 0);
                return false;
            }
            slice.putLongVolatile(announced, index + 1);
        } while (!slice.compareAndSetLong(TAIL, index, index + 1));
        int slot = slot(index);
        slice.putLong(slot + ELEMENT, element);
        slice.putLongRelease(slot, index + 1); // pairs with isCommitted: the slot has been written
        slice.putLongVolatile(announced, 0);
        return true;
    }

    /** What the one before had announced is nobody's any more. */
    private void takePlace(int announced) {
        if (slice.getLong(announced + PROCESS) != process) {
            slice.putLongVolatile(announced, 0);
            slice.putLongVolatile(announced + PROCESS, process);
        }
    }

    /** Takes the oldest element, or 0 from an empty ring. */
    @Operation(workers = 0)
    public long poll() {
        long head = slice.getLong(HEAD); // its only writer
        while (slice.getLongVolatile(TAIL) != head) {
            int slot = slot(head);
            if (isCommitted(slot, head)) {
                long element = slice.getLong(slot + ELEMENT);
                slice.putLongRelease(HEAD, head + 1); // pairs with offer: the slot has been read
                return element;
            } else if (isAbandoned(head) && !isCommitted(slot, head)) {
                head++;
                slice.putLongRelease(HEAD, head); // pairs with offer: the slot is nobody's
            }
            Thread.onSpinWait();
        }
        return 0;
    }

    private boolean isCommitted(int slot, long index) {
        return slice.getLongAcquire(slot) == index + 1;
    }

    /** Whether no living process announces the index. Who has claimed it had announced it before. */
    boolean isAbandoned(long index) {
        for (int worker = 0; worker < WORKERS; worker++) {
            if (slice.getLongVolatile(producer(worker)) == index + 1
                    && ProcessHandle.of(slice.getLongVolatile(producer(worker) + PROCESS))
                            .isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static int producer(int worker) {
        return PRODUCERS + worker * PRODUCER_BYTES;
    }

    private static int slot(long index) {
        return SLOTS + (int) (index % CAPACITY) * SLOT_BYTES;
    }

    /** A queue of bounded length. */
    public static final class Model {
        private final Deque<Long> elements = new ArrayDeque<>();

        public boolean offer(int worker, long element) {
            return elements.size() < CAPACITY && elements.add(element);
        }

        public long poll() {
            return elements.isEmpty() ? 0 : elements.remove();
        }
    }

    /** D-053: nobody passes the slot of a producer that died between claim and commit. */
    @SharedObject(
            title = "Ring buffer whose consumer waits for a dead producer",
            description =
                    "A producer that is killed between claim and commit leaves a hole; the consumer waits for ever before it.",
            bytes = 512 + 2048 * 16,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-053")
    public static final class NoRecovery extends MpscRingKilled {

        public NoRecovery(Slice slice) {
            super(slice);
        }

        @Override
        boolean isAbandoned(long index) {
            return false;
        }
    }
}
