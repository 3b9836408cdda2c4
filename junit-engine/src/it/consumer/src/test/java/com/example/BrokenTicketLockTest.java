package com.example;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/** A lock that loads the next ticket and then stores the one after it: two processes may draw the same. */
@SharedObject(title = "My broken ticket lock", bytes = 128)
public class BrokenTicketLockTest implements SharedLock {
    private static final int NEXT = 0;
    private static final int SERVING = 64;
    private final Slice s;

    public BrokenTicketLockTest(Slice s) {
        this.s = s;
    }

    @Override
    public void lock(int process) {
        int ticket = s.getIntVolatile(NEXT);
        s.putIntVolatile(NEXT, ticket + 1);
        Tickets.await(ticket, () -> s.getIntAcquire(SERVING));
    }

    @Override
    public void unlock(int process) {
        s.putIntRelease(SERVING, s.getInt(SERVING) + 1);
    }
}
