package org.shmstress.properties.regressions;

import org.shmstress.HarnessException;

/** Waits between two looks. */
final class Pause {

    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted in a check", e);
        }
    }
}
