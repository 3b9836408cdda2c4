package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EAGAIN;
import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EDEADLK;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.sync.Numbers.MONOTONIC;
import static org.shmstress.properties.conformance.sync.Numbers.PROCESS_CPU_TIME;
import static org.shmstress.properties.conformance.sync.Numbers.REALTIME;
import static org.shmstress.properties.conformance.sync.Numbers.RECURSIONS;
import static org.shmstress.properties.conformance.sync.Numbers.SIGUSR1;

import java.util.concurrent.TimeUnit;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_mutex_lock, _timedlock and _clocklock. */
public final class MutexLocking {

    private static final int ROUNDS = 2_000;
    private static final int WATCHED_ROUNDS = 50;
    private static final int WORDS = 4;

    private MutexLocking() {}

    /** Adds 1 to some words under a lock, none of which may be seen between. */
    private static Loop section(Area mutex, Area inside, Area words) {
        Loop loop = Loop.of(ROUNDS).call("pthread_mutex_lock", mutex).add(inside, 1, is(0));
        for (int word = 0; word < WORDS; word++) {
            loop = loop.increment(words.at(word * Long.BYTES));
        }
        return loop.add(inside, -1, is(1)).call("pthread_mutex_unlock", mutex);
    }

    @Row("MUTEX_LOCK-01")
    static void hasOneOwnerAtATime(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        Area words = s.place(WORDS * Long.BYTES);
        Loop loop = section(mutex, s.word(), words);
        Running.all(s.a().begin(loop), s.b().begin(loop), s.d().begin(loop));
        s.a().hasLong(words, 3L * ROUNDS);
    }

