package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EDEADLK;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.Loop.atLeast;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.Loop.round;
import static org.shmstress.properties.conformance.sync.Numbers.PREFER_WRITERS;
import static org.shmstress.properties.conformance.sync.Numbers.PRIVATE;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;
import static org.shmstress.properties.conformance.sync.Numbers.SIGUSR1;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.properties.conformance.Strand;

/** Rows of pthread_rwlock_… without a deadline. */
public final class ReadWriteLocks {

    private static final String TYPE = "pthread_rwlockattr";
    private static final int ROUNDS = 500;
    private static final int CYCLES = 20_000;
    private static final int WORDS = 4;

    private ReadWriteLocks() {}

    @Row("RWLOCKATTR_INIT-01")
    static void beginWithDefaults(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.attribute("pthread_rwlockattr_getpshared", attributes, PRIVATE);
        s.attribute("pthread_rwlockattr_getkind_np", attributes, 0);
    }

    @Row("RWLOCKATTR_SETPSHARED-01")
    static void sharedOnesAreOperatedByAnyProcess(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.b().call("pthread_rwlock_tryrdlock", lock).errs(EBUSY);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.b().call("pthread_rwlock_rdlock", lock).returns(0);
        s.a().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
        s.b().call("pthread_rwlock_unlock", lock).returns(0);
        s.a().call("pthread_rwlock_trywrlock", lock).returns(0);
    }

    @Row("RWLOCKATTR_SETPSHARED-03")
    static void refusesOtherValues(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_rwlockattr_setpshared", attributes, -100).errs(EINVAL);
        s.a().call("pthread_rwlockattr_setpshared", attributes, 2).errs(EINVAL);
        s.attribute("pthread_rwlockattr_getpshared", attributes, PRIVATE);
    }

    @Row("RWLOCKATTR_GETPSHARED-01")
    static void gettingReturnsWhatWasSet(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        for (int value : new int[] {SHARED, PRIVATE, SHARED}) {
            s.a().call("pthread_rwlockattr_setpshared", attributes, value).returns(0);
            s.attribute("pthread_rwlockattr_getpshared", attributes, value);
        }
    }

    /** Takes it for writing, and gives it back. */
    private static Loop writer(Area lock) {
        return Loop.once().call("pthread_rwlock_wrlock", lock).call("pthread_rwlock_unlock", lock);
    }

    /** Takes it for reading, and gives it back. */
    private static Loop reader(Area lock) {
        return Loop.once().call("pthread_rwlock_rdlock", lock).call("pthread_rwlock_unlock", lock);
    }

    @Row("RWLOCKATTR_GETPSHARED-02")
    static void aSharedOneIsHandedOverBetweenProcesses(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        Running reader = s.b().begin(reader(lock));
        reader.isBlocked();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        reader.completes();
    }

    /** A's unlock wakes on futexes of a's own process, where b does not sleep. */
    @Row("RWLOCKATTR_GETPSHARED-03")
    static void waitersOfAPrivateOneSleepOn(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.made("pthread_rwlock", s.attributes(TYPE));
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        Running reader = s.b().begin(reader(lock));
        reader.isBlocked();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        reader.isBlocked();
        Futexes.wakePrivatelyAnywhere(s.b(), lock);
        reader.completes();
    }

    @Row("RWLOCKATTR_GETPSHARED-04")
    static void privateIsTheDefault(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_rwlockattr_getpshared", s.attributes(TYPE), PRIVATE);
    }

    @Row("RWLOCK_INIT-01")
    static void beginsUnlocked(Scene c) {
        Shared s = new Shared(c);
        s.b().call("pthread_rwlock_trywrlock", s.readWriteLock()).returns(0);
    }

    @Row("RWLOCK_INIT-03")
    static void isUsableAnyNumberOfTimes(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        Loop loop = Loop.of(CYCLES)
                .call("pthread_rwlock_rdlock", lock)
                .call("pthread_rwlock_unlock", lock)
                .call("pthread_rwlock_wrlock", lock)
                .call("pthread_rwlock_unlock", lock);
        s.a().begin(loop).completes();
        s.a().call("pthread_rwlock_trywrlock", lock).returns(0);
    }

    @Row("RWLOCK_DESTROY-01")
    static void destroyEndsIt(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.a().call("pthread_rwlock_destroy", lock).returns(0);
        s.a().call("pthread_rwlock_init", lock, 0).returns(0);
        s.a().call("pthread_rwlock_trywrlock", lock).returns(0);
    }

