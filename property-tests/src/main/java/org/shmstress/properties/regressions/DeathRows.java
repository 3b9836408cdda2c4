package org.shmstress.properties.regressions;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.EOWNERDEAD;
import static org.shmstress.posix.Errno.NONE;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.properties.conformance.Strand;

/** Owners and waiters that are killed: K06, K07, G02, G08, G09, G15. The victims are small native processes, of which a fork is cheap. */
final class DeathRows {

    private static final long PAGE = 4096;
    private static final int TIMES = 10;
    private static final int FORKS = 100;

    private static final int DEADLINE = 512;
    private static final int CONDITION = 128;
    private static final int RETURNED = 640;

    private DeathRows() {}

    /** A robust mutex in a shared object, and a native process from which owners are forked. */
    private record Victims(Shared mutex, NativeParty parent, Area there) {
        static Victims of(Scene c) {
            Shared mutex = Shared.of(c, PAGE);
            Natives.robustMutex(c.a(), mutex.a());
            Natives.deadline(c.a(), mutex.a().at(DEADLINE), 20_000);
            NativeParty parent = c.helper();
            return new Victims(mutex, parent, Shared.mapped(c, parent, PAGE));
        }
    }

    /** Locks, repairs what there is to repair, unlocks. */
    private static Loop turn(Area mutex, String function, Object... more) {
        Object[] arguments = Stream.concat(Stream.of(mutex), Stream.of(more)).toArray();
        return Loop.once()
                .call(function, arguments)
                .gives(NONE, EOWNERDEAD)
                .call("pthread_mutex_consistent", mutex)
                .gives(NONE, EINVAL)
                .call("pthread_mutex_unlock", mutex);
    }

    /** How many of them were told of a death; all must have had their turn. */
    private static long told(Running... turns) {
        return Stream.of(turns)
                .map(Running::completes)
                .filter(returned -> returned.get(0) == EOWNERDEAD.number())
                .count();
    }

    @Row("K06")
    static void wakesSomebodyWhenTheOwnerDiesInUnlocking(Scene c) {
        Victims victims = Victims.of(c);
        for (int i = 0; i < TIMES; i++) {
            NativeParty owner = victims.parent().fork();
            Strand owning = owner.thread();
            owning.call("pthread_mutex_lock", victims.there()).returns(0);
            Running one = c.b().begin(turn(victims.mutex().b(), "pthread_mutex_lock"));
            Running other = c.d().begin(turn(victims.mutex().d(), "pthread_mutex_lock"));
            one.isBlocked();
            other.isBlocked();
            owning.begin("pthread_mutex_unlock", victims.there());
            owner.kill();
            c.fact("told in round " + (i + 1), told(one, other));
        }
    }

    @Row("K07")
    static void keepsTheIdOfADeadOwnerInTheWord(Scene c) {
        Victims victims = Victims.of(c);
        NativeParty owner = victims.parent().fork();
        owner.call("pthread_mutex_lock", victims.there()).returns(0);
        int before = c.a().getInt(victims.mutex().a());
        c.same("thread id in the word", owner.pid(), (long) (before & FutexCall.THREAD_ID));
        owner.kill();
        int after = c.a().getInt(victims.mutex().a());
        c.fact("word after the death", "0x" + Integer.toHexString(after));
        c.holds("the word says that its owner died", (after & FutexCall.OWNER_DIED) != 0);
        c.holds(
                "the word has the dead thread's id or none",
                (after & FutexCall.THREAD_ID & ~FutexCall.OWNER_DIED) == 0
                        || (after & FutexCall.THREAD_ID) == (before & FutexCall.THREAD_ID));
        Symptom.absent(
                c,
                "the word still has the id of the dead thread, as the documentation of robust futexes says",
                (after & FutexCall.THREAD_ID & ~FutexCall.OWNER_DIED) != 0);
    }

