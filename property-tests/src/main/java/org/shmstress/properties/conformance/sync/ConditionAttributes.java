package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.properties.conformance.sync.Numbers.MONOTONIC;
import static org.shmstress.properties.conformance.sync.Numbers.PRIVATE;
import static org.shmstress.properties.conformance.sync.Numbers.PROCESS_CPU_TIME;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;

import org.shmstress.posix.PthreadCondition;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_condattr_… and pthread_cond_init. */
public final class ConditionAttributes {

    private static final String TYPE = "pthread_condattr";

    private ConditionAttributes() {}

    @Row("CONDATTR_INIT-01")
    static void beginWithDefaults(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.attribute("pthread_condattr_getpshared", attributes, PRIVATE);
        s.attribute("pthread_condattr_getclock", attributes, REALTIME);
    }

    @Row("CONDATTR_SETPSHARED-01")
    static void sharedOnesAreUsedByAnyProcess(Scene c) {
        Shared s = new Shared(c);
        Waiting waiting = new Waiting(s);
        Running waiter = s.b().begin(waiting.once());
        waiter.isBlocked();
        waiting.signal(s.a());
        waiter.completes();
        Running other = s.a().begin(waiting.until(2));
        other.isBlocked();
        waiting.signal(s.b());
        other.completes();
    }

    @Row("CONDATTR_SETPSHARED-02")
    static void refusesOtherValues(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_condattr_setpshared", attributes, -100).errs(EINVAL);
        s.a().call("pthread_condattr_setpshared", attributes, 2).errs(EINVAL);
        s.attribute("pthread_condattr_getpshared", attributes, PRIVATE);
    }

    /** B's signal wakes on a futex of b's own process, where a's thread does not sleep; a's own does. */
    @Row("CONDATTR_SETPSHARED-X01")
    static void aPrivateOneLosesWakeUps(Scene c) {
        Shared s = new Shared(c);
        Waiting waiting = new Waiting(s, s.made("pthread_cond", s.attributes(TYPE)), s.mutex());
        Running waiter = s.a().begin(waiting.once());
        waiter.isBlocked();
        waiting.signal(s.b());
        waiter.isBlocked();
        s.a().call("pthread_cond_broadcast", waiting.condition()).returns(0);
        Futexes.wakePrivatelyAnywhere(s.a(), waiting.condition());
        waiter.completes();
    }

    @Row("CONDATTR_GETPSHARED-01")
    static void gettingReturnsWhatWasSet(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        for (int value : new int[] {SHARED, PRIVATE, SHARED}) {
            s.a().call("pthread_condattr_setpshared", attributes, value).returns(0);
            s.attribute("pthread_condattr_getpshared", attributes, value);
        }
    }

    @Row("CONDATTR_GETPSHARED-02")
    static void privateIsTheDefault(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_condattr_getpshared", s.attributes(TYPE), PRIVATE);
    }

    @Row("CONDATTR_SETCLOCK-01")
    static void theClockCanBeChosen(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_condattr_setpshared", attributes, SHARED).returns(0);
        s.a().call("pthread_condattr_setclock", attributes, PROCESS_CPU_TIME).errs(EINVAL);
        s.a().call("pthread_condattr_setclock", attributes, MONOTONIC).returns(0);
        s.attribute("pthread_condattr_getclock", attributes, MONOTONIC);
        Waiting waiting = new Waiting(s, s.made("pthread_cond", attributes), s.mutex());
        waiting.expires(s.b(), s.in(MONOTONIC, Timed.SHORT_MILLIS));
    }

    @Row("CONDATTR_SETCLOCK-02")
    static void refusesUnknownClocks(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_condattr_setclock", attributes, -1).errs(EINVAL);
        s.a().call("pthread_condattr_setclock", attributes, 1_000).errs(EINVAL);
        s.attribute("pthread_condattr_getclock", attributes, REALTIME);
    }

    @Row("COND_INIT-01")
    static void initMakesItReady(Scene c) {
        Shared s = new Shared(c);
        Waiting waiting = new Waiting(s);
        Running waiter = s.b().begin(waiting.once());
        waiter.isBlocked();
        waiting.signal(s.d());
        waiter.completes();
        Area plain = s.place(PthreadCondition.BYTES);
        s.a().call("pthread_cond_init", plain, 0).returns(0);
        s.a().call("pthread_cond_signal", plain).returns(0);
        s.a().call("pthread_cond_destroy", plain).returns(0);
    }
}
