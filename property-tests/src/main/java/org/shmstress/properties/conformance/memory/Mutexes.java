package org.shmstress.properties.conformance.memory;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Party;

/** Process-shared mutexes for rows that are about something else. */
final class Mutexes {

    /** {@code PTHREAD_MUTEX_NORMAL}, {@code PTHREAD_MUTEX_ERRORCHECK} (pthread.h). */
    static final int NORMAL = 0;

    static final int ERROR_CHECKING = 2;

    /** {@code PTHREAD_MUTEX_STALLED}, {@code PTHREAD_MUTEX_ROBUST} (pthread.h). */
    static final int STALLED = 0;

    static final int ROBUST = 1;

    private static final int PROCESS_SHARED = 1;

    private Mutexes() {}

    /** Makes a mutex; the attributes lie in the party's private memory for so long. */
    static void initialise(Party party, Area mutex, int kind, int robustness) {
        Area attributes = party.scratch(1024);
        party.call("pthread_mutexattr_init", attributes).returns(0);
        party.call("pthread_mutexattr_setpshared", attributes, PROCESS_SHARED).returns(0);
        party.call("pthread_mutexattr_settype", attributes, kind).returns(0);
        party.call("pthread_mutexattr_setrobust", attributes, robustness).returns(0);
        party.call("pthread_mutex_init", mutex, attributes).returns(0);
        party.call("pthread_mutexattr_destroy", attributes).returns(0);
    }
}
