package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.EOWNERDEAD;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.Loop.atLeast;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.Loop.round;
import static org.shmstress.properties.conformance.sync.Numbers.MONOTONIC;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;

import java.util.concurrent.TimeUnit;
import org.shmstress.posix.Errno;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_cond_wait, _timedwait and _clockwait. */
public final class ConditionWaits {

    private static final int ROUNDS = 200;
    private static final int RACES = 10;
    private static final int RACE_MILLIS = 2;
    private static final int TURNS = 3;
    private static final int SIGNALS = 3;
    private static final String BLOCKING = "glibc 2.25 to 2.40";
    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(20);

    private ConditionWaits() {}

    /** Whoever has the mutex after the waiter said that it waits always finds it waiting: it needs no second signal. */
    @Row("COND_WAIT-01")
    static void releasesTheMutexAndWaitsAtOnce(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Area waits = s.word();
        Loop waiter = Loop.of(ROUNDS)
                .call("pthread_mutex_lock", w.mutex())
                .publish(waits, round(1))
                .until(w.signalled(), is(round(1)), "pthread_cond_wait", w.condition(), w.mutex())
                .call("pthread_mutex_unlock", w.mutex());
        Loop signaller = Loop.of(ROUNDS)
                .until(waits, is(round(1)))
                .call("pthread_mutex_lock", w.mutex())
                .store(w.signalled(), round(1))
                .call("pthread_cond_signal", w.condition())
                .call("pthread_mutex_unlock", w.mutex());
        Running.all(s.a().begin(signaller), s.b().begin(waiter));
    }

    @Row("COND_WAIT-02")
    static void ownsTheMutexAgain(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Area returned = s.word();
        Area leave = s.word();
        Running waiter = s.b().begin(Loop.once()
                .call("pthread_mutex_lock", w.mutex())
                .until(w.signalled(), atLeast(1), "pthread_cond_wait", w.condition(), w.mutex())
                .publish(returned, 1)
                .until(leave, is(1))
                .call("pthread_mutex_unlock", w.mutex()));
        waiter.isBlocked();
        s.a().call("pthread_mutex_trylock", w.mutex()).returns(0);
        s.a().call("pthread_mutex_unlock", w.mutex()).returns(0);
        w.signal(s.a());
        s.a().begin(Loop.once().until(returned, is(1))).completes();
        s.a().call("pthread_mutex_trylock", w.mutex()).errs(EBUSY);
        s.a().putLong(leave, 1);
        waiter.completes();
        s.a().call("pthread_mutex_trylock", w.mutex()).returns(0);
    }

    @Row("COND_WAIT-04")
    static void refusesAMutexThatTheCallerDoesNotOwn(Scene c) {
        Shared s = new Shared(c);
        Area condition = s.condition();
        Area mutex = s.mutex(Trait.ERROR_CHECKING);
        s.b().call("pthread_cond_wait", condition, mutex).errs(EPERM);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_cond_wait", condition, mutex).errs(EPERM);
    }

