package org.shmstress.properties.conformance.memory;

import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.properties.conformance.memory.Linux.GET_TID;
import static org.shmstress.properties.conformance.memory.Linux.LOCK_PI;
import static org.shmstress.properties.conformance.memory.Linux.OWNER_DIED;
import static org.shmstress.properties.conformance.memory.Linux.PAGE;
import static org.shmstress.properties.conformance.memory.Linux.PRIVATE;
import static org.shmstress.properties.conformance.memory.Linux.READ_WRITE;
import static org.shmstress.properties.conformance.memory.Linux.THREAD_ID;
import static org.shmstress.properties.conformance.memory.Linux.UNLOCK_PI;

import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Fd;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;
import org.shmstress.properties.conformance.Strand;

/** Rows of futex: which words are one, and words that the kernel itself hands over. */
final class FutexKeys {

    private static final int ALL = 100;
    private static final int ROUNDS = 2_000;

    private FutexKeys() {}

    @Row("FUTEX-X15")
    static void outlivesTheNameAndTheDescriptors(Scene c) {
        Fd mine = c.a().create(c.name("x"), PAGE);
        Area here = c.a().map(mine, PAGE);
        Fd theirs = c.b().open(c.name("x"));
        Pending waiter = Futex.wait(c.b(), c.b().map(theirs, PAGE), 0);
        waiter.isBlocked();
        c.a().call("shm_unlink", c.name("x")).returns(0);
        c.a().call("close", mine).returns(0);
        c.b().call("close", theirs).returns(0);
        Futex.wake(c.a(), here, ALL).returns(1);
        waiter.returns(0);
    }

    @Row("FUTEX-X16")
    static void keepsObjectsOfOneNameApart(Scene c) {
        Area old = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Pending waiter = Futex.wait(c.b(), c.b().map(c.b().open(c.name("x")), PAGE), 0);
        waiter.isBlocked();
        c.a().call("shm_unlink", c.name("x")).returns(0);
        Area fresh = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Futex.wake(c.a(), fresh, ALL).returns(0);
        waiter.isBlocked();
        Futex.wake(c.a(), old, ALL).returns(1);
        waiter.returns(0);
    }

    @Row("FUTEX-X17")
    static void doesNotReachAPrivateMappingOfAnotherProcess(Scene c) {
        Area shared = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area own = c.b().mmap(0, PAGE, READ_WRITE, PRIVATE, c.b().open(c.name("x")), 0);
        Pending waiter = Futex.wait(c.b(), own, 0);
        c.holds("it sleeps", FutexSleep.comes(c.b(), waiter, own));
        Futex.wake(c.a(), shared, ALL).returns(0);
        Futex.wake(c.b(), own, ALL).returns(1);
        waiter.returns(0);
    }

    @Row("FUTEX-X25")
    static void reachesAWaiterWhosePageWentAndCameBack(Scene c) {
        Fd fd = c.a().create(c.name("x"), PAGE);
        Area mine = c.a().map(fd, PAGE);
        Pending waiter = Futex.wait(c.b(), c.b().map(c.b().open(c.name("x")), PAGE), 0);
        waiter.isBlocked();
        c.a().call("ftruncate", fd, 0).returns(0);
        c.a().call("ftruncate", fd, PAGE).returns(0);
        Futex.wake(c.a(), mine, ALL).returns(1);
        waiter.returns(0);
    }

    @Row("FUTEX-X26")
    static void comparesAndSleepsAtOnce(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        Loop flipping = Futex.waking(
                Futex.waking(Loop.of(ROUNDS).publish(mine, 0), mine).publish(mine, 1), mine);
        Running waiting = c.b().begin(Futex.waiting(Loop.of(ROUNDS), theirs, 0));
        c.a().begin(flipping).completes();
        Futex.wake(c.a(), mine, ALL).is("0 or 1", n -> n == 0 || n == 1);
        waiting.completes();
    }

    @Row("FUTEX-X18")
    static void handsAWordOverToTheNextOwner(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        long owner = c.a().call("syscall", GET_TID).value();
        Futex.call(c.a(), mine, LOCK_PI, 0).returns(0);
        c.b().has(theirs, (int) owner);
        Strand next = c.b().thread();
        Pending waiter = next.begin("syscall", Linux.FUTEX_CALL, theirs, LOCK_PI, 0, 0, 0, 0);
        waiter.isBlocked();
        Futex.call(c.a(), mine, UNLOCK_PI, 0).returns(0);
        waiter.returns(0);
        c.same("owner", next.threadId(), (long) (c.a().getInt(mine) & THREAD_ID));
        next.call("syscall", Linux.FUTEX_CALL, theirs, UNLOCK_PI, 0, 0, 0, 0).returns(0);
        c.a().has(mine, 0);
    }

    @Row("FUTEX-X19")
    static void passesOnTheWordOfADeadOwner(Scene c) {
        Area mine = c.b().map(c.b().create(c.name("x"), PAGE), PAGE);
        NativeParty h = c.helper();
        RobustList list = RobustList.of(h, h.map(h.open(c.name("x")), PAGE));
        list.link(1, true);
        Futex.call(h, list.word(0), LOCK_PI, 0).returns(0);
        Strand next = c.b().thread();
        Area word = RobustList.word(mine, 0);
        Pending waiter = next.begin("syscall", Linux.FUTEX_CALL, word, LOCK_PI, 0, 0, 0, 0);
        waiter.isBlocked();
        h.kill();
        waiter.returns(0);
        int seen = c.b().getInt(word);
        c.same("owner", next.threadId(), (long) (seen & THREAD_ID));
        c.same("owner died", OWNER_DIED, seen & OWNER_DIED);
        next.call("syscall", Linux.FUTEX_CALL, word, UNLOCK_PI, 0, 0, 0, 0).returns(0);
    }

    @Row("FUTEX-X20")
    static void letsOnlyTheOwnerUnlock(Scene c) {
        Area mine = c.a().map(c.a().create(c.name("x"), PAGE), PAGE);
        Futex.call(c.a(), mine, LOCK_PI, 0).returns(0);
        Area theirs = c.b().map(c.b().open(c.name("x")), PAGE);
        Futex.call(c.b(), theirs, UNLOCK_PI, 0).fails(EPERM);
        c.a().begin("syscall", Linux.FUTEX_CALL, mine, UNLOCK_PI, 0, 0, 0, 0).fails(EPERM);
        Futex.call(c.a(), mine, UNLOCK_PI, 0).returns(0);
    }
}
