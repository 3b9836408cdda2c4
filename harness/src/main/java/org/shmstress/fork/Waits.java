package org.shmstress.fork;

import org.shmstress.HarnessException;

/** Waiting without a checked exception: an interrupt ends the run, and nothing in between has anything to add to it. */
final class Waits {

    private Waits() {}

    /** A wait that an interrupt may end. */
    @FunctionalInterface
    interface Wait<T> {
        T run() throws InterruptedException;
    }

    static <T> T uninterrupted(String what, Wait<T> wait) {
        try {
            return wait.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while waiting for " + what, e);
        }
    }

    static void sleep(String what, long millis) {
        uninterrupted(what, () -> {
            Thread.sleep(millis);
            return true;
        });
    }
}
