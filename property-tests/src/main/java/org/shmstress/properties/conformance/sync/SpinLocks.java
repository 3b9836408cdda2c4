package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.properties.conformance.Loop.is;

import java.util.concurrent.TimeUnit;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.Pending;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_spin_… */
public final class SpinLocks {

    /** Few: with less than a CPU per process, a spinner waits for the holder's next turn. */
    private static final int ROUNDS = 500;

    private static final int WORDS = 4;
    private static final long BUSY_TICKS = 3;
    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(20);

    private SpinLocks() {}

    @Row("SPIN_INIT-01")
    static void beginsUnlocked(Scene c) {
        Shared s = new Shared(c);
        s.b().call("pthread_spin_trylock", s.spinLock()).returns(0);
    }

    @Row("SPIN_INIT-02")
    static void anyProcessOperatesASharedOne(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.spinLock();
        Loop loop = section(lock, s.word(), s.place(WORDS * Long.BYTES));
        Running.all(s.a().begin(loop), s.b().begin(loop), s.d().begin(loop));
    }

    /** Adds 1 to some words under the lock. */
    private static Loop section(Area lock, Area inside, Area words) {
        Loop loop = Loop.of(ROUNDS).call("pthread_spin_lock", lock).add(inside, 1, is(0));
        for (int word = 0; word < WORDS; word++) {
            loop = loop.increment(words.at(word * Long.BYTES));
        }
        return loop.add(inside, -1, is(1)).call("pthread_spin_unlock", lock);
    }

    @Row("SPIN_LOCK-01")
    static void hasOneOwnerAtATime(Scene c) {
        Shared s = new Shared(c);
        Area words = s.place(WORDS * Long.BYTES);
        Loop loop = section(s.spinLock(), s.word(), words);
        Running.all(s.a().begin(loop), s.b().begin(loop));
        s.d().hasLong(words, 2L * ROUNDS);
    }

    @Row("SPIN_LOCK-X01")
    static void aDeadHolderStopsEveryone(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.spinLock();
        s.b().call("pthread_spin_lock", lock).returns(0);
        s.b().kill();
        s.a().call("pthread_spin_trylock", lock).errs(EBUSY);
        s.d().call("pthread_spin_trylock", lock).errs(EBUSY);
    }

    /** Once the spinner has used some CPU, more is used while it never once waits for anything. */
    @Row("SPIN_LOCK-X02")
    static void waitingBurnsCpuWithoutSystemCalls(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.spinLock();
        s.a().call("pthread_spin_lock", lock).returns(0);
        Pending spinner = s.b().begin("pthread_spin_lock", lock);
        ThreadTimes first = busier(s, spinner, ThreadTimes.of(s.b(), spinner.threadId()));
        ThreadTimes second = busier(s, spinner, first);
        c.holds("it used CPU", second.ticks() > first.ticks());
        c.same("how often it waited meanwhile", 0L, second.switches() - first.switches());
        s.a().call("pthread_spin_unlock", lock).returns(0);
        spinner.returns(0);
    }

    /** Its times when it has used some ticks more, or when the bound has passed. */
    private static ThreadTimes busier(Shared s, Pending spinner, ThreadTimes before) {
        long deadline = System.nanoTime() + BOUND_NANOS;
        ThreadTimes now = before;
        while (now.ticks() < before.ticks() + BUSY_TICKS && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            now = ThreadTimes.of(s.b(), spinner.threadId());
        }
        return now;
    }

    @Row("SPIN_TRYLOCK-01")
    static void tryingTakesAFreeOneOnly(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.spinLock();
        s.a().call("pthread_spin_trylock", lock).returns(0);
        s.b().call("pthread_spin_trylock", lock).errs(EBUSY);
        s.a().call("pthread_spin_unlock", lock).returns(0);
        s.b().call("pthread_spin_trylock", lock).returns(0);
    }

    @Row("SPIN_TRYLOCK-03")
    static void theRefusalIsEbusy(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.spinLock();
        s.a().call("pthread_spin_lock", lock).returns(0);
        s.b().call("pthread_spin_trylock", lock).errs(EBUSY);
        s.d().call("pthread_spin_trylock", lock).errs(EBUSY);
    }

    @Row("SPIN_UNLOCK-01")
    static void unlockLetsASpinnerIn(Scene c) {
        Shared s = new Shared(c);
        Area lock = s.spinLock();
        s.a().call("pthread_spin_lock", lock).returns(0);
        Pending spinner = s.b().begin("pthread_spin_lock", lock);
        s.d().call("pthread_spin_trylock", lock).errs(EBUSY);
        s.a().call("pthread_spin_unlock", lock).returns(0);
        spinner.returns(0);
        s.d().call("pthread_spin_trylock", lock).errs(EBUSY);
    }

    @Row("SPIN_UNLOCK-X01")
    static void unlockPublishesStores(Scene c) {
        Shared s = new Shared(c);
        Area words = s.place(WORDS * Long.BYTES);
        Loop loop = section(s.spinLock(), s.word(), words);
        Running.all(s.a().begin(loop), s.b().begin(loop));
        for (int word = 0; word < WORDS; word++) {
            s.d().hasLong(words.at(word * Long.BYTES), 2L * ROUNDS);
        }
    }
}
