package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.properties.conformance.Loop.growing;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.Loop.round;
import static org.shmstress.properties.conformance.sync.Numbers.PRIVATE;
import static org.shmstress.properties.conformance.sync.Numbers.SERIAL_THREAD;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;
import static org.shmstress.properties.conformance.sync.Numbers.SIGUSR1;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.posix.PthreadBarrier;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_barrier_… and its attributes. */
public final class Barriers {

    private static final String TYPE = "pthread_barrierattr";
    private static final String WAIT = "pthread_barrier_wait";
    private static final int ROUNDS = 200;

    private Barriers() {}

    @Row("BARRIERATTR_SETPSHARED-01")
    static void anyProcessTakesPart(Scene c) {
        Shared s = new Shared(c);
        meet(s, s.barrier(3));
    }

    /** All three parties: who comes first sleeps until the last has come; one is told that it is the one. */
    private static void meet(Shared s, Area barrier) {
        Pending a = s.a().begin(WAIT, barrier);
        Pending b = s.b().begin(WAIT, barrier);
        a.isBlocked();
        b.isBlocked();
        Pending d = s.d().begin(WAIT, barrier);
        oneIsSerial(s, a.outcome(), b.outcome(), d.outcome());
    }

    /** Of all that met one was told that it is the one. */
    private static void oneIsSerial(Shared s, Returned... all) {
        long sum = 0;
        for (Returned returned : all) {
            sum += returned.is("0 or -1", v -> v == 0 || v == SERIAL_THREAD).value();
        }
        s.scene().same("sum of what they returned", (long) SERIAL_THREAD, sum);
    }

    @Row("BARRIERATTR_SETPSHARED-02")
    static void refusesOtherValues(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        s.a().call("pthread_barrierattr_setpshared", attributes, -100).errs(EINVAL);
        s.a().call("pthread_barrierattr_setpshared", attributes, 2).errs(EINVAL);
        s.attribute("pthread_barrierattr_getpshared", attributes, PRIVATE);
    }

    @Row("BARRIERATTR_GETPSHARED-01")
    static void gettingReturnsWhatWasSet(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.attributes(TYPE);
        for (int value : new int[] {SHARED, PRIVATE, SHARED}) {
            s.a().call("pthread_barrierattr_setpshared", attributes, value).returns(0);
            s.attribute("pthread_barrierattr_getpshared", attributes, value);
        }
    }

    @Row("BARRIERATTR_GETPSHARED-02")
    static void privateIsTheDefaultAndSharedOnesMeet(Scene c) {
        Shared s = new Shared(c);
        s.attribute("pthread_barrierattr_getpshared", s.attributes(TYPE), PRIVATE);
        meet(s, s.barrier(3));
    }

    @Row("BARRIER_INIT-01")
    static void initMakesItReady(Scene c) {
        Shared s = new Shared(c);
        s.b().call(WAIT, s.barrier(1)).returns(SERIAL_THREAD);
        meet(s, s.barrier(3));
    }

    @Row("BARRIER_INIT-03")
    static void refusesAnEmptyRound(Scene c) {
        Shared s = new Shared(c);
        Area barrier = s.place(PthreadBarrier.BYTES);
        s.a().call("pthread_barrier_init", barrier, 0, 0).errs(EINVAL);
        s.a().call("pthread_barrier_init", barrier, 0, 1).returns(0);
    }

    /** Loops in all three parties at once. */
    private static List<Running> inAll(Shared s, Loop loop) {
        List<Running> all = new ArrayList<>();
        for (Party party : List.of(s.a(), s.b(), s.d())) {
            all.add(party.begin(loop));
        }
        return all;
    }

    /** Two barriers per round, so that nobody arrives anew before all have looked. */
    @Row("BARRIER_WAIT-01")
    static void nobodyPassesBeforeAllArrived(Scene c) {
        Shared s = new Shared(c);
        Area in = s.barrier(3);
        Area out = s.barrier(3);
        Area arrived = s.word();
        Loop loop = Loop.of(ROUNDS)
                .add(arrived, 1)
                .call(WAIT, in)
                .gives(0, SERIAL_THREAD)
                .check(arrived, is(growing(3, 3)))
                .call(WAIT, out)
                .gives(0, SERIAL_THREAD);
        inAll(s, loop).forEach(Running::completes);
    }

    /** Adds what was returned in each round: the sum falls by one. */
    @Row("BARRIER_WAIT-02")
    static void oneOfEachRoundIsTheSerialOne(Scene c) {
        Shared s = new Shared(c);
        Area barrier = s.barrier(3);
        List<Party> parties = List.of(s.a(), s.b(), s.d());
        for (int i = 0; i < 20; i++) {
            List<Running> all = inAll(s, Loop.once().call(WAIT, barrier).gives(0, SERIAL_THREAD));
            long sum = 0;
            for (Running party : all) {
                sum += party.completes().get(0);
            }
            c.holds("one of " + parties.size() + " got the serial value", sum == SERIAL_THREAD);
        }
    }

    @Row("BARRIER_WAIT-03")
    static void signalsDoNotEndTheWait(Scene c) {
        Shared s = new Shared(c);
        Area barrier = s.barrier(2);
        NativeParty helper = s.with(c.helper());
        helper.handle(SIGUSR1, 0);
        Pending waiter = helper.begin(WAIT, barrier);
        Signals.areWithstoodBy(s, helper, waiter);
        oneIsSerial(s, s.a().call(WAIT, barrier), waiter.outcome());
    }

