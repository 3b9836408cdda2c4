package org.shmstress.tests.mutex;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * A fair lock: each process draws a ticket and waits until that number is served.
 *
 * <p>What can go wrong: the number served is the lock. Whoever advances it before his last write is done lets the next one in
 * while he is still inside.
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
        int ticket = slice.getAndAddInt(NEXT, 1);
        int polls = 0;
        while (slice.getIntAcquire(SERVING) != ticket) { // pairs with unlock
            polls = Spin.once(polls);
        }
    }

    @Override
    public void unlock(int process) {
        slice.putIntRelease(SERVING, slice.getInt(SERVING) + 1); // only the owner writes it
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
