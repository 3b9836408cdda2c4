package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EDEADLK;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOTSUP;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.sync.Numbers.ERROR_CHECKING;
import static org.shmstress.properties.conformance.sync.Numbers.INHERIT;
import static org.shmstress.properties.conformance.sync.Numbers.LOCK_WORD;
import static org.shmstress.properties.conformance.sync.Numbers.NORMAL;
import static org.shmstress.properties.conformance.sync.Numbers.NO_PROTOCOL;
import static org.shmstress.properties.conformance.sync.Numbers.PRIVATE;
import static org.shmstress.properties.conformance.sync.Numbers.PROTECT;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.RECURSIVE;
import static org.shmstress.properties.conformance.sync.Numbers.ROBUST;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;
import static org.shmstress.properties.conformance.sync.Numbers.STALLED;
import static org.shmstress.properties.conformance.sync.Numbers.THREAD_ID_MASK;

import org.shmstress.posix.PthreadMutex;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_mutexattr_… */
public final class MutexAttributes {

    private static final String TYPE = "pthread_mutexattr";

    private MutexAttributes() {}

    @Row("MUTEXATTR_INIT-01")
    static void beginWithDefaults(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.attribute("pthread_mutexattr_getpshared", attributes, PRIVATE);
        s.attribute("pthread_mutexattr_getrobust", attributes, STALLED);
        s.attribute("pthread_mutexattr_gettype", attributes, NORMAL);
        s.attribute("pthread_mutexattr_getprotocol", attributes, NO_PROTOCOL);
    }

    @Row("MUTEXATTR_INIT-02")
    static void laterChangesLeaveMadeMutexesAlone(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        Area mutex = s.place(PthreadMutex.bytes());
        s.a().call("pthread_mutex_init", mutex, attributes).returns(0);
        s.a().call("pthread_mutexattr_setpshared", attributes, PRIVATE).returns(0);
        s.a().call("pthread_mutexattr_destroy", attributes).returns(0);
        handOver(s, mutex);
    }

    /** A locks it, b comes to sleep for it, a unlocks it, b gets and unlocks it. */
    static void handOver(Shared s, Area mutex) {
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Running waiter =
                s.b().begin(Loop.once().call("pthread_mutex_lock", mutex).call("pthread_mutex_unlock", mutex));
        waiter.isBlocked();
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        waiter.completes();
    }

    @Row("MUTEXATTR_SETPSHARED-01")
    static void sharedOnesAreOperatedByAnyProcess(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        handOver(s, mutex);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_trylock", mutex).errs(EBUSY);
        s.b().call("pthread_mutex_unlock", mutex).returns(0);
        s.a().call("pthread_mutex_trylock", mutex).returns(0);
    }