    /** While the others work, the thread that waits has used no CPU: proc_pid_stat(5). */
    @Row("BARRIER_WAIT-04")
    static void whoWaitsKeepsNobodyOffTheProcessor(Scene c) {
        Shared s = new Shared(c);
        Area barrier = s.barrier(2);
        Pending waiter = s.b().begin(WAIT, barrier);
        waiter.isBlocked();
        ThreadTimes before = ThreadTimes.of(s.b(), waiter.threadId());
        Area done = s.word();
        Area spin = s.spinLock();
        s.a().begin(Loop.of(50_000)
                        .call("pthread_spin_lock", spin)
                        .increment(done)
                        .call("pthread_spin_unlock", spin))
                .completes();
        c.same("its CPU time and switches meanwhile", before, ThreadTimes.of(s.b(), waiter.threadId()));
        oneIsSerial(s, s.a().call(WAIT, barrier), waiter.outcome());
    }

    @Row("BARRIER_WAIT-X01")
    static void storesBeforeItAreSeenAfterIt(Scene c) {
        Shared s = new Shared(c);
        Area in = s.barrier(3);
        Area out = s.barrier(3);
        List<Party> parties = List.of(s.a(), s.b(), s.d());
        List<Area> slots = List.of(s.word(), s.word(), s.word());
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < parties.size(); i++) {
            Loop loop =
                    Loop.of(ROUNDS).store(slots.get(i), round(1)).call(WAIT, in).gives(0, SERIAL_THREAD);
            for (Area slot : slots) {
                loop = loop.check(slot, is(round(1)));
            }
            all.add(parties.get(i).begin(loop.call(WAIT, out).gives(0, SERIAL_THREAD)));
        }
        all.forEach(Running::completes);
    }

    @Row("BARRIER_WAIT-X02")
    static void theRestWaitsForADeadOne(Scene c) {
        Shared s = new Shared(c);
        Area barrier = s.barrier(3);
        s.d().kill();
        Pending a = s.a().begin(WAIT, barrier);
        Pending b = s.b().begin(WAIT, barrier);
        a.isBlocked();
        b.isBlocked();
        oneIsSerial(s, s.a().call(WAIT, barrier), a.outcome(), b.outcome());
    }

    /** One barrier, round after round: whoever is late to leave finds the counters of its own round. */
    @Row("BARRIER_WAIT-X03")
    static void roundsDoNotMix(Scene c) {
        Shared s = new Shared(c);
        Area barrier = s.barrier(3);
        List<Party> parties = List.of(s.a(), s.b(), s.d());
        List<Area> tags = List.of(s.word(), s.word(), s.word());
        List<Running> all = new ArrayList<>();
        for (int i = 0; i < parties.size(); i++) {
            // Whoever has passed round i finds that each of the others has begun round i, and none has begun round i +
            // 2.
            Loop loop = Loop.of(ROUNDS)
                    .publish(tags.get(i), round(1))
                    .call(WAIT, barrier)
                    .gives(0, SERIAL_THREAD);
            for (Area tag : tags) {
                loop = loop.check(tag, Loop.atLeast(round(1))).check(tag, Loop.atMost(round(2)));
            }
            all.add(parties.get(i).begin(loop));
        }
        all.forEach(Running::completes);
    }

    /** The serial one destroys it at once and uses its bytes otherwise, while others may still be leaving. */
    @Row("BARRIER_DESTROY-01")
    static void destroyIsSafeAfterTheOwnWait(Scene c) {
        Shared s = new Shared(c);
        Area attributes = s.place(Long.BYTES);
        s.a().call("pthread_barrierattr_init", attributes).returns(0);
        s.a().call("pthread_barrierattr_setpshared", attributes, SHARED).returns(0);
        Area barrier = s.place(PthreadBarrier.BYTES);
        Area made = s.word();
        Area left = s.word();
        Loop destroyer = Loop.of(ROUNDS)
                .call("pthread_barrier_init", barrier, attributes, 2)
                .publish(made, round(1))
                .call(WAIT, barrier)
                .gives(0, SERIAL_THREAD)
                .call("pthread_barrier_destroy", barrier);
        Loop other = Loop.of(ROUNDS)
                .until(made, is(round(1)))
                .call(WAIT, barrier)
                .gives(0, SERIAL_THREAD)
                .publish(left, round(1));
        for (int offset = 0; offset < PthreadBarrier.BYTES; offset += Long.BYTES) {
            destroyer = destroyer.store(barrier.at(offset), -1);
        }
        destroyer = destroyer.until(left, is(round(1)));
        for (int offset = 0; offset < PthreadBarrier.BYTES; offset += Long.BYTES) {
            destroyer = destroyer.check(barrier.at(offset), is(-1));
        }
        Running.all(s.a().begin(destroyer), s.b().begin(other));
    }

    /** Seen on glibc 2.36 and 2.41 alike: the dead one is counted, and destroy waits for it to leave. */
    @Row("BARRIER_DESTROY-X01")
    static void aKilledWaiterCountsAndBlocksDestroy(Scene c) {
        Shared s = new Shared(c);
        Area barrier = s.barrier(2);
        s.b().begin(WAIT, barrier).isBlocked();
        s.b().kill();
        s.a().call(WAIT, barrier).is("0 or -1", v -> v == 0 || v == SERIAL_THREAD);
        Pending next = s.d().begin(WAIT, barrier);
        next.isBlocked();
        oneIsSerial(s, s.a().call(WAIT, barrier), next.outcome());
        s.a().begin("pthread_barrier_destroy", barrier).isBlocked();
    }
}