    @Row("MUTEX_LOCK-03")
    static void errorsAreTheListedOnes(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ERROR_CHECKING);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_lock", mutex).errs(EDEADLK);
        interrupted(s, mutex);
    }

    @Row("MUTEX_LOCK-04")
    static void aRecursiveOneCounts(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.RECURSIVE);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.b().has(mutex.at(RECURSIONS), 2);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
    }

    @Row("MUTEX_LOCK-05")
    static void signalsDoNotEndTheWait(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        interrupted(s, mutex);
    }

    /** Which a holds. */
    private static void interrupted(Shared s, Area mutex) {
        NativeParty helper = s.with(s.scene().helper());
        helper.handle(SIGUSR1, 0);
        Pending waiter = helper.begin("pthread_mutex_lock", mutex);
        Signals.areWithstoodBy(s, helper, waiter);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        waiter.returns(0);
        s.a().call("pthread_mutex_trylock", mutex).errs(EBUSY);
    }

    @Row("MUTEX_LOCK-X01")
    static void theNextOwnerSeesAllStores(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        Area words = s.place(WORDS * Long.BYTES);
        Loop loop = section(mutex, s.word(), words);
        Running.all(s.a().begin(loop), s.b().begin(loop));
        for (int word = 0; word < WORDS; word++) {
            s.d().hasLong(words.at(word * Long.BYTES), 2L * ROUNDS);
        }
    }

    @Row("MUTEX_LOCK-X02")
    static void everyWaiterGetsItInTheEnd(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Loop loop = Loop.of(ROUNDS).call("pthread_mutex_lock", mutex).call("pthread_mutex_unlock", mutex);
        Running[] all = {s.b().begin(loop), s.b().begin(loop), s.d().begin(loop), s.d().begin(loop), s.a().begin(loop)};
        for (Running waiter : all) {
            waiter.isBlocked();
        }
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        Running.all(all);
    }

    /** Each process uses a second mapping of the same memory too. */
    @Row("MUTEX_LOCK-X03")
    static void theAddressDoesNotMatter(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        Area words = s.place(WORDS * Long.BYTES);
        Area inside = s.word();
        Running[] all = new Running[4];
        int next = 0;
        for (Party party : new Party[] {s.a(), s.b()}) {
            Area again = s.mappedAgain(party);
            c.holds("the second mapping lies elsewhere", again.address() != s.addressIn(party));
            all[next++] = party.begin(section(mutex, inside, words));
            all[next++] =
                    party.begin(section(again.at(mutex.offset()), again.at(inside.offset()), again.at(words.offset())));
        }
        Running.all(all);
        s.d().hasLong(words, 4L * ROUNDS);
    }

    /** The kernel would kill a process that called futex for the mutex. */
    @Row("MUTEX_LOCK-X04")
    static void uncontendedItNeedsNoSystemCall(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        Area words = s.place(WORDS * Long.BYTES);
        Loop watched = Futexes.forbid(s, mutex, WATCHED_ROUNDS)
                .call("pthread_mutex_lock", mutex)
                .increment(words)
                .call("pthread_mutex_unlock", mutex);
        s.a().begin(watched).completes();
        s.b().hasLong(words, WATCHED_ROUNDS);
    }

    @Row("MUTEX_LOCK-X05")
    static void inAPageShrunkAwayItFaults(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        NativeParty owner = s.with(c.helper());
        NativeParty waiter = s.with(c.helper());
        owner.call("pthread_mutex_lock", mutex).returns(0);
        waiter.begin("pthread_mutex_lock", mutex).isBlocked();
        s.shrinkAway();
        owner.call("pthread_mutex_unlock", mutex).dies("SIGBUS");
    }

    @Row("MUTEX_TIMEDLOCK-01")
    static void waitsUntilTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Deadline deadline = s.in(REALTIME, Timed.SHORT_MILLIS);
        s.b().call("pthread_mutex_timedlock", mutex, deadline.at()).errs(ETIMEDOUT);
        s.isPast(s.b(), deadline);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
    }

    @Row("MUTEX_TIMEDLOCK-02")
    static void theDeadlineIsOnTheRealtimeClock(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_timedlock", mutex, s.pastOnRealtimeOnly().at())
                .errs(ETIMEDOUT);
        Deadline deadline = s.in(REALTIME, Timed.SHORT_MILLIS);
        s.a().call("pthread_mutex_timedlock", mutex, deadline.at()).errs(ETIMEDOUT);
        s.isPast(s.a(), deadline);
    }

    @Row("MUTEX_TIMEDLOCK-04")
    static void returnsZeroWhenItGotItInTime(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Deadline deadline = s.in(REALTIME, Timed.LONG_MILLIS);
        Running waiter = s.b().begin(Loop.once()
                .call("pthread_mutex_timedlock", mutex, deadline.at())
                .call("pthread_mutex_unlock", mutex));
        waiter.isBlocked();
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        waiter.completes();
        s.isAhead(s.b(), deadline);
    }

    @Row("MUTEX_TIMEDLOCK-05")
    static void saysWhatIsWrong(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ERROR_CHECKING);
        Area later = s.in(REALTIME, Timed.LONG_MILLIS).at();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_mutex_timedlock", mutex, s.timespec(0, -1)).errs(EINVAL);
        s.b().call("pthread_mutex_timedlock", mutex, s.timespec(Timed.secondsFromNow(), TimeUnit.SECONDS.toNanos(1)))
                .errs(EINVAL);
        s.b().call("pthread_mutex_timedlock", mutex, s.in(REALTIME, -1_000).at())
                .errs(ETIMEDOUT);
        s.a().call("pthread_mutex_timedlock", mutex, later).errs(EDEADLK);
        Area recursive = s.mutex(Trait.RECURSIVE);
        s.a().call("pthread_mutex_lock", recursive).returns(0);
        s.a().putInt(recursive.at(RECURSIONS), -1);
        s.a().call("pthread_mutex_timedlock", recursive, later).errs(EAGAIN);
    }

    @Row("MUTEX_TIMEDLOCK-X01")
    static void takesAFreeOneWhateverTheDeadline(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.b().call("pthread_mutex_timedlock", mutex, s.in(REALTIME, -1_000).at())
                .returns(0);
        s.a().call("pthread_mutex_trylock", mutex).errs(EBUSY);
    }

    @Row("MUTEX_CLOCKLOCK-X01")
    static void heedsAMonotonicDeadline(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Deadline deadline = s.in(MONOTONIC, Timed.SHORT_MILLIS);
        s.b().call("pthread_mutex_clocklock", mutex, MONOTONIC, deadline.at()).errs(ETIMEDOUT);
        s.isPast(s.b(), deadline);
    }

    /** FUTEX_LOCK_PI2 came with Linux 5.14, its use with glibc 2.34: sourceware bug 26801, futex(2). */
    @Row("MUTEX_CLOCKLOCK-X02")
    static void withPriorityInheritanceThatTakesANewKernel(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.INHERIT);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Deadline deadline = s.in(MONOTONIC, Timed.SHORT_MILLIS);
        boolean known = !c.isAmong("kernel before 5.14") && !c.isAmong("glibc before 2.34");
        s.b().call("pthread_mutex_clocklock", mutex, MONOTONIC, deadline.at()).errs(known ? ETIMEDOUT : EINVAL);
        if (known) {
            s.isPast(s.b(), deadline);
        }
    }

    @Row("MUTEX_CLOCKLOCK-X03")
    static void refusesOtherClocks(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Area later = s.timespec(Timed.secondsFromNow(), 0);
        s.a().call("pthread_mutex_clocklock", mutex, PROCESS_CPU_TIME, later).errs(EINVAL);
    }
}
