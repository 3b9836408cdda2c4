package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EAGAIN;
import static org.shmstress.posix.Errno.EINTR;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.EOVERFLOW;
import static org.shmstress.properties.conformance.Loop.atLeast;
import static org.shmstress.properties.conformance.Loop.atMost;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.Loop.round;
import static org.shmstress.properties.conformance.sync.Numbers.PRIVATE;
import static org.shmstress.properties.conformance.sync.Numbers.SEMAPHORE_MAX;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;
import static org.shmstress.properties.conformance.sync.Numbers.SIGUSR1;

import org.shmstress.posix.PosixSemaphore;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.NativeParty;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of sem_init, sem_destroy, sem_wait, sem_trywait, sem_post and sem_getvalue. */
public final class Semaphores {

    /** How often loops go round: some milliseconds of each other's way. */
    private static final int ROUNDS = 2_000;

    /** Of loops in which each round waits for the other process. */
    private static final int TURNS = 200;

    private static final int WORDS = 4;

    private Semaphores() {}

    @Row("SEM_INIT-01")
    static void hasItsInitialValue(Scene c) {
        Shared s = new Shared(c);
        s.permits(s.a(), s.semaphore(5), 5);
        s.permits(s.a(), s.semaphore(0), 0);
    }

    @Row("SEM_INIT-02")
    static void isUsableUntilDestroyed(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_wait", semaphore).returns(0);
        s.a().call("sem_trywait", semaphore).fails(EAGAIN);
        s.a().call("sem_post", semaphore).returns(0);
        s.a().call("sem_trywait", semaphore).returns(0);
        s.a().call("sem_destroy", semaphore).returns(0);
    }

    @Row("SEM_INIT-03")
    static void isUsableFromAnyProcessThatMapsIt(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        Pending waiter = s.b().begin("sem_wait", semaphore);
        waiter.isBlocked();
        s.a().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
    }

    @Row("SEM_INIT-06")
    static void refusesAValueAboveTheMaximum(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.place(PosixSemaphore.BYTES);
        s.a().call("sem_init", semaphore, SHARED, SEMAPHORE_MAX + 1L).fails(EINVAL);
        s.a().call("sem_init", semaphore, SHARED, SEMAPHORE_MAX).returns(0);
    }

    @Row("SEM_INIT-09")
    static void aCopyIsAnotherSemaphore(Scene c) {
        Shared s = new Shared(c);
        Area original = s.semaphore(0);
        Area copy = s.place(PosixSemaphore.BYTES);
        for (int offset = 0; offset < PosixSemaphore.BYTES; offset += Long.BYTES) {
            s.a().putLong(copy.at(offset), s.a().getLong(original.at(offset)));
        }
        Pending waiter = s.b().begin("sem_wait", copy);
        waiter.isBlocked();
        s.a().call("sem_post", original).returns(0);
        waiter.isBlocked();
        s.permits(s.a(), original, 1);
        s.a().call("sem_post", copy).returns(0);
        waiter.returns(0);
    }

    /** What is private sleeps on a futex of its own process, where the other's wake-up does not reach it. */
    @Row("SEM_INIT-10")
    static void aPrivateOneDoesNotWakeAnotherProcess(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.place(PosixSemaphore.BYTES);
        s.a().call("sem_init", semaphore, PRIVATE, 0).returns(0);
        Pending waiter = s.b().begin("sem_wait", semaphore);
        waiter.isBlocked();
        s.a().call("sem_post", semaphore).returns(0);
        s.permits(s.a(), semaphore, 1);
        waiter.isBlocked();
        s.b().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
    }

    @Row("SEM_DESTROY-01")
    static void destroyEndsIt(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_destroy", semaphore).returns(0);
        s.a().call("sem_init", semaphore, SHARED, 7).returns(0);
        s.permits(s.a(), semaphore, 7);
    }

    @Row("SEM_DESTROY-03")
    static void destroyIsSafeWhenNobodyIsBlocked(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        Pending waiter = s.b().begin("sem_wait", semaphore);
        waiter.isBlocked();
        s.a().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
        s.a().call("sem_destroy", semaphore).returns(0);
    }

    @Row("SEM_DESTROY-04")
    static void destroyReturnsZero(Scene c) {
        Shared s = new Shared(c);
        s.a().call("sem_destroy", s.semaphore(0)).returns(0);
        s.a().call("sem_destroy", s.semaphore(3)).returns(0);
    }

