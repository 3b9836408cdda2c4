package org.shmstress.worker.sampling;

import org.shmstress.HarnessException;

/**
 * Where the actors of a test meet.
 *
 * <p>Assumes that all actors call {@link #meet} equally often. Guarantees that none returns from its n-th call before all
 * have made theirs, and that whatever an actor did to memory before its n-th call is visible to each after its own n-th.
 * The argument: an actor's epoch is written by it alone, only grows, and is n from its n-th call on; each waits until it has
 * read at least n from every other. The write is a release, the read that ends the wait an acquire of that or a later write of
 * the same actor, so all that came before the write happens before all that follows the read.
 *
 * <p>Waiting polls first: actors on CPUs of their own arrive within a microsecond. Then it yields, because on a shared CPU
 * the one waited for cannot run while we poll.
 */
final class Rendezvous {

    /** Thrown out of a wait when somebody has set the abort word; carries no stack because it is no error. */
    static final class Aborted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Aborted() {
            super("aborted", null, false, false);
        }
    }

    private static final int POLLS = 100;

    /** Yields between two looks at the clock. */
    private static final int YIELDS = 1 << 10;

    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final SharedWords words;
    private final long controlAddress;
    private final int actor;
    private final int actors;
    private long epoch;

    Rendezvous(SharedWords words, long controlAddress, int actor, int actors) {
        this.words = words;
        this.controlAddress = controlAddress;
        this.actor = actor;
        this.actors = actors;
    }

    /** Waits for all other actors. */
    void meet() {
        epoch++;
        // Pairs with the acquire in await of every other actor.
        words.release(controlAddress + ControlPage.epoch(actor), epoch);
        for (int other = 0; other < actors; other++) {
            if (other != actor) {
                await(other, controlAddress + ControlPage.epoch(other));
            }
        }
    }

    private void await(int other, long address) {
        for (int poll = 0; poll < POLLS; poll++) {
            // Pairs with the release in meet of the other actor; the reads below do too.
            if (words.acquire(address) >= epoch) {
                return;
            }
        }
        long start = System.nanoTime();
        for (int yields = 1; words.acquire(address) < epoch; yields++) {
            if (words.acquire(controlAddress + ControlPage.ABORT) != 0) {
                throw new Aborted();
            }
            if (yields % YIELDS == 0 && System.nanoTime() - start > PATIENCE_NANOS) {
                throw new HarnessException("actor " + other + " did not arrive within "
                        + PATIENCE_NANOS / 1_000_000_000 + " s at rendezvous " + epoch + " of actor " + actor
                        + ", and nobody has aborted the trial: see whether its worker hangs");
            }
            Thread.yield();
        }
    }

    /** Frees everybody who waits now or later. */
    void abort() {
        // Pairs with the acquire of the abort word in await.
        words.release(controlAddress + ControlPage.ABORT, 1);
    }
}
