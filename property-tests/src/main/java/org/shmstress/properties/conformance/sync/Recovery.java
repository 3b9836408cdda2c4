package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.EOWNERDEAD;

import org.shmstress.posix.Errno;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;

/** What waiters for a robust mutex do. */
final class Recovery {

    private Recovery() {}

    /** Gets a dead owner's mutex, makes it consistent and unlocks it. */
    static Loop ofAnHeir(Area mutex) {
        return Loop.once()
                .call("pthread_mutex_lock", mutex)
                .gives(EOWNERDEAD)
                .call("pthread_mutex_consistent", mutex)
                .call("pthread_mutex_unlock", mutex);
    }

    /** Locks, makes consistent if need be, which is an error otherwise, and unlocks. */
    static Loop ofAnyWaiter(Area mutex) {
        return Loop.once()
                .call("pthread_mutex_lock", mutex)
                .gives(Errno.NONE, EOWNERDEAD)
                .call("pthread_mutex_consistent", mutex)
                .gives(Errno.NONE, EINVAL)
                .call("pthread_mutex_unlock", mutex);
    }
}
