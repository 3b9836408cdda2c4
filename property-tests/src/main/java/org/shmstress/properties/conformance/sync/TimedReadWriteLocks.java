package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EDEADLK;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.sync.Numbers.MONOTONIC;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;

import java.util.concurrent.TimeUnit;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_rwlock_timedrdlock, _timedwrlock, _clockrdlock and _clockwrlock. */
public final class TimedReadWriteLocks {

    private static final String READ = "pthread_rwlock_timedrdlock";
    private static final String WRITE = "pthread_rwlock_timedwrlock";

    private TimedReadWriteLocks() {}

    @Row("RWLOCK_TIMEDRDLOCK-01")
    static void waitsToReadUntilTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        expires(s, READ, lock);
        Pending reader =
                s.b().begin(READ, lock, s.in(REALTIME, Timed.LONG_MILLIS).at());
        reader.isBlocked();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        reader.returns(0);
        s.a().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
    }

    /** B does not get it, and hears of that not before the deadline. */
    private static void expires(Shared s, String call, Area lock) {
        Deadline deadline = s.in(REALTIME, Timed.SHORT_MILLIS);
        s.b().call(call, lock, deadline.at()).errs(ETIMEDOUT);
        s.isPast(s.b(), deadline);
    }

    @Row("RWLOCK_TIMEDRDLOCK-02")
    static void aPastDeadlineToReadExpiresAtOnce(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.b().call(READ, lock, s.in(REALTIME, -1_000).at()).errs(ETIMEDOUT);
    }

    @Row("RWLOCK_TIMEDRDLOCK-03")
    static void theDeadlineToReadIsOnTheRealtimeClock(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.b().call(READ, lock, s.pastOnRealtimeOnly().at()).errs(ETIMEDOUT);
        expires(s, READ, lock);
    }

    @Row("RWLOCK_TIMEDRDLOCK-05")
    static void readsAFreeOneWhateverTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.b().call(READ, lock, s.in(REALTIME, -1_000).at()).returns(0);
        s.a().call("pthread_rwlock_trywrlock", lock).errs(EBUSY);
    }

    @Row("RWLOCK_TIMEDRDLOCK-07")
    static void readingSaysWhatIsWrong(Scene c) {
        saysWhatIsWrong(c, READ);
    }

    @Row("RWLOCK_TIMEDWRLOCK-01")
    static void waitsToWriteUntilTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        expires(s, WRITE, lock);
        Pending writer =
                s.b().begin(WRITE, lock, s.in(REALTIME, Timed.LONG_MILLIS).at());
        writer.isBlocked();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        writer.returns(0);
        s.a().call("pthread_rwlock_tryrdlock", lock).errs(EBUSY);
    }

    @Row("RWLOCK_TIMEDWRLOCK-02")
    static void aPastDeadlineToWriteExpiresAtOnce(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.b().call(WRITE, lock, s.in(REALTIME, -1_000).at()).errs(ETIMEDOUT);
    }

    @Row("RWLOCK_TIMEDWRLOCK-03")
    static void theDeadlineToWriteIsOnTheRealtimeClock(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        s.b().call(WRITE, lock, s.pastOnRealtimeOnly().at()).errs(ETIMEDOUT);
        expires(s, WRITE, lock);
    }

    @Row("RWLOCK_TIMEDWRLOCK-05")
    static void writesAFreeOneWhateverTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.b().call(WRITE, lock, s.in(REALTIME, -1_000).at()).returns(0);
        s.a().call("pthread_rwlock_tryrdlock", lock).errs(EBUSY);
    }

    @Row("RWLOCK_TIMEDWRLOCK-07")
    static void writingSaysWhatIsWrong(Scene c) {
        saysWhatIsWrong(c, WRITE);
    }

    private static void saysWhatIsWrong(Scene c, String call) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.b().call(call, lock, s.in(REALTIME, Timed.LONG_MILLIS).at()).returns(0);
        s.b().call("pthread_rwlock_unlock", lock).returns(0);
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.b().call(call, lock, s.in(REALTIME, -1_000).at()).errs(ETIMEDOUT);
        for (long nanos : new long[] {-1, TimeUnit.SECONDS.toNanos(1)}) {
            s.b().call(call, lock, s.timespec(Timed.secondsFromNow(), nanos)).errs(EINVAL);
        }
        s.a().call(call, lock, s.in(REALTIME, Timed.LONG_MILLIS).at()).errs(EDEADLK);
    }

    @Row("RWLOCK_TIMEDWRLOCK-X01")
    static void aWriterThatGaveUpLeavesNoTrace(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        expires(s, WRITE, lock);
        s.d().call("pthread_rwlock_tryrdlock", lock).returns(0);
        s.d().call("pthread_rwlock_unlock", lock).returns(0);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        s.d().call("pthread_rwlock_trywrlock", lock).returns(0);
    }

    @Row("RWLOCK_CLOCKLOCK-X01")
    static void heedsAMonotonicDeadline(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        for (String call : new String[] {"pthread_rwlock_clockrdlock", "pthread_rwlock_clockwrlock"}) {
            Deadline deadline = s.in(MONOTONIC, Timed.SHORT_MILLIS);
            s.b().call(call, lock, MONOTONIC, deadline.at()).errs(ETIMEDOUT);
            s.isPast(s.b(), deadline);
        }
    }
}