    @Row("MUTEXATTR_SETPSHARED-02")
    static void settingReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        s.a().call("pthread_mutexattr_setpshared", attributes, PRIVATE).returns(0);
    }

    @Row("MUTEXATTR_SETPSHARED-03")
    static void refusesOtherValues(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_mutexattr_setpshared", attributes, -100).errs(EINVAL);
        s.a().call("pthread_mutexattr_setpshared", attributes, 2).errs(EINVAL);
        s.attribute("pthread_mutexattr_getpshared", attributes, PRIVATE);
    }

    /** A's unlock wakes on a futex of a's own process, where b does not sleep. */
    @Row("MUTEXATTR_SETPSHARED-X01")
    static void waitersOfAPrivateOneSleepOn(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.PRIVATE);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Running waiter =
                s.b().begin(Loop.once().call("pthread_mutex_lock", mutex).call("pthread_mutex_unlock", mutex));
        waiter.isBlocked();
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        waiter.isBlocked();
        Futexes.wakePrivately(s.b(), mutex.at(LOCK_WORD));
        waiter.completes();
    }

    @Row("MUTEXATTR_GETPSHARED-01")
    static void gettingReturnsWhatWasSet(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.attribute("pthread_mutexattr_getpshared", attributes, PRIVATE);
        s.a().call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        s.attribute("pthread_mutexattr_getpshared", attributes, SHARED);
    }

    @Row("MUTEXATTR_SETTYPE-01")
    static void theTypeIsStored(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.attribute("pthread_mutexattr_gettype", attributes, NORMAL);
        for (int type : new int[] {ERROR_CHECKING, RECURSIVE, NORMAL}) {
            s.a().call("pthread_mutexattr_settype", attributes, type).returns(0);
            s.attribute("pthread_mutexattr_gettype", attributes, type);
        }
    }

    @Row("MUTEXATTR_SETTYPE-02")
    static void relockingANormalOneDeadlocks(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        Deadline deadline = s.in(REALTIME, Timed.SHORT_MILLIS);
        s.b().call("pthread_mutex_timedlock", mutex, deadline.at()).errs(ETIMEDOUT);
        s.isPast(s.b(), deadline);
    }

    @Row("MUTEXATTR_SETTYPE-03")
    static void errorCheckingOnesSaySo(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ERROR_CHECKING);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_lock", mutex).errs(EDEADLK);
        s.b().call("pthread_mutex_unlock", mutex).errs(EPERM);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
    }

    @Row("MUTEXATTR_SETTYPE-04")
    static void recursiveOnesCount(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.RECURSIVE);
        for (int i = 0; i < 3; i++) {
            s.a().call("pthread_mutex_lock", mutex).returns(0);
        }
        for (int i = 0; i < 3; i++) {
            s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
            s.a().call("pthread_mutex_unlock", mutex).returns(0);
        }
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
    }

    @Row("MUTEXATTR_SETTYPE-07")
    static void refusesUnknownTypes(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_mutexattr_settype", attributes, -1).errs(EINVAL);
        s.attribute("pthread_mutexattr_gettype", attributes, NORMAL);
    }

    @Row("MUTEXATTR_GETTYPE-01")
    static void gettingReturnsTheType(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.attribute("pthread_mutexattr_gettype", attributes, NORMAL);
        s.a().call("pthread_mutexattr_settype", attributes, RECURSIVE).returns(0);
        s.attribute("pthread_mutexattr_gettype", attributes, RECURSIVE);
    }

    @Row("MUTEXATTR_SETROBUST-X01")
    static void robustnessIsStored(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.attribute("pthread_mutexattr_getrobust", attributes, STALLED);
        s.a().call("pthread_mutexattr_setrobust", attributes, ROBUST).returns(0);
        s.attribute("pthread_mutexattr_getrobust", attributes, ROBUST);
    }

    @Row("MUTEXATTR_SETROBUST-X02")
    static void refusesOtherRobustness(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_mutexattr_setrobust", attributes, 2).errs(EINVAL);
        s.a().call("pthread_mutexattr_setrobust", attributes, -1).errs(EINVAL);
    }

    @Row("MUTEXATTR_SETROBUST-X03")
    static void withoutRobustnessADeadOwnerBlocksForEver(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.b().kill();
        s.a().call(
                        "pthread_mutex_timedlock",
                        mutex,
                        s.in(REALTIME, Timed.SHORT_MILLIS).at())
                .errs(ETIMEDOUT);
        s.d().call("pthread_mutex_trylock", mutex).errs(EBUSY);
    }

    @Row("MUTEXATTR_SETPROTOCOL-01")
    static void theProtocolIsStored(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.attribute("pthread_mutexattr_getprotocol", attributes, NO_PROTOCOL);
        for (int protocol : new int[] {INHERIT, PROTECT, NO_PROTOCOL}) {
            s.a().call("pthread_mutexattr_setprotocol", attributes, protocol).returns(0);
            s.attribute("pthread_mutexattr_getprotocol", attributes, protocol);
        }
    }

    @Row("MUTEXATTR_SETPROTOCOL-03")
    static void refusesUnknownProtocols(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_mutexattr_setprotocol", attributes, -1).errs(EINVAL, ENOTSUP);
        s.attribute("pthread_mutexattr_getprotocol", attributes, NO_PROTOCOL);
    }

    @Row("MUTEXATTR_SETPROTOCOL-X01")
    static void priorityInheritanceWorksWithRobustness(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST, Trait.INHERIT);
        handOver(s, mutex);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_trylock", mutex).errs(EBUSY);
        Running heir = s.a().begin(Recovery.ofAnHeir(mutex));
        heir.isBlocked();
        s.b().kill();
        heir.completes();
        s.d().call("pthread_mutex_lock", mutex).returns(0);
    }

    /** What init has accepted must be what was asked for: the kernel finds the owner of such a mutex in its lock word. */
    @Row("MUTEXATTR_SETPROTOCOL-X03")
    static void priorityInheritanceIsRefusedOrHad(Scene c) {
        Shared s = new Shared(c);
        for (int robustness : new int[] {STALLED, ROBUST}) {
            Area attributes = s.attributes(TYPE);
            s.a().call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
            s.a().call("pthread_mutexattr_setrobust", attributes, robustness).returns(0);
            s.a().call("pthread_mutexattr_setprotocol", attributes, INHERIT).returns(0);
            Area mutex = s.place(PthreadMutex.bytes());
            long made = s.a().call("pthread_mutex_init", mutex, attributes)
                    .errs(org.shmstress.posix.Errno.NONE, ENOTSUP)
                    .value();
            if (made == 0) {
                s.a().call("pthread_mutex_lock", mutex).returns(0);
                long self = s.a().call("gettid").value();
                int word = s.a().getInt(mutex.at(LOCK_WORD));
                c.same("owner in the lock word", self, (long) (word & THREAD_ID_MASK));
                s.a().call("pthread_mutex_unlock", mutex).returns(0);
            }
        }
    }
}
