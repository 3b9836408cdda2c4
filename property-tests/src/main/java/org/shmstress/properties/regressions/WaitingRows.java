package org.shmstress.properties.regressions;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.posix.Errno.NONE;
import static org.shmstress.properties.conformance.Loop.atLeast;
import static org.shmstress.properties.conformance.Loop.growing;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.Loop.round;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Capability;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Relay;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.properties.conformance.Strand;

/** glibc's condition variables, read-write locks and mutexes under contention: G01, G03, G04, G05, G10, G12. */
final class WaitingRows {

    private static final long PAGE = 4096;
    private static final int TIMES = 10;

    private static final int CONDITION = 128;
    private static final int COUNT = 256;
    private static final int DONE = 320;
    private static final int DEADLINE = 512;
    private static final int OTHER_CONDITION = 640;
    private static final int TURNS = 1024;

    /** Size of {@code pthread_cond_t}, the same on every architecture (bits/pthreadtypes.h). */
    private static final int CONDITION_BYTES = 48;

    private static final int MONOTONIC = 1;
    private static final long TRY_MILLIS = 300;
    private static final long CANARY = 0x5eed_5eed_5eed_5eedL;

    private WaitingRows() {}

    private static Shared guarded(Scene c) {
        Shared x = Shared.of(c, PAGE);
        Natives.mutex(c.a(), x.a());
        Natives.condition(c.a(), x.a().at(CONDITION));
        return x;
    }

    @Row("G01")
    static void wakesAWaiterForEverySignal(Scene c) {
        String handle = "relay";
        Area mutex = c.a().map(c.a().create(c.name(Shared.NAME), PAGE), PAGE, handle);
        Natives.mutex(c.a(), mutex);
        Natives.condition(c.a(), mutex.at(CONDITION));
        Natives.condition(c.a(), mutex.at(OTHER_CONDITION));
        c.b().map(c.b().open(c.name(Shared.NAME)), PAGE, handle);
        c.d().map(c.d().open(c.name(Shared.NAME)), PAGE, handle);
        Relay relay = new Relay(
                mutex,
                mutex.at(CONDITION),
                mutex.at(OTHER_CONDITION),
                mutex.at(COUNT),
                mutex.at(DONE),
                mutex.at(TURNS));
        boolean stalled = relay.stalls(c, List.of(c.a(), c.b(), c.d()));
        Symptom.absent(c, "a signal wakes one of those who wait", !stalled);
    }

    private static Loop gives(Area mutex, long rounds) {
        return Loop.of(rounds)
                .call("pthread_mutex_lock", mutex)
                .add(mutex.at(COUNT), 1, atLeast(0))
                .call("pthread_cond_signal", mutex.at(CONDITION))
                .call("pthread_mutex_unlock", mutex);
    }

    private static Loop takes(Area mutex, long rounds) {
        return Loop.of(rounds)
                .call("pthread_mutex_lock", mutex)
                .until(mutex.at(COUNT), atLeast(1), "pthread_cond_wait", mutex.at(CONDITION), mutex)
                .add(mutex.at(COUNT), -1, atLeast(1))
                .call("pthread_mutex_unlock", mutex);
    }

    @Row("G03")
    static void wakesEverybodyByEachBroadcast(Scene c) {
        Shared x = guarded(c);
        long rounds = 100;
        Running[] followers = Stream.of(follows(c.a(), x.a(), rounds), follows(c.b(), x.b(), rounds))
                .toArray(Running[]::new);
        Running more = follows(c.d(), x.d(), rounds);
        Area d = x.d();
        Running leader = c.d().begin(Loop.of(rounds)
                .until(d.at(DONE), atLeast(growing(3, 0)))
                .call("pthread_mutex_lock", d)
                .add(d.at(COUNT), 1, is(round(0)))
                .call("pthread_cond_broadcast", d.at(CONDITION))
                .call("pthread_mutex_unlock", d));
        leader.completes();
        Running.all(followers);
        more.completes();
    }

    private static Running follows(Party party, Area mutex, long rounds) {
        return party.begin(Loop.of(rounds)
                .call("pthread_mutex_lock", mutex)
                .until(mutex.at(COUNT), atLeast(round(1)), "pthread_cond_wait", mutex.at(CONDITION), mutex)
                .call("pthread_mutex_unlock", mutex)
                .add(mutex.at(DONE), 1));
    }

