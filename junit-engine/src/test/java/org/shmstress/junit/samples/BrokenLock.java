package org.shmstress.junit.samples;

import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/** Looks whether the lock is free, then takes it. */
@SharedObject(title = "A lock that looks first", bytes = 64)
public class BrokenLock implements SharedLock {
    private final Slice s;

    public BrokenLock(Slice s) {
        this.s = s;
    }

    @Override
    public void lock(int process) {
        while (s.getIntVolatile(0) != 0) {
            Thread.onSpinWait();
        }
        s.putIntVolatile(0, 1);
    }

    @Override
    public void unlock(int process) {
        s.putIntVolatile(0, 0);
    }

    /** Takes it in one step. */
    @SharedObject(title = "A lock that takes in one step", bytes = 64)
    public static class Mended implements SharedLock {
        private final Slice s;

        public Mended(Slice s) {
            this.s = s;
        }

        @Override
        public void lock(int process) {
            while (!s.compareAndSetInt(0, 0, 1)) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void unlock(int process) {
            s.putIntVolatile(0, 0);
        }
    }
}