    @Row("G02")
    static void goesOnAfterAWaiterWasKilled(Scene c) {
        Victims victims = Victims.of(c);
        Area here = victims.mutex().a().at(1024);
        Natives.mutex(c.a(), here);
        Natives.condition(c.a(), here.at(CONDITION));
        Area mutex = victims.there().at(1024);
        NativeParty waiter = victims.parent().fork();
        waiter.call("pthread_mutex_lock", mutex).returns(0);
        Pending wait = waiter.begin("pthread_cond_wait", mutex.at(CONDITION), mutex);
        wait.isBlocked();
        waiter.kill();
        Area b = victims.mutex().b().at(1024);
        Area d = victims.mutex().d().at(1024);
        for (int round = 1; round <= 3; round++) {
            Running waits = c.d().begin(Loop.once()
                    .call("pthread_mutex_lock", d)
                    .call("pthread_cond_wait", d.at(CONDITION), d)
                    .call("pthread_mutex_unlock", d));
            waits.isBlocked();
            Running broadcasts = c.b().begin(Loop.once()
                    .call("pthread_mutex_lock", b)
                    .call("pthread_cond_broadcast", b.at(CONDITION))
                    .call("pthread_mutex_unlock", b)
                    .publish(b.at(RETURNED), round));
            Symptom.absent(
                    c,
                    "a broadcast after the death of a waiter returns within 2 s",
                    becomes(c, here.at(RETURNED), round));
            Running.all(broadcasts, waits);
        }
    }

    /** Whether the first worker finds the word so within two seconds, looking ever more seldom. */
    private static boolean becomes(Scene c, Area word, long value) {
        for (long pause = 1; pause <= 1024; pause *= 2) {
            if (c.a().getLong(word) == value) {
                return true;
            }
            Pause.millis(pause);
        }
        return c.a().getLong(word) == value;
    }

    @Row("G08")
    static void tellsExactlyOneOfTheDeathOfAnOwner(Scene c) {
        Victims victims = Victims.of(c);
        for (int i = 0; i < TIMES; i++) {
            NativeParty owner = victims.parent().fork();
            owner.call("pthread_mutex_lock", victims.there()).returns(0);
            Running one = c.b().begin(turn(victims.mutex().b(), "pthread_mutex_lock"));
            Running other = c.d().begin(turn(victims.mutex().d(), "pthread_mutex_lock"));
            one.isBlocked();
            other.isBlocked();
            owner.kill();
            c.same("waiters that were told", 1L, told(one, other));
        }
    }

    @Row("G09")
    static void tellsOfTheDeathHoweverTheMutexIsLocked(Scene c) {
        Victims victims = Victims.of(c);
        List<String> ways = List.of("pthread_mutex_lock", "pthread_mutex_trylock", "pthread_mutex_timedlock");
        for (int i = 0; i < TIMES; i++) {
            String way = ways.get(i % ways.size());
            NativeParty owner = victims.parent().fork();
            Object[] more =
                    way.endsWith("timedlock") ? new Object[] {victims.there().at(DEADLINE)} : new Object[0];
            owner.call(
                            way,
                            Stream.concat(Stream.of(victims.there()), Stream.of(more))
                                    .toArray())
                    .returns(0);
            c.a().call("pthread_mutex_trylock", victims.mutex().a()).errs(EBUSY);
            Area b = victims.mutex().b();
            Running timed = c.b().begin(turn(b, "pthread_mutex_timedlock", b.at(DEADLINE)));
            timed.isBlocked();
            owner.kill();
            c.same("waiters that were told", 1L, told(timed));
            c.same("told once only", 0L, told(c.d().begin(turn(victims.mutex().d(), "pthread_mutex_trylock"))));
        }
    }

    /** A child whose signal handler takes a lock before fork has returned there, and which is killed then. */
    @Row("G15")
    static void tellsOfALockThatWasTakenBeforeForkReturned(Scene c) {
        c.a().create(c.name(Shared.NAME), PAGE);
        NativeParty parent = c.helper();
        Area forks = Shared.mapped(c, parent, PAGE);
        for (int i = 0; i < TIMES && taken(parent, forks) == 0; i++) {
            parent.call("fork_under_signals", forks, FORKS).returns(0);
        }
        long forgotten = parent.getLong(forks.at(Long.BYTES));
        c.fact("forks in which a handler took the lock early", taken(parent, forks));
        c.fact("deaths of which nobody was told", forgotten);
        c.holds("a handler came before fork had returned", taken(parent, forks) > 0);
        Symptom.absent(c, "whoever locks next is told of the child's death", forgotten == 0);
    }

    private static long taken(NativeParty parent, Area forks) {
        return parent.getLong(forks) + parent.getLong(forks.at(Long.BYTES));
    }
}
