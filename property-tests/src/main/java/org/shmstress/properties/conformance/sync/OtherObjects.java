package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.sync.Numbers.PRIVATE;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.SEMAPHORE_MAX;
import static org.shmstress.properties.conformance.sync.Numbers.SERIAL_THREAD;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;
import static org.shmstress.properties.conformance.sync.Numbers.SIGUSR1;

import org.shmstress.posix.OpenFlags;
import org.shmstress.posix.PthreadCondition;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of the third tier about objects of all kinds: what calls return, and what the first two tiers leave over. */
public final class OtherObjects {

    private OtherObjects() {}

    @Row("SEM_GETVALUE-04")
    static void gettingAValueReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(3);
        s.a().call("sem_getvalue", semaphore, s.word()).returns(0);
    }

    @Row("SEM_UNLINK-08")
    static void unlinkReturnsZeroOrMinusOne(Scene c) {
        c.a().area("sem_open", c.name("s"), OpenFlags.CREATE, 0600, 1);
        c.a().call("sem_unlink", c.name("s")).returns(0);
        c.a().call("sem_unlink", c.name("s")).returns(-1);
    }

    @Row("SEM_OPEN-13")
    static void theOwnerIsTheCreator(Scene c) {
        c.a().area("sem_open", c.name("s"), OpenFlags.CREATE, 0600, 1);
        long user = c.a().call("geteuid").value();
        c.same("owner", (int) user, NamedFile.of(c, "s").owner());
    }

    @Row("SEM_CLOSE-04")
    static void closingAnUnknownAddressFails(Scene c) {
        Shared s = new Shared(c);
        s.a().call("sem_close", s.semaphore(1)).fails(EINVAL);
    }

    @Row("SEM_INIT-05")
    static void refusedInitReturnsMinusOne(Scene c) {
        Shared s = new Shared(c);
        s.a().call("sem_init", s.place(Long.BYTES), SHARED, SEMAPHORE_MAX + 1L).fails(EINVAL);
    }

    @Row("SEM_INIT-04")
    static void aPrivateSemaphoreServesThreadsOfOneProcess(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.place(Long.BYTES);
        s.a().call("sem_init", semaphore, PRIVATE, 0).returns(0);
        Pending waiter = s.a().begin("sem_wait", semaphore);
        waiter.isBlocked();
        s.a().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
    }

    @Row("MUTEX_INIT-03")
    static void aZeroedMutexIsADefaultOne(Scene c) {
        Shared s = new Shared(c);
        Area zeroed = s.place(PthreadMutex.bytes());
        Area made = s.place(PthreadMutex.bytes());
        s.a().call("pthread_mutex_init", made, 0).returns(0);
        for (int offset = 0; offset < PthreadMutex.bytes(); offset += Long.BYTES) {
            s.a().hasLong(made.at(offset), 0);
        }
        s.a().call("pthread_mutex_lock", zeroed).returns(0);
        s.a().call("pthread_mutex_unlock", zeroed).returns(0);
    }

    @Row("COND_INIT-02")
    static void aZeroedConditionIsADefaultOne(Scene c) {
        Shared s = new Shared(c);
        Area made = s.place(PthreadCondition.BYTES);
        s.a().call("pthread_cond_init", made, 0).returns(0);
        for (int offset = 0; offset < PthreadCondition.BYTES; offset += Long.BYTES) {
            s.a().hasLong(made.at(offset), 0);
        }
    }

    @Row("MUTEX_INIT-04")
    static void initOfAMutexReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.mutex();
        s.a().call("pthread_mutex_trylock", object).returns(0);
    }

    @Row("MUTEX_LOCK-02")
    static void lockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.mutex();
        s.a().call("pthread_mutex_lock", object).returns(0);
    }

    @Row("MUTEX_UNLOCK-03")
    static void unlockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.mutex();
        s.a().call("pthread_mutex_lock", object).returns(0);
        s.a().call("pthread_mutex_unlock", object).returns(0);
    }

    @Row("MUTEX_DESTROY-03")
    static void destroyOfAMutexReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.mutex();
        s.a().call("pthread_mutex_destroy", object).returns(0);
    }

    @Row("RWLOCK_INIT-04")
    static void initOfAReadWriteLockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.readWriteLock();
        s.a().call("pthread_rwlock_trywrlock", object).returns(0);
    }

    @Row("RWLOCK_RDLOCK-06")
    static void readingReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", object).returns(0);
    }

    @Row("RWLOCK_TRYRDLOCK-02")
    static void tryingToReadReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.readWriteLock();
        s.a().call("pthread_rwlock_tryrdlock", object).returns(0);
    }

    @Row("RWLOCK_TRYWRLOCK-02")
    static void tryingToWriteReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.readWriteLock();
        s.a().call("pthread_rwlock_trywrlock", object).returns(0);
    }

    @Row("RWLOCK_DESTROY-02")
    static void destroyOfAReadWriteLockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.readWriteLock();
        s.a().call("pthread_rwlock_destroy", object).returns(0);
    }

    @Row("COND_INIT-03")
    static void initOfAConditionReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.condition();
        s.a().call("pthread_cond_signal", object).returns(0);
    }

    @Row("COND_SIGNAL-04")
    static void signalReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.condition();
        s.a().call("pthread_cond_signal", object).returns(0);
    }

    @Row("COND_BROADCAST-04")
    static void broadcastReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.condition();
        s.a().call("pthread_cond_broadcast", object).returns(0);
    }

    @Row("COND_DESTROY-03")
    static void destroyOfAConditionReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.condition();
        s.a().call("pthread_cond_destroy", object).returns(0);
    }

    @Row("SPIN_INIT-03")
    static void initOfASpinLockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.spinLock();
        s.a().call("pthread_spin_trylock", object).returns(0);
    }

    @Row("SPIN_LOCK-02")
    static void spinningReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.spinLock();
        s.a().call("pthread_spin_lock", object).returns(0);
    }

    @Row("SPIN_TRYLOCK-02")
    static void tryingASpinLockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.spinLock();
        s.a().call("pthread_spin_trylock", object).returns(0);
    }

    @Row("SPIN_UNLOCK-02")
    static void unlockOfASpinLockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.spinLock();
        s.a().call("pthread_spin_lock", object).returns(0);
        s.a().call("pthread_spin_unlock", object).returns(0);
    }

    @Row("SPIN_DESTROY-01")
    static void destroyEndsASpinLock(Scene c) {
        Shared s = new Shared(c);
        Area object = s.spinLock();
        s.a().call("pthread_spin_destroy", object).returns(0);
    }

    @Row("SPIN_DESTROY-02")
    static void destroyOfASpinLockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.spinLock();
        s.a().call("pthread_spin_lock", object).returns(0);
        s.a().call("pthread_spin_unlock", object).returns(0);
        s.a().call("pthread_spin_destroy", object).returns(0);
    }

    @Row("BARRIER_INIT-02")
    static void initOfABarrierReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.barrier(1);
        s.a().call("pthread_barrier_destroy", object).returns(0);
    }

    @Row("BARRIER_DESTROY-03")
    static void destroyOfABarrierReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area object = s.barrier(1);
        s.a().call("pthread_barrier_destroy", object).returns(0);
    }

    @Row("RWLOCK_INIT-02")
    static void withoutAttributesAReadWriteLockIsADefaultOne(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.place(Long.BYTES);
        s.a().call("pthread_rwlock_init", lock, 0).returns(0);
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
    }

    @Row("MUTEX_PRIOCEILING-01")
    static void aCeilingIsForProtectedMutexesOnly(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_getprioceiling", mutex, s.word()).errs(EINVAL);
        s.a().call("pthread_mutex_setprioceiling", mutex, 1, s.word()).errs(EINVAL);
    }

    @Row("BARRIER_WAIT-05")
    static void waitingReturnsTheListedNumbersOnly(Scene c) {
        Shared s = new Shared(c);
        Area barrier = s.barrier(1);
        for (int i = 0; i < 3; i++) {
            s.a().call("pthread_barrier_wait", barrier).returns(SERIAL_THREAD);
        }
    }

    @Row("COND_WAIT-03")
    static void waitingReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Waiting waiting = new Waiting(s);
        Running waiter = s.b().begin(waiting.once());
        waiter.isBlocked();
        waiting.signal(s.a());
        waiter.completes();
    }

    @Row("COND_TIMEDWAIT-03")
    static void waitingInTimeReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Area later = s.in(REALTIME, Timed.LONG_MILLIS).at();
        Running waiter = s.b().begin(Loop.once()
                .call("pthread_mutex_lock", w.mutex())
                .until(w.signalled(), is(1), "pthread_cond_timedwait", w.condition(), w.mutex(), later)
                .call("pthread_mutex_unlock", w.mutex()));
        waiter.isBlocked();
        w.signal(s.a());
        waiter.completes();
    }

    @Row("RWLOCK_TIMEDRDLOCK-06")
    static void signalsDoNotEndATimedWaitToRead(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        NativeParty helper = s.with(c.helper());
        helper.handle(SIGUSR1, 0);
        Pending waiter = helper.begin(
                "pthread_rwlock_timedrdlock",
                lock,
                s.in(REALTIME, Timed.LONG_MILLIS).at());
        Signals.areWithstoodBy(s, helper, waiter);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        waiter.returns(0);
    }

    @Row("RWLOCK_TIMEDWRLOCK-06")
    static void signalsDoNotEndATimedWaitToWrite(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        NativeParty helper = s.with(c.helper());
        helper.handle(SIGUSR1, 0);
        Pending waiter = helper.begin(
                "pthread_rwlock_timedwrlock",
                lock,
                s.in(REALTIME, Timed.LONG_MILLIS).at());
        Signals.areWithstoodBy(s, helper, waiter);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        waiter.returns(0);
    }

    @Row("RWLOCK_WRLOCK-02")
    static void signalsDoNotEndAWaitToWrite(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.readWriteLock();
        s.a().call("pthread_rwlock_rdlock", lock).returns(0);
        NativeParty helper = s.with(c.helper());
        helper.handle(SIGUSR1, 0);
        Pending waiter = helper.begin("pthread_rwlock_wrlock", lock);
        Signals.areWithstoodBy(s, helper, waiter);
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        waiter.returns(0);
    }
}
