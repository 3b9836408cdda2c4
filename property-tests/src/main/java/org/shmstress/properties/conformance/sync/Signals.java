package org.shmstress.properties.conformance.sync;

import static org.shmstress.properties.conformance.sync.Numbers.SIGUSR1;

import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;

/** Signals to a thread that waits in a call. */
final class Signals {

    /** Each of them wakes the thread once. */
    private static final int STORM = 20;

    private Signals() {}

    /** {@code tgkill}: the signal goes to the thread that makes that call. */
    static void send(NativeParty party, Pending waiter, int signal) {
        party.call("tgkill", party.pid(), waiter.threadId(), signal).returns(0);
    }

    /** Interrupts the call over and over by signals whose handler returns; it must go on waiting. */
    static void areWithstoodBy(Shared s, NativeParty party, Pending waiter) {
        waiter.isBlocked();
        for (int sent = 1; sent <= STORM; sent++) {
            send(party, waiter, SIGUSR1);
            waiter.isBlocked();
        }
        s.scene().holds("each handler has run", party.handled(SIGUSR1) == STORM);
    }
}