    @Row("G04")
    static void wakesWhoWaitedBeforeTheSignalAndNotWhoCameLater(Scene c) {
        Shared x = guarded(c);
        for (int i = 0; i < TIMES; i++) {
            Running early = c.b().begin(waits(x.b()));
            comesToWait(c, x, 2L * i + 1);
            c.a().call("pthread_mutex_lock", x.a()).returns(0);
            Running late = c.d().begin(waits(x.d()));
            late.isBlocked();
            c.a().call("pthread_cond_signal", x.a().at(CONDITION)).returns(0);
            c.a().call("pthread_mutex_unlock", x.a()).returns(0);
            early.completes();
            comesToWait(c, x, 2L * i + 2);
            c.a().call("pthread_cond_signal", x.a().at(CONDITION)).returns(0);
            late.completes();
        }
    }

    /** Counts itself, and waits once. */
    private static Loop waits(Area mutex) {
        return Loop.once()
                .call("pthread_mutex_lock", mutex)
                .add(mutex.at(COUNT), 1)
                .call("pthread_cond_wait", mutex.at(CONDITION), mutex)
                .call("pthread_mutex_unlock", mutex);
    }

    /** So many have counted themselves, and the mutex that they held then is free: they wait. */
    private static void comesToWait(Scene c, Shared x, long count) {
        c.a().begin(Loop.once()
                        .until(x.a().at(COUNT), is(count))
                        .call("pthread_mutex_lock", x.a())
                        .call("pthread_mutex_unlock", x.a()))
                .completes();
    }

    @Row("G05")
    static void takesZeroedMemoryForAConditionVariableAndKeepsToItsSize(Scene c) {
        Area own = c.a().mmap(0, PAGE, 3, 0x22, -1, 0);
        c.a().putLong(own.at(CONDITION + CONDITION_BYTES), CANARY);
        Running takes = c.a().begin(takes(own, 100));
        Running gives = c.a().begin(gives(own, 100));
        Running.all(takes, gives);
        c.a().hasLong(own.at(CONDITION + CONDITION_BYTES), CANARY);
        worksBetweenProcessesAtThatSize(c);
        if (c.has(Capability.C_COMPILER)) {
            isZeroedAndWorksWhenInitialisedStatically(c, c.helper());
        }
    }

    private static void worksBetweenProcessesAtThatSize(Scene c) {
        Shared x = guarded(c);
        c.a().putLong(x.a().at(CONDITION + CONDITION_BYTES), CANARY);
        Running.all(c.b().begin(takes(x.b(), 100)), c.d().begin(gives(x.d(), 100)));
        c.b().hasLong(x.b().at(CONDITION + CONDITION_BYTES), CANARY);
    }

    /** By the headers that are installed here: the initialiser has no field that zeroed memory lacks, and no size of its own. */
    private static void isZeroedAndWorksWhenInitialisedStatically(Scene c, NativeParty party) {
        Area own = party.mmap(0, PAGE, 3, 0x22, -1, 0);
        Area condition = own.at(CONDITION);
        party.fill(condition, CONDITION_BYTES, 0x5a);
        party.putLong(condition.at(CONDITION_BYTES), CANARY);
        party.call("initialise_statically", condition).returns(CONDITION_BYTES);
        for (int at = 0; at < CONDITION_BYTES; at += Long.BYTES) {
            party.hasLong(condition.at(at), 0);
        }
        Natives.deadline(party, own.at(DEADLINE), 5);
        party.call("pthread_mutex_lock", own).returns(0);
        party.call("pthread_cond_timedwait", condition, own, own.at(DEADLINE)).errs(ETIMEDOUT);
        party.call("pthread_cond_broadcast", condition).returns(0);
        party.call("pthread_mutex_unlock", own).returns(0);
        party.hasLong(condition.at(CONDITION_BYTES), CANARY);
    }