    /** Party a makes, awaits and destroys it in each round and uses its bytes otherwise; a late store by the poster would be seen there. */
    @Row("SEM_DESTROY-X01")
    static void destroyIsSafeWhileThePosterIsStillInside(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.place(PosixSemaphore.BYTES);
        Area made = s.word();
        Area posted = s.word();
        Loop destroyer = Loop.of(TURNS)
                .call("sem_init", semaphore, SHARED, 0)
                .publish(made, round(1))
                .call("sem_wait", semaphore)
                .call("sem_destroy", semaphore);
        for (int offset = 0; offset < PosixSemaphore.BYTES; offset += Long.BYTES) {
            destroyer = destroyer.store(semaphore.at(offset), -1);
        }
        destroyer = destroyer.until(posted, is(round(1)));
        for (int offset = 0; offset < PosixSemaphore.BYTES; offset += Long.BYTES) {
            destroyer = destroyer.check(semaphore.at(offset), is(-1));
        }
        Running a = s.a().begin(destroyer);
        Running b = s.b().begin(Loop.of(TURNS)
                .until(made, is(round(1)))
                .call("sem_post", semaphore)
                .publish(posted, round(1)));
        a.completes();
        b.completes();
    }

    @Row("SEM_WAIT-01")
    static void takesOneUnit(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(2);
        s.b().call("sem_wait", semaphore).returns(0);
        s.permits(s.a(), semaphore, 1);
        s.permits(s.b(), semaphore, 1);
    }

    @Row("SEM_WAIT-03")
    static void staysTakenUntilAPost(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        Pending waiter = s.b().begin("sem_wait", semaphore);
        waiter.isBlocked();
        s.a().call("sem_trywait", semaphore).fails(EAGAIN);
        waiter.isBlocked();
        s.a().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
        s.permits(s.a(), semaphore, 0);
    }

    @Row("SEM_WAIT-04")
    static void aKilledWaiterDoesNoHarm(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        s.b().begin("sem_wait", semaphore).isBlocked();
        s.b().kill();
        s.permits(s.a(), semaphore, 0);
        s.a().call("sem_post", semaphore).returns(0);
        s.permits(s.a(), semaphore, 1);
        s.d().call("sem_wait", semaphore).returns(0);
        s.permits(s.a(), semaphore, 0);
    }

    @Row("SEM_WAIT-05")
    static void tryingAtZeroGivesEagain(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_wait", semaphore).returns(0);
        s.b().call("sem_trywait", semaphore).fails(EAGAIN);
    }

    @Row("SEM_WAIT-07")
    static void aHandledSignalInterruptsAWait(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        NativeParty helper = s.with(c.helper());
        helper.handle(SIGUSR1, 0);
        Pending waiter = helper.begin("sem_wait", semaphore);
        waiter.isBlocked();
        Signals.send(helper, waiter, SIGUSR1);
        waiter.fails(EINTR);
        s.permits(s.a(), semaphore, 0);
    }

    @Row("SEM_WAIT-09")
    static void returnsZeroOrMinusOne(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_wait", semaphore).returns(0);
        s.a().call("sem_trywait", semaphore).returns(-1);
    }

    @Row("SEM_WAIT-11")
    static void tryingTakesAUnit(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(2);
        s.b().call("sem_trywait", semaphore).returns(0);
        s.permits(s.a(), semaphore, 1);
    }

    @Row("SEM_WAIT-12")
    static void tryingAtZeroLeavesTheValue(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        s.b().call("sem_trywait", semaphore).returns(-1);
        s.permits(s.a(), semaphore, 0);
        s.a().call("sem_post", semaphore).returns(0);
        s.b().call("sem_trywait", semaphore).returns(0);
    }

    @Row("SEM_WAIT-13")
    static void sleepsAtZeroUntilAUnitComes(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_wait", semaphore).returns(0);
        Pending waiter = s.b().begin("sem_wait", semaphore);
        waiter.isBlocked();
        s.d().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
    }

    @Row("SEM_WAIT-X01")
    static void admitsNoMoreHoldersThanUnits(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(2);
        Area inside = s.word();
        Loop loop = Loop.of(ROUNDS)
                .call("sem_wait", semaphore)
                .add(inside, 1, atMost(1))
                .add(inside, -1, atLeast(1))
                .call("sem_post", semaphore);
        Running.all(s.a().begin(loop), s.b().begin(loop), s.d().begin(loop));
        s.permits(s.a(), semaphore, 2);
    }