    @Row("RWLOCK_RDLOCK-01")
    static void readersAreInsideTogether(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.b().call("pthread_rwlock_rdlock", lock).returns(0);
        s.d().call("pthread_rwlock_rdlock", lock).returns(0);
        s.d().thread().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
    }

    @Row("RWLOCK_RDLOCK-04")
    static void signalsDoNotEndTheWait(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        NativeParty helper = s.with(c.helper());
        helper.handle(SIGUSR1, 0);
        Pending reader = helper.begin("pthread_rwlock_rdlock", lock);
        Signals.areWithstoodBy(s, helper, reader);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        reader.returns(0);
        s.b().call("pthread_rwlock_tryrdlock", lock).returns(0);
    }

    @Row("RWLOCK_RDLOCK-05")
    static void aThreadMayHoldItSeveralTimes(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        Running writer = s.b().begin(writer(lock));
        writer.isBlocked();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        writer.isBlocked();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        writer.completes();
    }

    @Row("RWLOCK_RDLOCK-X01")
    static void readersSeeNoHalfMadeUpdate(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        Area words = s.place(WORDS * Long.BYTES);
        Area half = s.word();
        Loop writer = Loop.of(ROUNDS).call("pthread_rwlock_wrlock", lock).store(half, 1);
        Loop reader = Loop.of(ROUNDS).call("pthread_rwlock_rdlock", lock).check(half, is(0));
        for (int word = 0; word < WORDS; word++) {
            writer = writer.store(words.at(word * Long.BYTES), round(1));
        }
        writer = writer.store(half, 0).call("pthread_rwlock_unlock", lock);
        reader = reader.call("pthread_rwlock_unlock", lock);
        Running.all(s.a().begin(writer), s.b().begin(reader), s.d().begin(reader));
        s.b().hasLong(words.at((WORDS - 1) * Long.BYTES), ROUNDS);
    }

    @Row("RWLOCK_RDLOCK-X02")
    static void aWriterCannotReadAsWell(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.a().call("pthread_rwlock_rdlock", lock).errs(EDEADLK);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
    }

    @Row("RWLOCK_RDLOCK-X04")
    static void switchesOfPhasesDoNotStall(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        Loop mixed = Loop.of(ROUNDS)
                .call("pthread_rwlock_rdlock", lock)
                .call("pthread_rwlock_unlock", lock)
                .call("pthread_rwlock_wrlock", lock)
                .call("pthread_rwlock_unlock", lock);
        Running.all(s.a().begin(mixed), s.b().begin(mixed), s.d().begin(mixed), s.b().begin(mixed));
    }

    @Row("RWLOCK_RDLOCK-X05")
    static void aDeadHolderBlocksOthersForEver(Scene c) {
        Shared s = new Shared(c);
        Area read = s.readWriteLock();
        Area written = s.readWriteLock();
        s.b().call("pthread_rwlock_rdlock", read).returns(0);
        s.b().call("pthread_rwlock_wrlock", written).returns(0);
        s.b().kill();
        Area soon = s.in(REALTIME, Timed.SHORT_MILLIS).at();
        s.a().call("pthread_rwlock_timedwrlock", read, soon).errs(ETIMEDOUT);
        s.a().call("pthread_rwlock_timedrdlock", written, soon).errs(ETIMEDOUT);
        s.a().call("pthread_rwlock_timedwrlock", written, soon).errs(ETIMEDOUT);
        s.a().call("pthread_rwlock_tryrdlock", read).returns(0);
    }

    /** A writer that waits keeps new readers out, which with the default kind it does not. */
    @Row("RWLOCK_RDLOCK-X06")
    static void writersCanBePreferred(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_rwlockattr_setpshared", attributes, SHARED).returns(0);
        s.a().call("pthread_rwlockattr_setkind_np", attributes, PREFER_WRITERS).returns(0);
        Area lock = s.made("pthread_rwlock", attributes);
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        Running writer = s.b().begin(writer(lock));
        writer.isBlocked();
        s.d().call("pthread_rwlock_tryrdlock", lock).errs(EBUSY);
        Running reader = s.d().begin(reader(lock));
        reader.isBlocked();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        Running.all(writer, reader);
    }

