package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EAGAIN;
import static org.shmstress.posix.Errno.EFAULT;
import static org.shmstress.posix.Errno.EINTR;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.ETIMEDOUT;
import static org.shmstress.properties.conformance.memory.Linux.CMP_REQUEUE;
import static org.shmstress.properties.conformance.memory.Linux.FUTEX_CALL;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE_FUTEX;
import static org.shmstress.properties.conformance.memory.Linux.RESTART;
import static org.shmstress.properties.conformance.memory.Linux.SIGUSR1;
import static org.shmstress.properties.conformance.memory.Linux.WAIT;
import static org.shmstress.properties.conformance.memory.Linux.WAIT_BITSET;
import static org.shmstress.properties.conformance.memory.Linux.WAKE;
import static org.shmstress.properties.conformance.memory.Linux.WAKE_BITSET;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of futex: who sleeps, who is woken. */
final class FutexWaiting {

    private static final long SHORT_NANOS = 50_000_000;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final int ALL = 100;
    private static final int ROUNDS = 250;

    /** Nothing is mapped there: below {@code vm.mmap_min_addr} of every distribution. */
    private static final int NOWHERE = 4096;

    private FutexWaiting() {}

    private static Area first(Scene c) {
        return c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
    }

    private static Area second(Scene c) {
        return c.b().map(c.b().open(c.name("x")), PAGE);
    }

    private static Area third(Scene c) {
        return c.d().map(c.d().open(c.name("x")), PAGE);
    }

    @Row("FUTEX-X01")
    static void sleepsOnlyWhileTheWordIsAsExpected(Scene c) {
        Area mine = first(c);
        Area theirs = second(c);
        c.a().putInt(mine, 1);
        Futex.call(c.b(), theirs, WAIT, 0).fails(EAGAIN);
        Pending waiter = Futex.wait(c.b(), theirs, 1);
        waiter.isBlocked();
        Futex.wake(c.a(), mine, 1).returns(1);
        waiter.returns(0);
    }

