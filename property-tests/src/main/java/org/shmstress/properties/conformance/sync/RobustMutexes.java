package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOTRECOVERABLE;
import static org.shmstress.posix.Errno.EOWNERDEAD;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.posix.Errno;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.properties.conformance.Strand;

/** Rows of pthread_mutex_consistent: what happens to a robust mutex when somebody dies. */
public final class RobustMutexes {

    private static final int WAITERS = 8;
    private static final int HELD = 100;
    private static final int KILLS = 20;

    private RobustMutexes() {}

    /** A mutex whose owner, b, was killed. */
    private static Area orphaned(Shared s) {
        Area mutex = s.mutex(Trait.ROBUST);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.b().kill();
        return mutex;
    }

    @Row("MUTEX_CONSISTENT-X01")
    static void recoveryReturnsItToNormalUse(Scene c) {
        Shared s = new Shared(c);
        Area mutex = orphaned(s);
        s.a().call("pthread_mutex_lock", mutex).errs(EOWNERDEAD);
        s.a().call("pthread_mutex_consistent", mutex).returns(0);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.d().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_trylock", mutex).errs(EBUSY);
        s.d().call("pthread_mutex_unlock", mutex).returns(0);
    }

    @Row("MUTEX_CONSISTENT-X02")
    static void withoutRecoveryItIsUnusable(Scene c) {
        Shared s = new Shared(c);
        Area mutex = orphaned(s);
        s.a().call("pthread_mutex_lock", mutex).errs(EOWNERDEAD);
        Pending waiter = s.d().begin("pthread_mutex_lock", mutex);
        waiter.isBlocked();
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        waiter.errs(ENOTRECOVERABLE);
        s.d().call("pthread_mutex_lock", mutex).errs(ENOTRECOVERABLE);
        s.a().call("pthread_mutex_trylock", mutex).errs(ENOTRECOVERABLE);
        s.a().call("pthread_mutex_destroy", mutex).returns(0);
    }

    @Row("MUTEX_CONSISTENT-X03")
    static void aConsistentOneIsNotRecovered(Scene c) {
        Shared s = new Shared(c);
        Area robust = s.mutex(Trait.ROBUST);
        s.a().call("pthread_mutex_consistent", robust).errs(EINVAL);
        s.a().call("pthread_mutex_lock", robust).returns(0);
        s.a().call("pthread_mutex_consistent", robust).errs(EINVAL);
        s.a().call("pthread_mutex_unlock", robust).returns(0);
        s.a().call("pthread_mutex_consistent", s.mutex()).errs(EINVAL);
    }

    @Row("MUTEX_CONSISTENT-X04")
    static void oneWaiterHearsOfADeath(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        List<Running> waiters = new ArrayList<>();
        for (int i = 0; i < WAITERS; i++) {
            Party party = i % 2 == 0 ? s.a() : s.d();
            waiters.add(party.begin(Recovery.ofAnyWaiter(mutex)));
        }
        waiters.forEach(Running::isBlocked);
        s.b().kill();
        long heirs = 0;
        for (Running waiter : waiters) {
            heirs += waiter.completes().get(0) == EOWNERDEAD.number() ? 1 : 0;
        }
        c.same("waiters that got EOWNERDEAD", 1L, heirs);
    }

    @Row("MUTEX_CONSISTENT-X05")
    static void aSleepingWaiterIsWokenByTheDeath(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        Running heir = s.a().begin(Recovery.ofAnHeir(mutex));
        heir.isBlocked();
        s.b().kill();
        heir.completes();
    }

    @Row("MUTEX_CONSISTENT-X06")
    static void eachOfManyIsMarked(Scene c) {
        Shared s = new Shared(c);
        List<Area> held = new ArrayList<>();
        for (int i = 0; i < HELD; i++) {
            Area mutex = s.mutex(Trait.ROBUST);
            s.b().call("pthread_mutex_lock", mutex).returns(0);
            held.add(mutex);
        }
        s.b().kill();
        for (Area mutex : held) {
            s.a().call("pthread_mutex_trylock", mutex).errs(EOWNERDEAD);
        }
    }

