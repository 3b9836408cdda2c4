package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A ticket lock with numbers of eight bits, for at most 255 processes at a time.
 *
 * <p>What can go wrong: after ticket 255 comes 0, so numbers can be compared for equality only.
 */
@SharedObject(
        title = "Ticket lock with eight-bit tickets",
        description =
                "Tickets and the number served wrap around after 255; a process waits until its own number is served.",
        bytes = 128)
public class NarrowTicketLock implements SharedLock {

    private static final int NEXT = 0;
    private static final int SERVING = 64;
    private static final int MASK = 0xFF;

    private final Slice slice;

    public NarrowTicketLock(Slice slice) {
        this.slice = slice;
    }

    @Override
    public void lock(int process) {
        int ticket = slice.getAndAddInt(NEXT, 1) & MASK;
        int polls = 0;
        while (!isServed(ticket, slice.getIntAcquire(SERVING))) { // pairs with unlock
            polls = Spin.once(polls);
        }
    }

    boolean isServed(int ticket, int serving) {
        return serving == ticket;
    }

    @Override
    public void unlock(int process) {
        slice.putIntRelease(SERVING, slice.getInt(SERVING) + 1 & MASK); // only the owner writes it
    }

    /** D-004: the waiter takes every number that is not below its own for its turn, which is wrong once the tickets wrap. */
    @SharedObject(
            title = "Eight-bit ticket lock that compares by order",
            description = "A process that draws ticket 0 while 255 is served takes 255 for past its turn, and enters.",
            bytes = 128,
            defect = "D-004")
    public static final class ComparedByOrder extends NarrowTicketLock {

        public ComparedByOrder(Slice slice) {
            super(slice);
        }

        @Override
        boolean isServed(int ticket, int serving) {
            return serving >= ticket;
        }
    }
}
