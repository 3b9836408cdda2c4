package org.shmstress.properties.regressions;

import java.util.concurrent.TimeUnit;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Party;

/** Makes the C library's objects in memory of a party, and tells it times. Constants are from pthread.h. */
final class Natives {

    /** Room for any of them on any architecture. */
    static final int OBJECT_BYTES = 128;

    /** For how long the races of native-races.c are run at most in one row: most come to their end in a fraction of it. */
    static final long RACE_MILLIS = 900;

    private static final int SHARED = 1;
    private static final int ROBUST = 1;
    private static final int INHERIT = 1;

    /** Where attributes are made in the scratch memory, behind what rows use. */
    private static final long ATTRIBUTES = 60_000;

    private Natives() {}

    static void mutex(Party party, Area at) {
        Area attributes = attributes(party, "pthread_mutexattr_init");
        party.call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        party.call("pthread_mutex_init", at, attributes).returns(0);
    }

    static void robustMutex(Party party, Area at) {
        Area attributes = attributes(party, "pthread_mutexattr_init");
        party.call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        party.call("pthread_mutexattr_setrobust", attributes, ROBUST).returns(0);
        party.call("pthread_mutex_init", at, attributes).returns(0);
    }

    static void inheritingMutex(Party party, Area at, boolean robust) {
        Area attributes = attributes(party, "pthread_mutexattr_init");
        party.call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        party.call("pthread_mutexattr_setprotocol", attributes, INHERIT).returns(0);
        party.call("pthread_mutexattr_setrobust", attributes, robust ? ROBUST : 0)
                .returns(0);
        party.call("pthread_mutex_init", at, attributes).returns(0);
    }

    static void condition(Party party, Area at) {
        Area attributes = attributes(party, "pthread_condattr_init");
        party.call("pthread_condattr_setpshared", attributes, SHARED).returns(0);
        party.call("pthread_cond_init", at, attributes).returns(0);
    }

    static void readWriteLock(Party party, Area at) {
        Area attributes = attributes(party, "pthread_rwlockattr_init");
        party.call("pthread_rwlockattr_setpshared", attributes, SHARED).returns(0);
        party.call("pthread_rwlock_init", at, attributes).returns(0);
    }

    private static Area attributes(Party party, String function) {
        Area attributes = party.scratch(ATTRIBUTES);
        party.call(function, attributes).returns(0);
        return attributes;
    }

    /** Writes a {@code timespec} of the wall clock so many milliseconds from now. */
    static void deadline(Party party, Area at, long millis) {
        timespec(party, at, System.currentTimeMillis() + millis);
    }

    /** Writes a {@code timespec}. */
    static void timespec(Party party, Area at, long millis) {
        party.putLong(at, TimeUnit.MILLISECONDS.toSeconds(millis));
        party.putLong(at.at(8), TimeUnit.MILLISECONDS.toNanos(millis % 1000));
    }
}