    @Row("G10")
    static void letsReadersAndWritersOfAllKindsGetOn(Scene c) {
        Shared x = Shared.of(c, PAGE);
        Natives.readWriteLock(c.a(), x.a());
        Natives.deadline(c.a(), x.a().at(DEADLINE), 60_000);
        Optional<Pending> tries = c.has(Capability.C_COMPILER) ? Optional.of(tries(c)) : Optional.empty();
        Running.all(
                c.a().begin(reads(x.a(), "pthread_rwlock_rdlock")),
                c.b().begin(writes(x.b(), "pthread_rwlock_timedwrlock", x.b().at(DEADLINE))),
                c.b().begin(reads(x.b(), "pthread_rwlock_timedrdlock", x.b().at(DEADLINE))),
                c.d().begin(writes(x.d(), "pthread_rwlock_wrlock")),
                c.d().begin(reads(x.d(), "pthread_rwlock_rdlock")));
        tries.ifPresent(pending -> c.fact(
                "tries that were refused",
                pending.outcome().is("no error", v -> v >= 0).value()));
        for (int i = 0; i < TIMES; i++) {
            c.a().call("pthread_rwlock_tryrdlock", x.a()).returns(0);
            c.b().call("pthread_rwlock_tryrdlock", x.b()).returns(0);
            c.a().call("pthread_rwlock_unlock", x.a()).returns(0);
            c.b().call("pthread_rwlock_unlock", x.b()).returns(0);
            c.d().call("pthread_rwlock_trywrlock", x.d()).returns(0);
            c.d().call("pthread_rwlock_unlock", x.d()).returns(0);
        }
    }

    /** Somebody who only tries, now for reading and now for writing, while the others wait for their turn. */
    private static Pending tries(Scene c) {
        NativeParty party = c.helper();
        Area lock = Shared.mapped(c, party, PAGE);
        return party.begin("try_often", lock, lock.at(COUNT), TRY_MILLIS);
    }

    private static Loop reads(Area lock, String function, Object... more) {
        return Loop.of(200)
                .call(function, arguments(lock, more))
                .check(lock.at(COUNT), is(0))
                .call("pthread_rwlock_unlock", lock);
    }

    private static Loop writes(Area lock, String function, Object... more) {
        return Loop.of(200)
                .call(function, arguments(lock, more))
                .add(lock.at(COUNT), 1, is(0))
                .add(lock.at(COUNT), -1, is(1))
                .call("pthread_rwlock_unlock", lock);
    }

    private static Object[] arguments(Area lock, Object... more) {
        return Stream.concat(Stream.of(lock), Stream.of(more)).toArray();
    }

    @Row("G12")
    static void timesOutOnAMutexThatInheritsPriorities(Scene c) {
        Shared x = Shared.of(c, PAGE);
        Natives.inheritingMutex(c.a(), x.a(), false);
        Strand owner = c.b().thread();
        for (int i = 0; i < TIMES; i++) {
            owner.call("pthread_mutex_lock", x.b()).returns(0);
            Natives.deadline(c.a(), x.a().at(DEADLINE), 5);
            c.a().call("pthread_mutex_timedlock", x.a(), x.a().at(DEADLINE)).errs(ETIMEDOUT);
            Natives.timespec(c.a(), x.a().at(DEADLINE), 1);
            c.a().call("pthread_mutex_clocklock", x.a(), MONOTONIC, x.a().at(DEADLINE))
                    .errs(ETIMEDOUT, EINVAL);
            owner.call("pthread_mutex_unlock", x.b()).returns(0);
        }
        Natives.deadline(c.a(), x.a().at(DEADLINE), 60_000);
        List<Running> contended = IntStream.range(0, 3)
                .mapToObj(i -> i == 0
                        ? c.a().begin(inherits(x.a()))
                        : i == 1 ? c.b().begin(inherits(x.b())) : c.d().begin(inherits(x.d())))
                .toList();
        contended.forEach(Running::completes);
    }

    private static Loop inherits(Area mutex) {
        return Loop.of(100)
                .call("pthread_mutex_timedlock", mutex, mutex.at(DEADLINE))
                .gives(NONE)
                .add(mutex.at(COUNT), 1, is(0))
                .add(mutex.at(COUNT), -1, is(1))
                .call("pthread_mutex_unlock", mutex);
    }
}
