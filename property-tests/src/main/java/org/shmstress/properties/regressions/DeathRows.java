package org.shmstress.properties.regressions;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Owners and waiters that are killed: K06, K07, G02, G08, G09, G15. The victims are small native processes, of which a fork is cheap. */
final class DeathRows {

    private static final long PAGE = 4096;
    private static final int TIMES = 10;
    private static final int FORKS = 100;

    private static final int READ_WRITE = 3;
    private static final int SHARED = 1;
    private static final int ANONYMOUS = 0x20;

    /** How {@code kill_owners} of native-races.c knows moments and ways, and where it counts. */
    private static final int UNLOCKING = 0;

    private static final int HOLDING = 1;
    private static final int ANYWHERE = 2;
    private static final int LOCK = 0;
    private static final int TRYLOCK = 1;
    private static final int TIMEDLOCK = 2;
    private static final int KILLS = 400;
    private static final int TOLD = 128;
    private static final int ROUND = 144;

    private static final int CONDITION = 128;
    private static final int RETURNED = 640;

    private DeathRows() {}

    /** A robust mutex in a shared object, and a native process from which owners are forked. */
    private record Victims(Shared mutex, NativeParty parent, Area there) {
        static Victims of(Scene c) {
            Shared mutex = Shared.of(c, PAGE);
            Natives.robustMutex(c.a(), mutex.a());
            NativeParty parent = c.helper();
            return new Victims(mutex, parent, Shared.mapped(c, parent, PAGE));
        }
    }

    /**
     * Kills one owner each round while two survivors want the mutex, or before they do; all of them are native, and it is done there.
     *
     * @param moment when owners die, e.g. {@link #UNLOCKING}
     * @param way how all lock, e.g. {@link #LOCK}
     */
    private static void killsOwners(Scene c, NativeParty parent, int moment, int way, long limitMillis) {
        Area deaths = parent.mmap(0, PAGE, READ_WRITE, SHARED | ANONYMOUS, -1, 0);
        Pending one = parent.fork().begin("survive", deaths, way);
        Pending other = parent.fork().begin("survive", deaths, way);
        parent.call("kill_owners", deaths, moment, way, 2, KILLS, limitMillis).returns(0);
        one.returns(0);
        other.returns(0);
        String which = "moment " + moment + ", way " + way + ": ";
        c.fact(which + "owners that were killed", parent.getLong(deaths.at(ROUND)) - 1);
        c.fact(which + "deaths of which somebody was told", parent.getLong(deaths.at(TOLD)));
    }

    @Row("K06")
    static void wakesSomebodyWhenTheOwnerDiesInUnlocking(Scene c) {
        killsOwners(c, c.helper(), UNLOCKING, LOCK, Natives.RACE_MILLIS);
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
        NativeParty parent = c.helper();
        killsOwners(c, parent, HOLDING, LOCK, Natives.RACE_MILLIS / 2);
        killsOwners(c, parent, ANYWHERE, LOCK, Natives.RACE_MILLIS / 2);
    }

    @Row("G09")
    static void tellsOfTheDeathHoweverTheMutexIsLocked(Scene c) {
        NativeParty parent = c.helper();
        for (int way : new int[] {LOCK, TRYLOCK, TIMEDLOCK}) {
            killsOwners(c, parent, HOLDING, way, Natives.RACE_MILLIS / 6);
            killsOwners(c, parent, ANYWHERE, way, Natives.RACE_MILLIS / 6);
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
        Condition.EARLY_HANDLER.require(taken(parent, forks) > 0);
        Symptom.absent(c, "whoever locks next is told of the child's death", forgotten == 0);
    }

    private static long taken(NativeParty parent, Area forks) {
        return parent.getLong(forks) + parent.getLong(forks.at(Long.BYTES));
    }
}