    @Row("COND_WAIT-X01")
    static void tellsOfADeadOwnerOfTheMutex(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s, s.condition(), s.mutex(Trait.ROBUST));
        Running waiter = s.a().begin(Loop.once()
                .call("pthread_mutex_lock", w.mutex())
                .call("pthread_cond_wait", w.condition(), w.mutex())
                .gives(EOWNERDEAD)
                .call("pthread_mutex_consistent", w.mutex())
                .call("pthread_mutex_unlock", w.mutex()));
        waiter.isBlocked();
        s.b().call("pthread_mutex_lock", w.mutex()).returns(0);
        s.b().call("pthread_cond_signal", w.condition()).returns(0);
        s.b().kill();
        waiter.completes();
    }

    @Row("COND_WAIT-X02")
    static void maySeemWokenForNothing(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Running waiter = s.b().begin(w.once());
        waiter.isBlocked();
        s.a().call("pthread_cond_broadcast", w.condition()).returns(0);
        waiter.isBlocked();
        w.signal(s.a());
        c.fact("returns from waits for one true predicate", waiter.completes().get(1));
    }

    /** One broadcast: a second one would wait for the dead process in glibc 2.25 to 2.40. */
    @Row("COND_WAIT-X03")
    static void aKilledWaiterTakesNoBroadcastFromOthers(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        s.b().begin(w.once()).isBlocked();
        Running d = s.d().begin(w.once());
        Running a = s.a().begin(w.once());
        d.isBlocked();
        a.isBlocked();
        s.b().kill();
        w.broadcast(s.a());
        Running.all(d, a);
    }

    /**
     * What glibc 2.25 to 2.40 does instead: once the dead one's group is used up, a signaller waits for it to leave, and holds the mutex. One
     * signal may be spent on the dead.
     */
    @Row("COND_WAIT-X04")
    static void aKilledWaiterOughtNotToBlockOthers(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        s.b().begin(w.once()).isBlocked();
        s.b().kill();
        for (int turn = 0; turn < TURNS; turn++) {
            Running live = s.d().begin(w.until((long) turn * SIGNALS + 1));
            live.isBlocked();
            for (int signal = 0; signal < SIGNALS; signal++) {
                Area done = s.word();
                Running signaller = s.a().begin(w.signalling().publish(done, 1));
                if (blocks(s, signaller, done) && c.isAmong(BLOCKING)) {
                    c.deviation("a killed waiter blocks a later signaller: " + BLOCKING
                            + ", whose change of groups waits for it");
                    return;
                }
                signaller.completes();
            }
            live.completes();
        }
    }

    /** Whether a loop sleeps rather than to get done. */
    private static boolean blocks(Shared s, Running loop, Area done) {
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (s.a().getLong(done) == 0 && System.nanoTime() < deadline) {
            if (loop.isAsleep()) {
                return true;
            }
        }
        return false;
    }

    @Row("COND_WAIT-X05")
    static void destroyWaitsForAKilledWaiter(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        s.b().begin(w.once()).isBlocked();
        s.b().kill();
        s.a().begin("pthread_cond_destroy", w.condition()).isBlocked();
    }

    @Row("COND_TIMEDWAIT-01")
    static void waitsForASignalOrTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        w.expires(s.b(), s.in(REALTIME, Timed.SHORT_MILLIS));
        Deadline later = s.in(REALTIME, Timed.LONG_MILLIS);
        Running waiter = s.b().begin(Loop.once()
                .call("pthread_mutex_lock", w.mutex())
                .until(w.signalled(), atLeast(1), "pthread_cond_timedwait", w.condition(), w.mutex(), later.at())
                .call("pthread_mutex_unlock", w.mutex()));
        waiter.isBlocked();
        w.signal(s.a());
        waiter.completes();
        s.isAhead(s.a(), later);
    }

    @Row("COND_TIMEDWAIT-02")
    static void ownsTheMutexAfterExpiry(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Area at = s.in(REALTIME, Timed.SHORT_MILLIS).at();
        s.b().call("pthread_mutex_lock", w.mutex()).returns(0);
        s.b().call("pthread_cond_timedwait", w.condition(), w.mutex(), at).errs(ETIMEDOUT);
        s.a().call("pthread_mutex_trylock", w.mutex()).errs(EBUSY);
        s.b().call("pthread_mutex_unlock", w.mutex()).returns(0);
        s.a().call("pthread_mutex_trylock", w.mutex()).returns(0);
    }

    @Row("COND_TIMEDWAIT-04")
    static void saysWhatIsWrong(Scene c) {
        Shared s = new Shared(c);
        Area condition = s.condition();
        Area mutex = s.mutex(Trait.ERROR_CHECKING);
        Area later = s.in(REALTIME, Timed.LONG_MILLIS).at();
        s.b().call("pthread_cond_timedwait", condition, mutex, later).errs(EPERM);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_cond_timedwait", condition, mutex, later).errs(EPERM);
        for (long nanos : new long[] {-1, TimeUnit.SECONDS.toNanos(1)}) {
            Area bad = s.timespec(Timed.secondsFromNow(), nanos);
            s.b().call("pthread_cond_timedwait", condition, mutex, bad).errs(EINVAL);
        }
        Area past = s.in(REALTIME, -1_000).at();
        s.b().call("pthread_cond_timedwait", condition, mutex, past).errs(ETIMEDOUT);
        s.a().call("pthread_mutex_trylock", mutex).errs(EBUSY);
    }

    @Row("COND_TIMEDWAIT-X01")
    static void heedsTheClockOfItsAttributes(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes("pthread_condattr");
        s.a().call("pthread_condattr_setpshared", attributes, SHARED).returns(0);
        s.a().call("pthread_condattr_setclock", attributes, MONOTONIC).returns(0);
        Waiting monotonic = new Waiting(s, s.made("pthread_cond", attributes), s.mutex());
        monotonic.expires(s.b(), s.in(MONOTONIC, Timed.SHORT_MILLIS));
        Running waiter = s.b().begin(Loop.once()
                .call("pthread_mutex_lock", monotonic.mutex())
                .call(
                        "pthread_cond_timedwait",
                        monotonic.condition(),
                        monotonic.mutex(),
                        s.pastOnRealtimeOnly().at())
                .call("pthread_mutex_unlock", monotonic.mutex()));
        waiter.isBlocked();
        monotonic.signal(s.a());
        waiter.completes();
    }

    /** One signal for two waiters, of which one is about to give up: the other one gets it, or the first still does. */
    @Row("COND_TIMEDWAIT-X02")
    static void anExpiryTakesNoSignalFromOthers(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        for (int race = 0; race < RACES; race++) {
            s.a().putLong(w.signalled(), 0);
            Area soon = s.in(REALTIME, RACE_MILLIS).at();
            Running patient = s.b().begin(w.taking());
            Running hasty = s.d().begin(Loop.once()
                    .call("pthread_mutex_lock", w.mutex())
                    .call("pthread_cond_timedwait", w.condition(), w.mutex(), soon)
                    .gives(Errno.NONE, ETIMEDOUT)
                    .call("pthread_mutex_unlock", w.mutex()));
            w.signal(s.a());
            if (hasty.completes().get(1) == 0) {
                // It was signalled and takes nothing, so it must pass the signal on, as any program would.
                s.d().call("pthread_cond_signal", w.condition()).returns(0);
            }
            patient.completes();
        }
    }

    @Row("COND_CLOCKWAIT-X01")
    static void takesTheClockPerCall(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Deadline deadline = s.in(MONOTONIC, Timed.SHORT_MILLIS);
        s.b().call("pthread_mutex_lock", w.mutex()).returns(0);
        s.b().call("pthread_cond_clockwait", w.condition(), w.mutex(), MONOTONIC, deadline.at())
                .errs(ETIMEDOUT);
        s.isPast(s.b(), deadline);
        s.a().call("pthread_mutex_trylock", w.mutex()).errs(EBUSY);
        Pending blocked = s.a().begin("pthread_mutex_lock", w.mutex());
        blocked.isBlocked();
        s.b().call("pthread_mutex_unlock", w.mutex()).returns(0);
        blocked.returns(0);
    }
}
