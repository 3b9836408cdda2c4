package org.shmstress.run;

import org.shmstress.api.SharedLock;
import org.shmstress.api.Slice;

/** A lock that is right as long as nobody dies, for fixtures to be made of. */
public class TestAndSet implements SharedLock {
    final Slice word;

    public TestAndSet(Slice word) {
        this.word = word;
    }

    @Override
    public void lock(int process) {
        while (!word.compareAndSetInt(0, 0, 1)) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void unlock(int process) {
        word.putIntRelease(0, 0);
    }
}
