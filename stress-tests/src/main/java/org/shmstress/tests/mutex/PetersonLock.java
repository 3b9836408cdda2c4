package org.shmstress.tests.mutex;

import java.lang.invoke.VarHandle;
import org.shmstress.api.SharedLock;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;

/**
 * Peterson's lock for two processes, by loads and stores alone (G. L. Peterson, Myths about the mutual exclusion problem,
 * Information Processing Letters 12(3), 1981).
 *
 * <p>Each raises its flag, gives the turn away and waits while the other's flag is up and the turn is the other's.
 *
 * <p>What can go wrong: this is store buffering. Unless both stores have left the store buffer before the other's flag is read,
 * both processes can read a lowered flag and both enter. The argument with the fence: of two processes let A store the turn
 * first. B's store of the turn is later, and B's fence puts its reads after that; A raised its flag before it stored the turn
 * (release), so B reads a raised flag and a turn that is not B's, until A lowers the flag.
 */
@SharedObject(
        title = "Peterson's lock with a full fence",
        description =
                "Two flags and a turn; a full fence stands between the stores and the loads of the entry protocol.",
        bytes = 192)
public class PetersonLock implements SharedLock {

    private static final int TURN = 128;

    private final Slice slice;

    public PetersonLock(Slice slice) {
        this.slice = slice;
    }

    private static int flag(int process) {
        return 64 * process;
    }

    @Override
    public void lock(int process) {
        int other = 1 - process;
        announce(process, other);
        int polls = 0;
        while (slice.getIntAcquire(flag(other)) == 1 // pairs with unlock
                && slice.getIntAcquire(TURN) == other) {
            polls = Spin.once(polls);
        }
    }

    void announce(int process, int other) {
        raiseFlag(process);
        giveTurnTo(other);
        VarHandle.fullFence();
    }

    final void raiseFlag(int process) {
        slice.putIntOpaque(flag(process), 1);
    }

    final void giveTurnTo(int other) {
        slice.putIntRelease(TURN, other); // a reader of the turn sees the flag raised before it
    }

    @Override
    public void unlock(int process) {
        slice.putIntRelease(flag(process), 0);
    }

    /** D-030: the fence stands before the store of the own flag instead of after the store of the turn. */
    @SharedObject(
            title = "Peterson's lock with the fence too early",
            description =
                    "The full fence stands before the stores of flag and turn, so both can still be in the store buffer when"
                            + " the other's flag is read.",
            bytes = 192,
            defect = "D-030")
    public static final class FenceTooEarly extends PetersonLock {

        public FenceTooEarly(Slice slice) {
            super(slice);
        }

        @Override
        void announce(int process, int other) {
            VarHandle.fullFence();
            raiseFlag(process);
            giveTurnTo(other);
        }
    }

    /** D-031: the fence stands between the stores of flag and turn instead of after the turn. */
    @SharedObject(
            title = "Peterson's lock with the fence between its stores",
            description =
                    "The full fence stands between the stores of flag and turn, so the turn can still be in the store buffer when"
                            + " the other's flag and the turn are read.",
            bytes = 192,
            defect = "D-031")
    public static final class FenceBetween extends PetersonLock {

        public FenceBetween(Slice slice) {
            super(slice);
        }

        @Override
        void announce(int process, int other) {
            raiseFlag(process);
            VarHandle.fullFence();
            giveTurnTo(other);
        }
    }

    /** D-032: the turn is given away before the own flag is raised. */
    @SharedObject(
            title = "Peterson's lock that gives the turn away before it raises its flag",
            description =
                    "Between the two stores the other process raises its flag, gives the turn back and enters, since this one's"
                            + " flag is down; then this one raises its flag, finds that the turn is its own, and enters too.",
            bytes = 192,
            defect = "D-032")
    public static final class TurnFirst extends PetersonLock {

        public TurnFirst(Slice slice) {
            super(slice);
        }

        @Override
        void announce(int process, int other) {
            giveTurnTo(other);
            raiseFlag(process);
            VarHandle.fullFence();
        }
    }
}
