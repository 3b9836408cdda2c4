package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.Loop.atLeast;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.Party;

/**
 * A condition variable with its mutex, and a word that says how often it was signalled: the predicate for which waiters wait.
 *
 * @param s where they lie
 * @param condition the condition variable
 * @param mutex protects the word
 * @param signalled the word
 */
record Waiting(Shared s, Area condition, Area mutex, Area signalled) {

    Waiting(Shared s) {
        this(s, s.condition(), s.mutex());
    }

    Waiting(Shared s, Area condition, Area mutex) {
        this(s, condition, mutex, s.word());
    }

    /** Waits until it was signalled at least once. */
    Loop once() {
        return until(1);
    }

    /** Waits until it was signalled so often. */
    Loop until(long times) {
        return Loop.once()
                .call("pthread_mutex_lock", mutex)
                .until(signalled, atLeast(times), "pthread_cond_wait", condition, mutex)
                .call("pthread_mutex_unlock", mutex);
    }

    /** Waits for one signal more, and takes it. */
    Loop taking() {
        return Loop.once()
                .call("pthread_mutex_lock", mutex)
                .until(signalled, atLeast(1), "pthread_cond_wait", condition, mutex)
                .add(signalled, -1)
                .call("pthread_mutex_unlock", mutex);
    }

    /** As {@link #signal}, as a loop. */
    Loop signalling() {
        return Loop.once()
                .call("pthread_mutex_lock", mutex)
                .add(signalled, 1)
                .call("pthread_cond_signal", condition)
                .call("pthread_mutex_unlock", mutex);
    }

    /** Adds 1 to the word and signals, holding the mutex. */
    void signal(Party party) {
        wake(party, "pthread_cond_signal");
    }

    /** Adds 1 to the word and broadcasts, holding the mutex. */
    void broadcast(Party party) {
        wake(party, "pthread_cond_broadcast");
    }

    private void wake(Party party, String call) {
        party.call("pthread_mutex_lock", mutex).returns(0);
        party.putLong(signalled, party.getLong(signalled) + 1);
        party.call(call, condition).returns(0);
        party.call("pthread_mutex_unlock", mutex).returns(0);
    }

    /** A wait to which nobody signals must expire, and not early. */
    void expires(Party party, Deadline deadline) {
        party.call("pthread_mutex_lock", mutex).returns(0);
        party.call("pthread_cond_timedwait", condition, mutex, deadline.at()).errs(ETIMEDOUT);
        s.isPast(party, deadline);
        party.call("pthread_mutex_unlock", mutex).returns(0);
    }
}
