package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.properties.conformance.Loop.atLeast;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.Loop.round;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.posix.PthreadCondition;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Relay;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_cond_signal, _broadcast and _destroy. */
public final class ConditionSignals {

    private static final int DESTRUCTIONS = 100;

    private ConditionSignals() {}

    /** Waiters in all parties, two in each, every one asleep. */
    private static List<Running> waiters(Shared s, Loop loop) {
        List<Running> waiters = new ArrayList<>();
        for (Party party : List.of(s.a(), s.b(), s.d(), s.a(), s.b(), s.d())) {
            waiters.add(party.begin(loop));
        }
        waiters.forEach(Running::isBlocked);
        return waiters;
    }

    @Row("COND_SIGNAL-01")
    static void eachSignalFreesAWaiter(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        List<Running> waiters = waiters(s, w.taking());
        for (int i = 0; i < waiters.size(); i++) {
            w.signal(s.a());
        }
        waiters.forEach(Running::completes);
    }

    @Row("COND_SIGNAL-02")
    static void theFreedWaiterOwnsTheMutex(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Area inside = s.word();
        Area leave = s.word();
        Running waiter = s.b().begin(staying(w, inside, leave));
        waiter.isBlocked();
        w.signal(s.a());
        s.a().begin(Loop.once().until(inside, is(1))).completes();
        s.d().call("pthread_mutex_trylock", w.mutex()).errs(EBUSY);
        s.a().putLong(leave, 1);
        waiter.completes();
        s.d().call("pthread_mutex_trylock", w.mutex()).returns(0);
    }

    /** Waits, says that it is inside, and stays there until told to leave. */
    private static Loop staying(Waiting w, Area inside, Area leave) {
        return Loop.once()
                .call("pthread_mutex_lock", w.mutex())
                .until(w.signalled(), atLeast(1), "pthread_cond_wait", w.condition(), w.mutex())
                .add(inside, 1, is(0))
                .until(leave, is(1))
                .add(inside, -1, is(1))
                .call("pthread_mutex_unlock", w.mutex());
    }

    @Row("COND_SIGNAL-03")
    static void aSignalWithoutWaitersDoesNothing(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        s.a().call("pthread_cond_signal", w.condition()).returns(0);
        w.expires(s.b(), s.in(REALTIME, Timed.SHORT_MILLIS));
    }

    @Row("COND_SIGNAL-X01")
    static void longRunsDoNotStall(Scene c) {
        Shared s = new Shared(c);
        Relay relay =
                new Relay(s.mutex(), s.condition(), s.condition(), s.word(), s.word(), s.place(Relay.TURNS_BYTES));
        boolean stalled = relay.stalls(c, List.of(s.a(), s.b(), s.d()));
        c.deviation(
                "glibc 2.25 to 2.40", "pthread_cond_signal woke nobody though there were waiters (bug 25847)", stalled);
    }

    @Row("COND_SIGNAL-X02")
    static void signallingWithoutTheMutexWakesToo(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Running waiter = s.b().begin(w.once());
        waiter.isBlocked();
        s.a().putLong(w.signalled(), 1);
        s.a().call("pthread_cond_signal", w.condition()).returns(0);
        waiter.completes();
    }

    @Row("COND_BROADCAST-01")
    static void aBroadcastFreesAll(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        List<Running> waiters = waiters(s, w.once());
        w.broadcast(s.a());
        waiters.forEach(Running::completes);
    }

    @Row("COND_BROADCAST-02")
    static void eachFreedWaiterOwnsTheMutexInTurn(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Area inside = s.word();
        Area never = s.word();
        s.a().putLong(never, 1);
        List<Running> waiters = waiters(s, staying(w, inside, never));
        w.broadcast(s.a());
        waiters.forEach(Running::completes);
    }

    @Row("COND_BROADCAST-03")
    static void aBroadcastWithoutWaitersDoesNothing(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        s.a().call("pthread_cond_broadcast", w.condition()).returns(0);
        w.expires(s.b(), s.in(REALTIME, Timed.SHORT_MILLIS));
    }

    /** Generation 1 waits, is freed, and generation 2 that comes after it sleeps on. */
    @Row("COND_BROADCAST-X01")
    static void whoComesLaterIsNotFreed(Scene c) {
        Shared s = new Shared(c);
        Waiting w = new Waiting(s);
        Running first = s.b().begin(w.until(1));
        first.isBlocked();
        w.broadcast(s.a());
        first.completes();
        Running second = s.d().begin(w.until(2));
        second.isBlocked();
        w.broadcast(s.a());
        second.completes();
    }

    @Row("COND_DESTROY-01")
    static void destroyEndsIt(Scene c) {
        Shared s = new Shared(c);
        Area condition = s.condition();
        s.a().call("pthread_cond_destroy", condition).returns(0);
        s.a().call("pthread_cond_init", condition, 0).returns(0);
        s.a().call("pthread_cond_destroy", condition).returns(0);
    }

    /** In each round a broadcast frees a waiter of another process, and destroy follows at once; then the bytes are used otherwise. */
    @Row("COND_DESTROY-02")
    static void destroyIsSafeRightAfterABroadcast(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.place(Long.BYTES);
        s.a().call("pthread_condattr_init", attributes).returns(0);
        s.a().call("pthread_condattr_setpshared", attributes, SHARED).returns(0);
        Waiting w = new Waiting(s, s.place(PthreadCondition.BYTES), s.mutex());
        Area made = s.word();
        Area waits = s.word();
        Area left = s.word();
        Loop destroyer = Loop.of(DESTRUCTIONS)
                .call("pthread_cond_init", w.condition(), attributes)
                .publish(made, round(1))
                .until(waits, is(round(1)))
                .call("pthread_mutex_lock", w.mutex())
                .store(w.signalled(), round(1))
                .call("pthread_cond_broadcast", w.condition())
                .call("pthread_mutex_unlock", w.mutex())
                .call("pthread_cond_destroy", w.condition())
                .store(w.condition(), -1)
                .until(left, is(round(1)))
                .check(w.condition(), is(-1));
        Loop waiter = Loop.of(DESTRUCTIONS)
                .until(made, is(round(1)))
                .call("pthread_mutex_lock", w.mutex())
                .publish(waits, round(1))
                .until(w.signalled(), is(round(1)), "pthread_cond_wait", w.condition(), w.mutex())
                .call("pthread_mutex_unlock", w.mutex())
                .publish(left, round(1));
        Running.all(s.a().begin(destroyer), s.b().begin(waiter));
    }
}
