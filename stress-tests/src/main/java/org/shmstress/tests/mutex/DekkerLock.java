package org.shmstress.tests.mutex;

import java.lang.invoke.VarHandle;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * Dekker's algorithm for two processes, by loads and stores alone (E. W. Dijkstra, Cooperating sequential processes, EWD 123, 1965).
 * This is control C-004.
 *
 * <p>Each raises its flag and looks at the other's. If both are up, the one whose turn it is not lowers its own and waits for its turn.
 *
 * <p>What can go wrong: raising the own flag and reading the other's is store buffering, at the first attempt and again after each
 * retreat; without a full fence each time both can read a lowered flag. And who retreats must lower its flag, or both wait for each
 * other.
 */
@SharedObject(
        title = "Dekker's algorithm with full fences",
        description =
                "Two flags and a turn; a full fence follows each raising of a flag, in the first attempt and after a retreat.",
        bytes = 192,
        control = "C-004")
public class DekkerLock implements SharedLock {

    private static final int TURN = 128;

    private final Slice slice;

    public DekkerLock(Slice slice) {
        this.slice = slice;
    }

    private static int flag(int process) {
        return 64 * process;
    }

    @Override
    public final void lock(int process) {
        int other = 1 - process;
        int polls = 0;
        raise(process);
        VarHandle.fullFence();
        while (slice.getIntAcquire(flag(other)) == 1) { // pairs with unlock
            if (slice.getIntOpaque(TURN) != process) {
                retreat(process);
                awaitTurn(process);
                raise(process);
                fenceAfterRetreat();
            } else {
                polls = Spin.once(polls);
            }
        }
    }

    private void raise(int process) {
        slice.putIntOpaque(flag(process), 1);
    }

    void retreat(int process) {
        slice.putIntOpaque(flag(process), 0);
    }

    private void awaitTurn(int process) {
        int polls = 0;
        while (slice.getIntOpaque(TURN) != process) {
            polls = Spin.once(polls);
        }
    }

    void fenceAfterRetreat() {
        VarHandle.fullFence();
    }

    @Override
    public final void unlock(int process) {
        slice.putIntOpaque(TURN, 1 - process);
        slice.putIntRelease(flag(process), 0); // pairs with the loop in lock
    }

    /** D-029: no fence after the flag has been raised again. */
    @SharedObject(
            title = "Dekker's algorithm without the second fence",
            description =
                    "After a retreat the raised flag can still be in the store buffer when the other's flag is read; both enter.",
            bytes = 192,
            defect = "D-029")
    public static final class NoFenceAfterRetreat extends DekkerLock {

        public NoFenceAfterRetreat(Slice slice) {
            super(slice);
        }

        @Override
        void fenceAfterRetreat() {}
    }

    /** D-037: a process waits for its turn with its own flag still raised. */
    @SharedObject(
            title = "Dekker's algorithm that waits with its flag up",
            description =
                    "Whose turn it is not waits for it without lowering its flag; the other waits for that flag: nobody enters again.",
            bytes = 192,
            defect = "D-037")
    public static final class WaitsWithItsFlagUp extends DekkerLock {

        public WaitsWithItsFlagUp(Slice slice) {
            super(slice);
        }

        @Override
        void retreat(int process) {}
    }
}
