package org.shmstress.sync;

/** Waits for threads of the harness's own, which end when they are told to. */
public final class Joining {

    private Joining() {}

    /** Returns once the thread has ended. An interrupt meanwhile is kept for later: what the thread uses must not be closed under it. */
    public static void untilEnded(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