    @Row("MUTEX_CONSISTENT-X07")
    static void anExitCountsAsDeath(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.b().exit();
        s.a().call("pthread_mutex_lock", mutex).errs(EOWNERDEAD);
        s.a().call("pthread_mutex_consistent", mutex).returns(0);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
    }

    @Row("MUTEX_CONSISTENT-X08")
    static void theEndOfAThreadCountsAsDeath(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        Strand owner = s.b().thread();
        owner.call("pthread_mutex_lock", mutex).returns(0);
        Running heir = s.a().begin(Recovery.ofAnHeir(mutex));
        heir.isBlocked();
        owner.end();
        heir.completes();
        s.b().call("pthread_mutex_lock", mutex).returns(0);
    }

    @Row("MUTEX_CONSISTENT-X09")
    static void aDeathInRecoveryIsHeardOfAgain(Scene c) {
        Shared s = new Shared(c);
        Area mutex = orphaned(s);
        s.d().call("pthread_mutex_lock", mutex).errs(EOWNERDEAD);
        s.d().kill();
        s.a().call("pthread_mutex_lock", mutex).errs(EOWNERDEAD);
        s.a().call("pthread_mutex_consistent", mutex).returns(0);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
    }

    @Row("MUTEX_CONSISTENT-X10")
    static void theDeathOfAWaiterDisturbsNobody(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.b().begin("pthread_mutex_lock", mutex).isBlocked();
        Running survivor =
                s.d().begin(Loop.once().call("pthread_mutex_lock", mutex).call("pthread_mutex_unlock", mutex));
        survivor.isBlocked();
        s.b().kill();
        survivor.isBlocked();
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        survivor.completes();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
    }

    @Row("MUTEX_CONSISTENT-X11")
    static void theHeirSeesHalfChangedDataAndRepairsIt(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        Area first = s.word();
        Area second = s.word();
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.b().putLong(first, 1);
        s.b().kill();
        s.a().call("pthread_mutex_lock", mutex).errs(EOWNERDEAD);
        s.a().hasLong(first, 1);
        s.a().hasLong(second, 0);
        s.a().putLong(second, 1);
        s.a().call("pthread_mutex_consistent", mutex).returns(0);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.d().call("pthread_mutex_lock", mutex).returns(0);
        s.d().hasLong(first, 1);
        s.d().hasLong(second, 1);
    }

    @Row("MUTEX_CONSISTENT-X12")
    static void aKillAtAnyInstantLeavesItUsable(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        for (int kill = 0; kill < KILLS; kill++) {
            NativeParty victim = s.with(c.helper());
            victim.begin("lock_and_unlock", mutex, Integer.MAX_VALUE);
            victim.begin("lock_and_unlock", mutex, Integer.MAX_VALUE);
            victim.kill();
            long locked = s.a().call("pthread_mutex_timedlock", mutex, s.soon())
                    .errs(Errno.NONE, EOWNERDEAD)
                    .value();
            if (locked != 0) {
                s.a().call("pthread_mutex_consistent", mutex).returns(0);
            }
            s.a().call("pthread_mutex_unlock", mutex).returns(0);
        }
    }

    /** The kernel cannot mark a word that the dying process no longer has. */
    @Row("MUTEX_CONSISTENT-X13")
    static void unmappingLosesTheMark(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.unmap(s.b());
        s.b().kill();
        s.a().call(
                        "pthread_mutex_timedlock",
                        mutex,
                        s.in(REALTIME, Timed.SHORT_MILLIS).at())
                .errs(ETIMEDOUT);
        s.d().call("pthread_mutex_trylock", mutex).errs(EBUSY);
    }
}
