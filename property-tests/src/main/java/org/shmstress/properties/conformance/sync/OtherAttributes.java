package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.properties.conformance.sync.Numbers.FIFO;
import static org.shmstress.properties.conformance.sync.Numbers.INHERIT;
import static org.shmstress.properties.conformance.sync.Numbers.MONOTONIC;
import static org.shmstress.properties.conformance.sync.Numbers.NORMAL;
import static org.shmstress.properties.conformance.sync.Numbers.NO_PROTOCOL;
import static org.shmstress.properties.conformance.sync.Numbers.PRIVATE;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.RECURSIVE;
import static org.shmstress.properties.conformance.sync.Numbers.SERIAL_THREAD;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of the third tier about attributes of all kinds. */
public final class OtherAttributes {

    private static final String MUTEX = "pthread_mutexattr";
    private static final String CONDITION = "pthread_condattr";

    private OtherAttributes() {}

    /** Ends attributes, and uses the place for others, which begin with the default. */
    private static void endAndBegin(Scene c, String type) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(type);
        s.a().call(type + "_setpshared", attributes, SHARED).returns(0);
        s.a().call(type + "_destroy", attributes).returns(0);
        s.a().call(type + "_init", attributes).returns(0);
        s.attribute(type + "_getpshared", attributes, PRIVATE);
        s.a().call(type + "_destroy", attributes).returns(0);
    }

    /** A process-shared object, whose attributes say otherwise afterwards and are then destroyed. */
    private static Area madeBeforeAChange(Shared s, String attributesType, String type, Object... more) {
        Area attributes = s.attributes(attributesType);
        s.a().call(attributesType + "_setpshared", attributes, SHARED).returns(0);
        Area object = s.place(Long.BYTES);
        Object[] arguments = new Object[2 + more.length];
        arguments[0] = object;
        arguments[1] = attributes;
        System.arraycopy(more, 0, arguments, 2, more.length);
        s.a().call(type + "_init", arguments).returns(0);
        s.a().call(attributesType + "_setpshared", attributes, PRIVATE).returns(0);
        s.a().call(attributesType + "_destroy", attributes).returns(0);
        return object;
    }

    @Row("MUTEXATTR_INIT-03")
    static void initOfMutexAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("pthread_mutexattr_init", s.place(Long.BYTES)).returns(0);
    }

    @Row("CONDATTR_INIT-03")
    static void initOfConditionAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("pthread_condattr_init", s.place(Long.BYTES)).returns(0);
    }

    @Row("RWLOCKATTR_INIT-03")
    static void initOfReadWriteLockAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("pthread_rwlockattr_init", s.place(Long.BYTES)).returns(0);
    }

    @Row("BARRIERATTR_INIT-03")
    static void initOfBarrierAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("pthread_barrierattr_init", s.place(Long.BYTES)).returns(0);
    }

    @Row("MUTEXATTR_DESTROY-01")
    static void destroyEndsMutexAttributes(Scene c) {
        endAndBegin(c, "pthread_mutexattr");
    }

    @Row("MUTEXATTR_DESTROY-02")
    static void thereMayAgainBeMutexAttributes(Scene c) {
        endAndBegin(c, "pthread_mutexattr");
    }

    @Row("MUTEXATTR_DESTROY-03")
    static void zeroIsReturnedByDestroyOfMutexAttributes(Scene c) {
        endAndBegin(c, "pthread_mutexattr");
    }

    @Row("CONDATTR_DESTROY-01")
    static void destroyEndsConditionAttributes(Scene c) {
        endAndBegin(c, "pthread_condattr");
    }

    @Row("CONDATTR_DESTROY-02")
    static void thereMayAgainBeConditionAttributes(Scene c) {
        endAndBegin(c, "pthread_condattr");
    }

    @Row("CONDATTR_DESTROY-03")
    static void zeroIsReturnedByDestroyOfConditionAttributes(Scene c) {
        endAndBegin(c, "pthread_condattr");
    }

    @Row("RWLOCKATTR_DESTROY-01")
    static void destroyEndsReadWriteLockAttributes(Scene c) {
        endAndBegin(c, "pthread_rwlockattr");
    }

    @Row("RWLOCKATTR_DESTROY-02")
    static void thereMayAgainBeReadWriteLockAttributes(Scene c) {
        endAndBegin(c, "pthread_rwlockattr");
    }

    @Row("RWLOCKATTR_DESTROY-03")
    static void zeroIsReturnedByDestroyOfReadWriteLockAttributes(Scene c) {
        endAndBegin(c, "pthread_rwlockattr");
    }

    @Row("BARRIERATTR_DESTROY-01")
    static void thereMayAgainBeBarrierAttributes(Scene c) {
        endAndBegin(c, "pthread_barrierattr");
    }

    @Row("MUTEXATTR_GETPSHARED-02")
    static void gettingSharingOfMutexAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_mutexattr_getpshared", s.attributes("pthread_mutexattr"), PRIVATE);
    }

    @Row("CONDATTR_GETPSHARED-03")
    static void gettingSharingOfConditionAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_condattr_getpshared", s.attributes("pthread_condattr"), PRIVATE);
    }

    @Row("RWLOCKATTR_GETPSHARED-05")
    static void gettingSharingOfReadWriteLockAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_rwlockattr_getpshared", s.attributes("pthread_rwlockattr"), PRIVATE);
    }

    @Row("BARRIERATTR_GETPSHARED-03")
    static void gettingSharingOfBarrierAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_barrierattr_getpshared", s.attributes("pthread_barrierattr"), PRIVATE);
    }

    @Row("RWLOCKATTR_SETPSHARED-02")
    static void settingSharingOfReadWriteLockAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("pthread_rwlockattr_setpshared", s.attributes("pthread_rwlockattr"), SHARED)
                .returns(0);
    }

    @Row("BARRIERATTR_SETPSHARED-03")
    static void settingSharingOfBarrierAttributesReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("pthread_barrierattr_setpshared", s.attributes("pthread_barrierattr"), SHARED)
                .returns(0);
    }

    @Row("BARRIERATTR_INIT-01")
    static void barrierAttributesBeginWithDefaults(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_barrierattr_getpshared", s.attributes("pthread_barrierattr"), PRIVATE);
    }

    @Row("MUTEXATTR_SETTYPE-06")
    static void settingTheTypeReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("pthread_mutexattr_settype", s.attributes(MUTEX), RECURSIVE).returns(0);
    }

    @Row("MUTEXATTR_GETTYPE-02")
    static void gettingTheTypeReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_mutexattr_gettype", s.attributes(MUTEX), NORMAL);
    }

    @Row("MUTEXATTR_SETPROTOCOL-02")
    static void settingTheProtocolReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("pthread_mutexattr_setprotocol", s.attributes(MUTEX), INHERIT)
                .returns(0);
    }

    @Row("MUTEXATTR_GETPROTOCOL-01")
    static void theProtocolIsNoneAtFirst(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(MUTEX);
        s.attribute("pthread_mutexattr_getprotocol", attributes, NO_PROTOCOL);
        s.a().call("pthread_mutexattr_setprotocol", attributes, INHERIT).returns(0);
        s.attribute("pthread_mutexattr_getprotocol", attributes, INHERIT);
    }

    @Row("MUTEXATTR_GETPROTOCOL-02")
    static void gettingTheProtocolReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_mutexattr_getprotocol", s.attributes(MUTEX), NO_PROTOCOL);
    }

    @Row("MUTEXATTR_PRIOCEILING-01")
    static void theCeilingIsStoredWithinItsRange(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(MUTEX);
        int lowest = (int) s.a().call("sched_get_priority_min", FIFO).succeeds().value();
        int highest =
                (int) s.a().call("sched_get_priority_max", FIFO).succeeds().value();
        for (int ceiling : new int[] {lowest, highest}) {
            s.a().call("pthread_mutexattr_setprioceiling", attributes, ceiling).returns(0);
            s.attribute("pthread_mutexattr_getprioceiling", attributes, ceiling);
        }
        s.a().call("pthread_mutexattr_setprioceiling", attributes, highest + 1).errs(EINVAL);
    }

    @Row("CONDATTR_GETCLOCK-01")
    static void theClockIsRealtimeAtFirst(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(CONDITION);
        s.attribute("pthread_condattr_getclock", attributes, REALTIME);
        s.a().call("pthread_condattr_setclock", attributes, MONOTONIC).returns(0);
        s.attribute("pthread_condattr_getclock", attributes, MONOTONIC);
    }

    @Row("CONDATTR_GETCLOCK-02")
    static void gettingTheClockReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_condattr_getclock", s.attributes(CONDITION), REALTIME);
    }

    @Row("CONDATTR_INIT-02")
    static void laterChangesLeaveMadeConditionsAlone(Scene c) {
        Shared s = new Shared(c);
        Waiting waiting = new Waiting(s, madeBeforeAChange(s, CONDITION, "pthread_cond"), s.mutex());
        Running waiter = s.b().begin(waiting.once());
        waiter.isBlocked();
        waiting.signal(s.a());
        waiter.completes();
    }

    @Row("RWLOCKATTR_INIT-02")
    static void laterChangesLeaveMadeReadWriteLocksAlone(Scene c) {
        Shared s = new Shared(c);
        Area lock = madeBeforeAChange(s, "pthread_rwlockattr", "pthread_rwlock");
        s.a().call("pthread_rwlock_wrlock", lock).returns(0);
        Pending reader = s.b().begin("pthread_rwlock_rdlock", lock);
        reader.isBlocked();
        s.a().call("pthread_rwlock_unlock", lock).returns(0);
        reader.returns(0);
    }

    @Row("BARRIERATTR_INIT-02")
    static void laterChangesLeaveMadeBarriersAlone(Scene c) {
        Shared s = new Shared(c);
        Area barrier = madeBeforeAChange(s, "pthread_barrierattr", "pthread_barrier", 2);
        Pending first = s.b().begin("pthread_barrier_wait", barrier);
        first.isBlocked();
        long sum = s.a().call("pthread_barrier_wait", barrier).value()
                + first.outcome().value();
        c.same("sum of what they returned", (long) SERIAL_THREAD, sum);
    }
}