    @Row("FUTEX-X02")
    static void wakesAWaiterOfAnotherProcess(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), 2L * PAGE), 2L * PAGE).at(PAGE);
        Area theirs = c.b().mmap(0, PAGE, Linux.READ_WRITE, Linux.SHARED, c.b().open(c.name("x")), PAGE);
        c.holds("at different addresses", mine.address() != theirs.address());
        Pending waiter = Futex.wait(c.b(), theirs, 0);
        waiter.isBlocked();
        Futex.wake(c.a(), mine, 1).returns(1);
        waiter.returns(0);
    }

    @Row("FUTEX-X03")
    static void countsWhomItWakes(Scene c) {
        Area mine = first(c);
        Area theirs = second(c);
        Area others = third(c);
        List<Pending> waiters = Stream.of(
                        Futex.wait(c.b(), theirs, 0),
                        Futex.wait(c.b(), theirs, 0),
                        Futex.wait(c.d(), others, 0),
                        Futex.wait(c.d(), others, 0),
                        Futex.wait(c.a(), mine, 0))
                .toList();
        waiters.forEach(Pending::isBlocked);
        Futex.wake(c.a(), mine, 2).returns(2);
        Futex.wake(c.a(), mine, ALL).returns(3);
        Futex.wake(c.a(), mine, ALL).returns(0);
        waiters.forEach(waiter -> waiter.returns(0));
    }

    @Row("FUTEX-X04")
    static void doesNotReachOthersWhenPrivate(Scene c) {
        Area mine = first(c);
        Pending waiter = Futex.wait(c.b(), second(c), 0);
        waiter.isBlocked();
        Futex.call(c.a(), mine, WAKE | PRIVATE_FUTEX, ALL).returns(0);
        waiter.isBlocked();
        Futex.wake(c.a(), mine, ALL).returns(1);
        waiter.returns(0);
    }

    @Row("FUTEX-X05")
    static void waitsNoShorterThanTold(Scene c) {
        Area mine = first(c);
        Area theirs = second(c);
        Area time = Futex.time(c.b(), SHORT_NANOS);
        long before = Futex.now(c.b());
        c.b().begin("syscall", FUTEX_CALL, theirs, WAIT, 0, time, 0, 0).fails(ETIMEDOUT);
        c.holds("no earlier", isLater(Futex.now(c.b()), before + SHORT_NANOS));
        Futex.wake(c.a(), mine, ALL).returns(0);
    }

    /** Any time that a waiting row can take is less than an hour: a clock that says more is not read well. */
    private static boolean isLater(long now, long until) {
        return now >= until && now - until < HOUR_NANOS;
    }

    @Row("FUTEX-X06")
    static void waitsUntilAnInstantOfTheMonotonicClock(Scene c) {
        Area mine = first(c);
        long until = Futex.now(c.a()) + SHORT_NANOS;
        Area time = Futex.time(c.a(), until);
        c.a().begin("syscall", FUTEX_CALL, mine, WAIT_BITSET, 0, time, 0, -1).fails(ETIMEDOUT);
        c.holds("no earlier", isLater(Futex.now(c.a()), until));
        c.a().call("syscall", FUTEX_CALL, mine, WAIT_BITSET, 0, time, 0, -1).fails(ETIMEDOUT);
    }

    @Row("FUTEX-X07")
    static void wakesByCommonBits(Scene c) {
        Area mine = first(c);
        Area theirs = second(c);
        Pending one = Futex.waitBits(c.b(), theirs, 1);
        Pending other = Futex.waitBits(c.b(), theirs, 2);
        one.isBlocked();
        other.isBlocked();
        c.a().call("syscall", FUTEX_CALL, mine, WAKE_BITSET, ALL, 0, 0, 1).returns(1);
        one.returns(0);
        other.isBlocked();
        c.a().call("syscall", FUTEX_CALL, mine, WAKE_BITSET, ALL, 0, 0, 6).returns(1);
        other.returns(0);
    }

    @Row("FUTEX-X08")
    static void wantsAnAlignedWord(Scene c) {
        Area mine = first(c);
        for (int offset = 1; offset < 4; offset++) {
            Futex.call(c.a(), mine.at(offset), WAIT, 0).fails(EINVAL);
            Futex.call(c.a(), mine.at(offset), WAKE, 1).fails(EINVAL);
        }
    }

    @Row("FUTEX-X09")
    static void wantsMappedMemory(Scene c) {
        c.a().call("syscall", FUTEX_CALL, NOWHERE, WAIT, 0, 0, 0, 0).fails(EFAULT);
        c.a().call("syscall", FUTEX_CALL, NOWHERE, WAKE, 1, 0, 0, 0).fails(EFAULT);
    }

    @Row("FUTEX-X10")
    static void movesWaitersToAnotherWord(Scene c) {
        Area mine = first(c);
        Area theirs = second(c);
        List<Pending> waiters = Stream.of(
                        Futex.wait(c.b(), theirs, 0), Futex.wait(c.b(), theirs, 0), Futex.wait(c.d(), third(c), 0))
                .toList();
        waiters.forEach(Pending::isBlocked);
        c.a().call("syscall", FUTEX_CALL, mine, CMP_REQUEUE, 1, 2, mine.at(64), 0)
                .returns(3);
        Futex.wake(c.a(), mine, ALL).returns(0);
        Futex.wake(c.a(), mine.at(64), ALL).returns(2);
        waiters.forEach(waiter -> waiter.returns(0));
    }

    @Row("FUTEX-X11")
    static void movesNobodyOnceTheWordHasChanged(Scene c) {
        Area mine = first(c);
        Pending waiter = Futex.wait(c.b(), second(c), 0);
        waiter.isBlocked();
        c.a().putInt(mine, 1);
        c.a().call("syscall", FUTEX_CALL, mine, CMP_REQUEUE, 1, 2, mine.at(64), 0)
                .fails(EAGAIN);
        Futex.wake(c.a(), mine.at(64), ALL).returns(0);
        Futex.wake(c.a(), mine, ALL).returns(1);
        waiter.returns(0);
    }

    @Row("FUTEX-X12")
    static void losesNoWake(Scene c) {
        Area mine = first(c);
        Area theirs = second(c);
        Loop asking = Loop.of(ROUNDS);
        Loop answering = Loop.of(ROUNDS);
        for (int value = 0; value < 2; value++) {
            asking = Futex.waking(asking.publish(mine, 1 - value), mine);
            asking = Futex.waiting(asking, mine.at(128), value).until(mine.at(128), Loop.is(1 - value));
            answering = Futex.waiting(answering, theirs, value).until(theirs, Loop.is(1 - value));
            answering = Futex.waking(answering.publish(theirs.at(128), 1 - value), theirs.at(128));
        }
        Running.all(c.b().begin(answering), c.a().begin(asking));
    }

    @Row("FUTEX-X13")
    static void queuesWaitersOfTwoMappingsTogether(Scene c) {
        Area p = first(c);
        Area q = c.a().map(c.a().open(c.name("x")), PAGE);
        c.holds("two addresses", p.address() != q.address());
        Pending here = Futex.wait(c.a(), p, 0);
        Pending there = Futex.wait(c.b(), second(c), 0);
        here.isBlocked();
        there.isBlocked();
        Futex.wake(c.a(), q, ALL).returns(2);
        here.returns(0);
        there.returns(0);
    }

    @Row("FUTEX-X14")
    static void forgetsAKilledWaiter(Scene c) {
        Area mine = first(c);
        NativeParty h = c.helper();
        Pending dead = Futex.wait(h, h.map(h.open(c.name("x")), PAGE), 0);
        dead.isBlocked();
        Pending alive = Futex.wait(c.b(), second(c), 0);
        alive.isBlocked();
        h.kill();
        Futex.wake(c.a(), mine, ALL).returns(1);
        alive.returns(0);
        Futex.wake(c.a(), mine, ALL).returns(0);
    }

    @Row("FUTEX-X22")
    static void doesNotWaitInAPageThatIsGone(Scene c) {
        var fd = c.a().create(c.name("x"), PAGE);
        Area mine = c.a().map(fd, PAGE);
        Futex.call(c.a(), mine, WAIT, 1).fails(EAGAIN);
        c.a().call("ftruncate", fd, 0).returns(0);
        Futex.call(c.a(), mine, WAIT, 0).fails(EFAULT);
    }

    @Row("FUTEX-X23")
    static void isInterruptedOrRestartedByASignal(Scene c) {
        Area mine = first(c);
        NativeParty h = c.helper();
        Area theirs = h.map(h.open(c.name("x")), PAGE);
        h.handle(SIGUSR1, 0);
        Pending interrupted = Futex.wait(h, theirs, 0);
        interrupted.isBlocked();
        h.call("tgkill", h.pid(), interrupted.threadId(), SIGUSR1).returns(0);
        interrupted.fails(EINTR);
        c.same("signals handled", 1L, h.handled(SIGUSR1));
        h.handle(SIGUSR1, RESTART);
        Pending restarted = Futex.wait(h, theirs, 0);
        restarted.isBlocked();
        h.call("tgkill", h.pid(), restarted.threadId(), SIGUSR1).returns(0);
        restarted.isBlocked();
        Futex.wake(c.a(), mine, 1).returns(1);
        restarted.returns(0);
        c.same("signals handled in all", 2L, h.handled(SIGUSR1));
    }
}
