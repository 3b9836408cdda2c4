package org.shmstress.tests.crash;

import org.shmstress.api.Crash;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;
import org.shmstress.tests.membership.Members;
import org.shmstress.tests.membership.OwnerLock;
import org.shmstress.tests.membership.RobustLock;

/**
 * Two words that are always equal to whoever has the lock, whatever instant the owner is killed at.
 *
 * <p>An owner first saves the old value in an undo record and marks it valid, then overwrites both words, then marks it invalid: that
 * is the commit. Who takes the lock over from a dead owner restores the old value if the record is valid. Doing that twice is as good as
 * once, so the one who restores may die too.
 *
 * <p>What can go wrong is the order of these stores: each is a release, so none is visible before the one ahead of it. A recovery that
 * gives back the value of some earlier transaction leaves two equal words and is wrong nevertheless; it shows because each value is
 * written once, and each replacement says what it replaced.
 */
@SharedObject(
        title = "Two equal words with an undo record: the owner of their lock is killed",
        description =
                "Under a lock that survivors take over from a dead owner, two words are overwritten one after the other. An undo"
                        + " record, marked valid before and invalid after it, lets the survivor restore the last committed value.",
        bytes = RobustPair.BYTES,
        workers = 3,
        faults = Fault.KILL)
public class RobustPair {

    static final int BYTES = 128 + Members.BYTES;

    /** What is returned for two words that differ. */
    static final long TORN = -1;

    private static final int FIRST = 64;
    private static final int SECOND = 72;
    private static final int UNDO_VALID = 80;
    private static final int UNDO_VALUE = 88;
    private static final int MEMBERS = 128;

    final Slice slice;
    private final RobustLock lock;

    public RobustPair(Slice slice) {
        this.slice = slice;
        this.lock = lock(slice.slice(0, FIRST), new Members(slice.slice(MEMBERS, Members.BYTES)));
    }

    /** The lock, whose bytes these are. */
    RobustLock lock(Slice bytes, Members members) {
        return new OwnerLock(bytes, members);
    }

    /** Replaces the value and returns the former one, or -1 if the words differed. */
    @Operation(weight = 2)
    public final long replace(@Unique long value) {
        lockAndMend();
        long former = value();
        transact(former, value);
        lock.unlock();
        return former;
    }

    /** The value, or -1 if the words differ. */
    @Operation
    public final long read() {
        lockAndMend();
        long value = value();
        lock.unlock();
        return value;
    }

    private void lockAndMend() {
        if (lock.lock()) {
            mend();
            lock.mended();
        }
    }

    private long value() {
        long first = slice.getLong(FIRST);
        return slice.getLong(SECOND) == first ? first : TORN;
    }

    void transact(long former, long value) {
        save(former);
        putFirst(value);
        putSecond(value);
        commit();
    }

    void save(long former) {
        saveValue(former);
        markValid();
    }

    final void saveValue(long former) {
        slice.putLongRelease(UNDO_VALUE, former);
    }

    final void markValid() {
        slice.putLongRelease(UNDO_VALID, 1);
    }

    final void putFirst(long value) {
        Crash.here("no word overwritten");
        slice.putLongRelease(FIRST, value);
    }

    final void putSecond(long value) {
        Crash.here("one of two words overwritten");
        slice.putLongRelease(SECOND, value);
    }

    final void commit() {
        Crash.here("both words overwritten, not committed");
        slice.putLongRelease(UNDO_VALID, 0);
    }

    private void mend() {
        if (slice.getLong(UNDO_VALID) == 1) {
            long former = slice.getLong(UNDO_VALUE);
            slice.putLongRelease(FIRST, former);
            slice.putLongRelease(SECOND, former);
            slice.putLongRelease(UNDO_VALID, 0);
        }
    }

    /** A plain variable. */
    public static final class Model {
        private long value;

        public long replace(long next) {
            long former = value;
            value = next;
            return former;
        }

        public long read() {
            return value;
        }
    }

    /** D-020: the words are updated in place without an undo record; recovery has nothing to restore. */
    @SharedObject(
            title = "Two equal words without undo record",
            description =
                    "The words are overwritten in place and recovery only releases the lock, so a death between the two"
                            + " leaves them different.",
            bytes = RobustPair.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-020")
    public static final class NothingSaved extends RobustPair {

        public NothingSaved(Slice slice) {
            super(slice);
        }

        @Override
        void save(long former) {}
    }

    /** D-021: the undo record is valid before its value is stored, so recovery may restore that of an earlier transaction. */
    @SharedObject(
            title = "Undo record that is valid before it is written",
            description =
                    "The record is marked valid and only then gets the old value; a death in between has recovery restore"
                            + " the value of an earlier transaction.",
            bytes = RobustPair.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-021")
    public static final class ValidTooEarly extends RobustPair {

        public ValidTooEarly(Slice slice) {
            super(slice);
        }

        @Override
        void save(long former) {
            markValid();
            Crash.here("undo record valid, with an earlier value");
            saveValue(former);
        }
    }

    /** D-022: the old value is saved only after the first word was overwritten. */
    @SharedObject(
            title = "Undo record that is written after the first word was overwritten",
            description =
                    "The first word is overwritten and then the old value saved; a death in between leaves two different"
                            + " words and no record.",
            bytes = RobustPair.BYTES,
            workers = 3,
            faults = Fault.KILL,
            defect = "D-022")
    public static final class SavedTooLate extends RobustPair {

        public SavedTooLate(Slice slice) {
            super(slice);
        }

        @Override
        void transact(long former, long value) {
            putFirst(value);
            save(former);
            putSecond(value);
            commit();
        }
    }
}
