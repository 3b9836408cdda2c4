package org.shmstress.properties.regressions;

import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ENOSYS;
import static org.shmstress.posix.Errno.ESRCH;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.Loop.growing;
import static org.shmstress.properties.conformance.Loop.is;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Returned;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.script.Argument;
import org.shmstress.script.Width;

/** The kernel's futexes: K01 to K11 but those about the death of owners. */
final class FutexRows {

    private static final long PAGE = 4096;
    private static final int SLEEPERS = 8;
    private static final int RACES = 1000;
    private static final int OBJECTS = 4;
    private static final int FRESH_OBJECTS = 2048;
    private static final long SLEEP_MILLIS = 500;
    private static final int LEAVERS = 20;
    private static final long LINE = 64;

    private static final int CONDITION = 128;
    private static final int TURN = 256;

    private FutexRows() {}

    @Row("K01")
    static void wakesSleepersOfPrivateFutexesAsThoseOfSharedOnes(Scene c) {
        Area own = c.a().mmap(0, PAGE, 3, 0x22, -1, 0);
        c.a().call("pthread_mutex_init", own, 0).returns(0);
        c.a().call("pthread_cond_init", own.at(CONDITION), 0).returns(0);
        handOver(c.a(), own, c.a(), own, 300);
        handOverShared(c, 300);
    }

    /** The object's own process gives the turn, and gets it back. */
    private static void handOver(Party one, Area here, Party other, Area there, long rounds) {
        Running gives = one.begin(turn(here, rounds, 0));
        Running takes = other.begin(turn(there, rounds, 1));
        Running.all(gives, takes);
    }

    private static void handOverShared(Scene c, long rounds) {
        Shared x = Shared.of(c, PAGE);
        Natives.mutex(c.a(), x.a());
        Natives.condition(c.a(), x.a().at(CONDITION));
        handOver(c.b(), x.b(), c.d(), x.d(), rounds);
    }

    private static Loop turn(Area mutex, long rounds, long first) {
        Area condition = mutex.at(CONDITION);
        return Loop.of(rounds)
                .call("pthread_mutex_lock", mutex)
                .until(mutex.at(TURN), is(growing(2, first)), "pthread_cond_wait", condition, mutex)
                .store(mutex.at(TURN), growing(2, first + 1))
                .call("pthread_cond_signal", condition)
                .call("pthread_mutex_unlock", mutex);
    }

    @Row("K02")
    static void losesNobodyWhereWakingMeetsRequeueing(Scene c) {
        c.a().create(c.name(Shared.NAME), PAGE);
        NativeParty wakes = c.helper();
        Area there = Shared.mapped(c, wakes, PAGE);
        List<Pending> sleepers = Stream.of(wakes.fork(), wakes.fork())
                .flatMap(party -> IntStream.range(0, SLEEPERS / 2).mapToObj(i -> party.begin("pass_on", there)))
                .toList();
        wakes.call("requeue_often", there, SLEEPERS, RACES, Natives.RACE_MILLIS).returns(0);
        sleepers.forEach(sleeper -> sleeper.returns(0));
        c.fact("rounds", wakes.getLong(there.at(2 * Long.BYTES)));
    }

    @Row("K03")
    static void findsSleepersOfAPageThatIsCutOffAndGrownAgain(Scene c) {
        Fd fd = c.a().create(c.name("x"), 2 * PAGE);
        Area a = c.a().map(fd, 2 * PAGE);
        wakesWhileThePageComesAndGoes(c);
        Area b = c.b().map(c.b().open(c.name("x")), 2 * PAGE);
        Pending sleeper = FutexCall.sleep(c.b(), b.at(PAGE), 0);
        sleeper.isBlocked();
        c.a().call("ftruncate", fd, PAGE).returns(0);
        c.a().call("fallocate", fd, 3, 0, PAGE).returns(0);
        c.a().call("ftruncate", fd, 2 * PAGE).returns(0);
        FutexCall.wake(c.a(), a.at(PAGE)).returns(1);
        sleeper.returns(0);
    }

    private static void wakesWhileThePageComesAndGoes(Scene c) {
        NativeParty wakes = c.helper();
        Fd fd = wakes.open(c.name("x"));
        Area there = wakes.map(fd, 2 * PAGE);
        Pending sleeps = wakes.fork().begin("sleep_often", there, there.at(PAGE));
        Pending cuts = wakes.fork().begin("cut_often", there, fd, PAGE, 2 * PAGE);
        wakes.call("wake_often", there, there.at(PAGE), RACES, Natives.RACE_MILLIS)
                .returns(0);
        sleeps.returns(0);
        cuts.returns(0);
        c.fact("times woken", wakes.getLong(there));
    }

    @Row("K04")
    static void wakesNobodyByAnObjectThatOnlyHasTheName(Scene c) {
        NativeParty recreates = c.helper();
        List<Pending> sleepers = new ArrayList<>();
        for (int i = 0; i < OBJECTS; i++) {
            Fd fd = c.a().create(c.name("x" + i), PAGE);
            sleepers.add(leavesASleeper(c.b(), c.name("x" + i)));
            sleepers.add(leavesASleeper(c.d(), c.name("x" + i)));
            c.a().call("shm_unlink", c.name("x" + i)).returns(0);
            c.a().call("close", fd).returns(0);
        }
        recreates.call("wake_at_fresh_objects", c.name("x0"), FRESH_OBJECTS).returns(0);
        sleepers.forEach(sleeper -> sleeper.fails(ETIMEDOUT));
    }

