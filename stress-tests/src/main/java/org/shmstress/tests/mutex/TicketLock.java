package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A fair lock: each process draws a ticket and waits until that number is served.
 *
 * <p>What can go wrong: a ticket must be nobody else's, so it is drawn in one step. The number served is the lock: whoever advances it
 * before his last write is done lets the next one in while he is still inside.
 */
@SharedObject(
        title = "Ticket lock: served in the order of arrival",
        description =
                "Tickets are drawn by fetch-and-add; the owner serves the next number with release after its last write.",
        bytes = 128)
public class TicketLock implements SharedLock {

    private static final int NEXT = 0;
    private static final int SERVING = 64;

    private final Slice slice;

    public TicketLock(Slice slice) {
        this.slice = slice;
    }

    @Override
    public void lock(int process) {
        int ticket = draw(slice);
        int polls = 0;
        while (slice.getIntAcquire(SERVING) != ticket) { // pairs with unlock
            polls = Spin.once(polls);
        }
    }

    int draw(Slice words) {
        return words.getAndAddInt(NEXT, 1);
    }

    @Override
    public void unlock(int process) {
        slice.putIntRelease(SERVING, slice.getInt(SERVING) + 1); // only the owner writes it
    }

    /** D-002: the ticket is drawn by a load, an addition and a store; two processes can draw the same one. */
    @SharedObject(
            title = "Ticket lock that hands out one ticket twice",
            description =
                    "The ticket is read, and the next one stored; another process can read it in between. Both enter, or one"
                            + " number is served that nobody holds.",
            bytes = 128,
            defect = "D-002")
    public static final class TicketDrawnTwice extends TicketLock {

        public TicketDrawnTwice(Slice slice) {
            super(slice);
        }

        @Override
        int draw(Slice words) {
            int ticket = words.getIntAcquire(NEXT);
            words.putIntRelease(NEXT, ticket + 1);
            return ticket;
        }
    }

    /** D-003: the next number is served before the last write of the section instead of after it. */
    @SharedObject(
            title = "Ticket lock that serves the next one too early",
            description = "The number served is advanced before the last write of the critical section.",
            bytes = 128,
            defect = "D-003")
    public static final class ReleasedEarly extends TicketLock {

        public ReleasedEarly(Slice slice) {
            super(slice);
        }

        @Override
        public void runLocked(int process, Section section) {
            lock(process);
            section.update();
            unlock(process);
            section.lastWrite();
        }
    }
}
