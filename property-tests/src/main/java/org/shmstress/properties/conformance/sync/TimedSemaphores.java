package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EINTR;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.sync.Numbers.MONOTONIC;
import static org.shmstress.properties.conformance.sync.Numbers.PROCESS_CPU_TIME;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.SIGUSR1;

import java.util.concurrent.TimeUnit;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Scene;

/** Rows of sem_timedwait and sem_clockwait. */
public final class TimedSemaphores {

    private TimedSemaphores() {}

    @Row("SEM_TIMEDWAIT-01")
    static void takesAUnitThatIsThere(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.b().call("sem_timedwait", semaphore, s.in(REALTIME, Timed.LONG_MILLIS).at())
                .returns(0);
        s.permits(s.a(), semaphore, 0);
    }

    @Row("SEM_TIMEDWAIT-02")
    static void waitsForAPostUntilTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        Deadline deadline = s.in(REALTIME, Timed.LONG_MILLIS);
        Pending waiter = s.b().begin("sem_timedwait", semaphore, deadline.at());
        waiter.isBlocked();
        s.a().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
        s.isAhead(s.b(), deadline);
    }

    @Row("SEM_TIMEDWAIT-03")
    static void aPastDeadlineExpiresAtOnce(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_wait", semaphore).returns(0);
        s.b().call("sem_timedwait", semaphore, s.in(REALTIME, -1_000).at()).fails(ETIMEDOUT);
    }

    @Row("SEM_TIMEDWAIT-04")
    static void failureLeavesTheValue(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        s.b().call(
                        "sem_timedwait",
                        semaphore,
                        s.in(REALTIME, Timed.SHORT_MILLIS).at())
                .fails(ETIMEDOUT);
        s.permits(s.a(), semaphore, 0);
        s.a().call("sem_post", semaphore).returns(0);
        s.permits(s.b(), semaphore, 1);
    }

    @Row("SEM_TIMEDWAIT-06")
    static void refusesNanosecondsOutOfRange(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        long later = Timed.secondsFromNow();
        s.a().call("sem_timedwait", semaphore, s.timespec(later, TimeUnit.SECONDS.toNanos(1)))
                .fails(EINVAL);
        s.a().call("sem_timedwait", semaphore, s.timespec(later, -1)).fails(EINVAL);
    }

    @Row("SEM_TIMEDWAIT-07")
    static void expiresNotBeforeTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_wait", semaphore).returns(0);
        Deadline deadline = s.in(REALTIME, Timed.SHORT_MILLIS);
        s.b().call("sem_timedwait", semaphore, deadline.at()).fails(ETIMEDOUT);
        s.isPast(s.b(), deadline);
    }

    @Row("SEM_TIMEDWAIT-09")
    static void aHandledSignalInterruptsIt(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        NativeParty helper = s.with(c.helper());
        helper.handle(SIGUSR1, 0);
        Pending waiter = helper.begin(
                "sem_timedwait", semaphore, s.in(REALTIME, Timed.LONG_MILLIS).at());
        waiter.isBlocked();
        Signals.send(helper, waiter, SIGUSR1);
        waiter.fails(EINTR);
    }

    @Row("SEM_TIMEDWAIT-10")
    static void theDeadlineIsOnTheRealtimeClock(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        s.a().call("sem_timedwait", semaphore, s.pastOnRealtimeOnly().at()).fails(ETIMEDOUT);
        Deadline deadline = s.in(REALTIME, Timed.SHORT_MILLIS);
        s.a().call("sem_timedwait", semaphore, deadline.at()).fails(ETIMEDOUT);
        s.isPast(s.a(), deadline);
    }

    /** A malformed one need not be looked at, but may: glibc does so first. */
    @Row("SEM_TIMEDWAIT-11")
    static void takesAUnitWhateverTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(2);
        s.b().call("sem_timedwait", semaphore, s.in(REALTIME, -1_000).at()).returns(0);
        s.permits(s.a(), semaphore, 1);
        Returned malformed = s.b().call("sem_timedwait", semaphore, s.timespec(0, -1));
        if (malformed.failed()) {
            malformed.fails(EINVAL);
            s.permits(s.a(), semaphore, 1);
        } else {
            s.permits(s.a(), semaphore, 0);
        }
    }

    @Row("SEM_CLOCKWAIT-X01")
    static void heedsAMonotonicDeadline(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_wait", semaphore).returns(0);
        Deadline deadline = s.in(MONOTONIC, Timed.SHORT_MILLIS);
        s.b().call("sem_clockwait", semaphore, MONOTONIC, deadline.at()).fails(ETIMEDOUT);
        s.isPast(s.b(), deadline);
    }

    @Row("SEM_CLOCKWAIT-X02")
    static void refusesOtherClocks(Scene c) {
        Shared s = new Shared(c);
        Area later = s.timespec(Timed.secondsFromNow(), 0);
        s.a().call("sem_clockwait", s.semaphore(0), PROCESS_CPU_TIME, later).fails(EINVAL);
    }
}