    /** Somebody who sleeps at the first word of an object that its process has no more by then, and who gives up after a while. */
    private static Pending leavesASleeper(Party party, Argument name) {
        Fd fd = party.open(name);
        Area word = party.map(fd, PAGE);
        Natives.timespec(party, party.scratch(0), SLEEP_MILLIS);
        Pending sleeper =
                party.begin(FutexCall.CALL, FutexCall.NUMBER, word, FutexCall.WAIT, 0, party.scratch(0), 0, 0);
        sleeper.isBlocked();
        party.call("munmap", word, PAGE).returns(0);
        party.call("close", fd).returns(0);
        return sleeper;
    }

    @Row("K08")
    static void refusesToRequeueAWordOntoItself(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area one = c.a().map(fd, PAGE);
        Area other = c.a().map(fd, PAGE);
        for (Area target : List.of(one, other)) {
            c.a().call(FutexCall.CALL, FutexCall.NUMBER, one, FutexCall.CMP_REQUEUE_PI, 1, 0, target, 0)
                    .fails(EINVAL);
            c.a().call(FutexCall.CALL, FutexCall.NUMBER, one, FutexCall.WAIT_REQUEUE_PI, 0, 0, target, 0)
                    .fails(EINVAL);
        }
    }

    @Row("K09")
    static void unlocksAWordThatSomebodyJustBeginsToWaitFor(Scene c) {
        Shared word = Shared.of(c, PAGE);
        Running.all(c.a().begin(owning(word.a())), c.b().begin(owning(word.b())), c.d().begin(owning(word.d())));
    }

    private static Loop owning(Area word) {
        Area inside = word.at(64);
        return Loop.of(200)
                .call(FutexCall.CALL, FutexCall.NUMBER, word, FutexCall.LOCK_PI, 0, 0, 0, 0)
                .add(inside, 1, is(0))
                .add(inside, -1, is(1))
                .call(FutexCall.CALL, FutexCall.NUMBER, word, FutexCall.UNLOCK_PI, 0, 0, 0, 0);
    }

    @Row("K10")
    static void refusesFlagsThatDoNotFit(Scene c) {
        Shared words = Shared.of(c, PAGE);
        Area word = words.a();
        Area waiters = c.a().scratch(0);
        entry(c.a(), waiters, word, 2);
        Returned call = c.a().call(FutexCall.CALL, FutexCall.WAIT_VECTOR, waiters, 0, 0, 0, 0);
        if (call.failed() && call.errno() == ENOSYS) {
            throw Condition.FUTEX2.lacking();
        }
        call.fails(EINVAL);
        c.a().call(FutexCall.CALL, FutexCall.WAIT_VECTOR, waiters, 1, 1, 0, 0).fails(EINVAL);
        c.a().call(FutexCall.CALL, FutexCall.WAIT_VECTOR, waiters, 129, 0, 0, 0).fails(EINVAL);
        entry(c.a(), waiters, word, 0x12);
        c.a().call(FutexCall.CALL, FutexCall.WAIT_VECTOR, waiters, 1, 0, 0, 0).fails(EINVAL);
        entry(c.a(), waiters, word, 2);
        entry(c.a(), waiters.at(24), word.at(64), 0x82);
        Returned mixed = c.a().call(FutexCall.CALL, FutexCall.REQUEUE_2, waiters, 0, 1, 1);
        if (mixed.failed() && mixed.errno() == ENOSYS) {
            throw Condition.FUTEX2.lacking();
        }
        mixed.fails(EINVAL);
        comesWhileTheOwnerLeaves(c, words);
    }

    /** Who comes while the owner is about to be gone gets the word, or is told that there is nobody. */
    private static void comesWhileTheOwnerLeaves(Scene c, Shared words) {
        NativeParty parent = c.helper();
        Area there = Shared.mapped(c, parent, PAGE);
        for (int i = 0; i < LEAVERS; i++) {
            NativeParty owner = parent.fork();
            owner.call(FutexCall.CALL, FutexCall.NUMBER, there.at(LINE * i), FutexCall.LOCK_PI, 0, 0, 0, 0)
                    .returns(0);
            Pending comes = c.b().begin(
                            FutexCall.CALL, FutexCall.NUMBER, words.b().at(LINE * i), FutexCall.LOCK_PI, 0, 0, 0, 0);
            if (i % 2 == 0) {
                comes.isBlocked();
            }
            owner.kill();
            Returned answer = comes.outcome();
            if (answer.failed()) {
                answer.fails(ESRCH);
            } else {
                answer.returns(0);
            }
        }
    }

    /** A {@code struct futex_waitv}: expected value, address, flags, reserved (linux/futex.h). */
    private static void entry(Party party, Area at, Area word, int flags) {
        party.putLong(at, 0);
        party.putLong(at.at(8), word.address());
        party.put(at.at(16), Width.INT, flags);
        party.put(at.at(20), Width.INT, 0);
    }

    @Row("K11")
    static void wakesSleepersOfPrivateFutexesWhileThreadsComeAndGo(Scene c) {
        Area own = c.a().mmap(0, PAGE, 3, 0x22, -1, 0);
        c.a().call("pthread_mutex_init", own, 0).returns(0);
        c.a().call("pthread_cond_init", own.at(CONDITION), 0).returns(0);
        Running gives = c.a().begin(turn(own, 600, 0));
        Running takes = c.a().begin(turn(own, 600, 1));
        List<Pending> threads = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            threads.add(c.a().begin("sched_yield"));
        }
        threads.forEach(thread -> thread.returns(0));
        Running.all(gives, takes);
        handOverShared(c, 200);
    }
}
