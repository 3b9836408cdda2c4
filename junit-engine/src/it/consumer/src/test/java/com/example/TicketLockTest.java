package com.example;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/** A lock that draws its ticket in one step. */
@SharedObject(title = "My ticket lock", bytes = 128)
public class TicketLockTest implements SharedLock {
    private static final int NEXT = 0;
    private static final int SERVING = 64;
    private final Slice s;

    public TicketLockTest(Slice s) {
        this.s = s;
    }

    @Override
    public void lock(int process) {
        int ticket = s.getAndAddInt(NEXT, 1);
        Tickets.await(ticket, () -> s.getIntAcquire(SERVING));
    }

    @Override
    public void unlock(int process) {
        s.putIntRelease(SERVING, s.getInt(SERVING) + 1);
    }
}