    /** What the mark of a dead waiter does on glibc 2.36 and 2.41 alike; the lock has no robust form. */
    @Row("RWLOCK_RDLOCK-X07")
    static void aKilledWaiterLeavesItsMark(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.b().begin("pthread_rwlock_wrlock", lock).isBlocked();
        s.b().kill();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        Area soon = s.in(REALTIME, Timed.SHORT_MILLIS).at();
        s.d().call("pthread_rwlock_timedrdlock", lock, soon).errs(ETIMEDOUT);
        s.d().call("pthread_rwlock_timedwrlock", lock, soon).errs(ETIMEDOUT);
        aKilledReaderKeepsOnlyWritersOut(s);
    }

    private static void aKilledReaderKeepsOnlyWritersOut(Shared s) {
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.d().begin("pthread_rwlock_rdlock", lock).isBlocked();
        s.d().kill();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.a().call("pthread_rwlock_timedrdlock", lock, s.soon()).returns(0);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.a().call(
                        "pthread_rwlock_timedwrlock",
                        lock,
                        s.in(REALTIME, Timed.SHORT_MILLIS).at())
                .errs(ETIMEDOUT);
    }

    @Row("RWLOCK_TRYRDLOCK-01")
    static void tryingToReadFailsUnderAWriter(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.b().call("pthread_rwlock_tryrdlock", lock).errs(EBUSY);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.b().call("pthread_rwlock_tryrdlock", lock).returns(0);
    }

    @Row("RWLOCK_TRYRDLOCK-03")
    static void theRefusalToReadIsEbusy(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.b().call("pthread_rwlock_tryrdlock", lock).returns(0);
        s.b().call("pthread_rwlock_unlock", lock).returns(0);
        s.a().call("pthread_rwlock_trywrlock", lock).returns(0);
        s.b().call("pthread_rwlock_tryrdlock", lock).errs(EBUSY);
    }

    @Row("RWLOCK_TRYWRLOCK-01")
    static void tryingToWriteFailsUnderAnybody(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.b().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.b().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
    }

    @Row("RWLOCK_TRYWRLOCK-03")
    static void theRefusalToWriteIsEbusy(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.b().call("pthread_rwlock_trywrlock", lock).returns(0);
        s.a().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
    }

    @Row("RWLOCK_UNLOCK-01")
    static void someOfSeveralReadersMayLeave(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.d().call("pthread_rwlock_rdlock", lock).returns(0);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.b().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
        s.d().call("pthread_rwlock_unlock", lock).returns(0);
        s.b().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
        s.b().call("pthread_rwlock_tryrdlock", lock).returns(0);
    }

    @Row("RWLOCK_UNLOCK-02")
    static void theLastUnlockFreesIt(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.b().call("pthread_rwlock_trywrlock", lock).returns(0);
        s.b().call("pthread_rwlock_unlock", lock).returns(0);
        s.d().call("pthread_rwlock_trywrlock", lock).returns(0);
    }

    @Row("RWLOCK_UNLOCK-03")
    static void somebodyProceeds(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        Running[] waiters = {
            s.b().begin(reader(lock)), s.d().begin(writer(lock)), s.b().begin(writer(lock)), s.d().begin(reader(lock))
        };
        for (Running waiter : waiters) {
            waiter.isBlocked();
        }
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        Running.all(waiters);
    }

    @Row("RWLOCK_WRLOCK-01")
    static void aWriterIsAlone(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        Area writers = s.word();
        Area readers = s.word();
        Loop writer = Loop.of(ROUNDS)
                .call("pthread_rwlock_wrlock", lock)
                .add(writers, 1, is(0))
                .check(readers, is(0))
                .add(writers, -1, is(1))
                .call("pthread_rwlock_unlock", lock);
        Loop reader = Loop.of(ROUNDS)
                .call("pthread_rwlock_rdlock", lock)
                .add(readers, 1)
                .check(writers, is(0))
                .add(readers, -1, atLeast(1))
                .call("pthread_rwlock_unlock", lock);
        Running.all(s.a().begin(writer), s.b().begin(writer), s.d().begin(reader), s.a().begin(reader));
    }

    @Row("RWLOCK_WRLOCK-03")
    static void theOwnerCannotLockAgain(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.a().call("pthread_rwlock_wrlock", lock).errs(EDEADLK);
        Strand other = s.a().thread();
        other.call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
    }
}