    @Row("SEM_WAIT-X02")
    static void aKilledHolderKeepsItsUnit(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.b().call("sem_wait", semaphore).returns(0);
        s.b().kill();
        s.permits(s.a(), semaphore, 0);
        s.a().call("sem_trywait", semaphore).fails(EAGAIN);
    }

    @Row("SEM_WAIT-X03")
    static void storesBeforeAPostAreSeenAfterTheWait(Scene c) {
        Shared s = new Shared(c);
        Area full = s.semaphore(0);
        Area empty = s.semaphore(1);
        Area payload = s.place(WORDS * Long.BYTES);
        Loop producer = Loop.of(TURNS).call("sem_wait", empty);
        Loop consumer = Loop.of(TURNS).call("sem_wait", full);
        for (int word = 0; word < WORDS; word++) {
            producer = producer.store(payload.at(word * Long.BYTES), round(1));
            consumer = consumer.check(payload.at(word * Long.BYTES), is(round(1)));
        }
        Running.all(s.a().begin(producer.call("sem_post", full)), s.b().begin(consumer.call("sem_post", empty)));
    }

    @Row("SEM_POST-01")
    static void postAddsAUnitOrWakesAWaiter(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        s.a().call("sem_post", semaphore).returns(0);
        s.permits(s.b(), semaphore, 1);
        s.b().call("sem_wait", semaphore).returns(0);
        Pending waiter = s.b().begin("sem_wait", semaphore);
        waiter.isBlocked();
        s.a().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
        s.permits(s.a(), semaphore, 0);
    }

    @Row("SEM_POST-02")
    static void postReturnsZeroWhenItUnlocks(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(1);
        s.a().call("sem_wait", semaphore).returns(0);
        s.a().call("sem_post", semaphore).returns(0);
        s.permits(s.a(), semaphore, 1);
    }

    @Row("SEM_POST-04")
    static void postReturnsZero(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        s.a().call("sem_post", semaphore).returns(0);
        s.a().call("sem_post", semaphore).returns(0);
        s.permits(s.a(), semaphore, 2);
    }

    @Row("SEM_POST-06")
    static void aSignalHandlerMayPost(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        NativeParty helper = s.with(c.helper());
        helper.handle(SIGUSR1, 0);
        helper.call("post_when_handled", SIGUSR1, semaphore).returns(0);
        Pending waiter = s.a().begin("sem_wait", semaphore);
        waiter.isBlocked();
        helper.call("raise", SIGUSR1).returns(0);
        waiter.returns(0);
        c.same("handlers that have run", 1L, helper.handled(SIGUSR1));
        s.permits(s.b(), semaphore, 0);
    }

    @Row("SEM_POST-X01")
    static void postAtTheMaximumOverflows(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(SEMAPHORE_MAX);
        s.a().call("sem_post", semaphore).fails(EOVERFLOW);
        s.permits(s.a(), semaphore, SEMAPHORE_MAX);
    }

    @Row("SEM_POST-X02")
    static void postsAndWaitsBalance(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(3);
        Loop consumer = Loop.of(ROUNDS).call("sem_wait", semaphore);
        Loop producer = Loop.of(ROUNDS).call("sem_post", semaphore);
        Running.all(s.b().begin(consumer), s.d().begin(consumer), s.a().begin(producer), s.d().begin(producer));
        s.permits(s.a(), semaphore, 3);
    }

    @Row("SEM_GETVALUE-01")
    static void reportsAValueThatItHad(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(2);
        Area value = s.word();
        Loop churn = Loop.of(ROUNDS).call("sem_wait", semaphore).call("sem_post", semaphore);
        Loop reader = Loop.of(ROUNDS)
                .call("sem_getvalue", semaphore, value)
                .check(value, atLeast(0))
                .check(value, atMost(2));
        Running.all(s.b().begin(churn), s.d().begin(churn), s.a().begin(reader));
        s.permits(s.a(), semaphore, 2);
    }

    @Row("SEM_GETVALUE-02")
    static void reportsZeroWhenSomebodyWaits(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(0);
        Pending waiter = s.b().begin("sem_wait", semaphore);
        waiter.isBlocked();
        s.permits(s.a(), semaphore, 0);
        s.a().call("sem_post", semaphore).returns(0);
        waiter.returns(0);
    }

    @Row("SEM_GETVALUE-05")
    static void readingChangesNothing(Scene c) {
        Shared s = new Shared(c);
        Area semaphore = s.semaphore(4);
        for (int i = 0; i < 3; i++) {
            s.permits(s.a(), semaphore, 4);
        }
    }
}
