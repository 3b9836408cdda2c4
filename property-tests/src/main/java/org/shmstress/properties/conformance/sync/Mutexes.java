package org.shmstress.properties.conformance.sync;

import static org.shmstress.posix.Errno.EAGAIN;
import static org.shmstress.posix.Errno.EBUSY;
import static org.shmstress.posix.Errno.EINVAL;
import static org.shmstress.posix.Errno.EOWNERDEAD;
import static org.shmstress.posix.Errno.EPERM;
import static org.shmstress.properties.conformance.Loop.is;
import static org.shmstress.properties.conformance.Loop.round;
import static org.shmstress.properties.conformance.sync.Numbers.KIND;
import static org.shmstress.properties.conformance.sync.Numbers.RECURSIONS;
import static org.shmstress.properties.conformance.sync.Numbers.SHARED;

import org.shmstress.posix.PthreadMutex;
import org.shmstress.properties.conformance.Area;
import org.shmstress.properties.conformance.Loop;
import org.shmstress.properties.conformance.Party;
import org.shmstress.properties.conformance.Row;
import org.shmstress.properties.conformance.Running;
import org.shmstress.properties.conformance.Scene;

/** Rows of pthread_mutex_init, _destroy, _trylock and _unlock. */
public final class Mutexes {

    private static final int ROUNDS = 200;

    /** What bytes hold that nobody is to touch. */
    private static final int PATTERN = 0xa5;
    /** {@link #PATTERN} four times. */
    private static final int WORD = 0xa5a5a5a5;

    private Mutexes() {}

    @Row("MUTEX_INIT-01")
    static void initMakesItReady(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_mutex_unlock", mutex).returns(0);
        Area plain = s.place(PthreadMutex.bytes());
        s.a().call("pthread_mutex_init", plain, 0).returns(0);
        s.a().call("pthread_mutex_lock", plain).returns(0);
        s.a().call("pthread_mutex_unlock", plain).returns(0);
    }

    @Row("MUTEX_INIT-02")
    static void beginsUnlocked(Scene c) {
        Shared s = new Shared(c);
        s.b().call("pthread_mutex_trylock", s.mutex()).returns(0);
    }

    /** Each JVM initialises one over bytes of a pattern: so many are overwritten, and no more. */
    @Row("MUTEX_INIT-X01")
    static void hasTheSameSizeInEachProcess(Scene c) {
        Shared s = new Shared(c);
        int bytes = PthreadMutex.bytes();
        for (Party party : new Party[] {s.a(), s.b(), s.d()}) {
            Area mutex = s.place(2L * bytes);
            s.a().fill(mutex, 2L * bytes, PATTERN);
            party.call("pthread_mutex_init", mutex, 0).returns(0);
            for (int offset = 0; offset < 2 * bytes; offset += Integer.BYTES) {
                boolean touched = s.a().getInt(mutex.at(offset)) != WORD;
                c.holds((offset < bytes ? "" : "not ") + "part of the mutex", touched == offset < bytes);
            }
        }
    }

    @Row("MUTEX_INIT-X02")
    static void initialisingAHeldOneBreaksExclusion(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
        Area attributes = s.b().scratch(0);
        s.b().call("pthread_mutexattr_init", attributes).returns(0);
        s.b().call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        s.b().call("pthread_mutex_init", mutex, attributes).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
    }

    @Row("MUTEX_TRYLOCK-01")
    static void tryingTakesAFreeOneOnly(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_trylock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
    }

    @Row("MUTEX_TRYLOCK-02")
    static void tryingARecursiveOneCounts(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.RECURSIVE);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_trylock", mutex).returns(0);
        s.a().has(mutex.at(RECURSIONS), 2);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
    }

    @Row("MUTEX_TRYLOCK-03")
    static void tryingReturnsZeroWhenItLocked(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
        s.b().call("pthread_mutex_unlock", mutex).returns(0);
        s.a().call("pthread_mutex_trylock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
    }

    /** The limit of recursions is reached by writing the count, which is bits/struct_mutex.h's second word. */
    @Row("MUTEX_TRYLOCK-04")
    static void tryingSaysWhatIsWrong(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.RECURSIVE);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
        s.a().putInt(mutex.at(RECURSIONS), -1);
        s.a().call("pthread_mutex_trylock", mutex).errs(EAGAIN);
    }

    @Row("MUTEX_TRYLOCK-X01")
    static void tryingTellsOfADeadOwner(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.ROBUST);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.b().kill();
        s.a().call("pthread_mutex_trylock", mutex).errs(EOWNERDEAD);
        s.d().call("pthread_mutex_trylock", mutex).errs(EBUSY);
    }

    @Row("MUTEX_UNLOCK-01")
    static void unlockFreesIt(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
    }

    @Row("MUTEX_UNLOCK-02")
    static void someWaiterGetsIt(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        Loop waiter = Loop.once().call("pthread_mutex_lock", mutex).call("pthread_mutex_unlock", mutex);
        Running b = s.b().begin(waiter);
        Running d = s.d().begin(waiter);
        b.isBlocked();
        d.isBlocked();
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        Running.all(b, d);
    }

    @Row("MUTEX_UNLOCK-04")
    static void othersMayNotUnlockIt(Scene c) {
        Shared s = new Shared(c);
        for (Trait trait : new Trait[] {Trait.ERROR_CHECKING, Trait.RECURSIVE, Trait.ROBUST}) {
            Area mutex = s.mutex(trait);
            s.a().call("pthread_mutex_lock", mutex).returns(0);
            s.b().call("pthread_mutex_unlock", mutex).errs(EPERM);
            s.b().call("pthread_mutex_trylock", mutex).errs(EBUSY);
            s.a().call("pthread_mutex_unlock", mutex).returns(0);
        }
    }

    @Row("MUTEX_UNLOCK-05")
    static void surplusUnlocksOfARecursiveOneFail(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex(Trait.RECURSIVE);
        s.a().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_mutex_unlock", mutex).errs(EPERM);
        s.a().call("pthread_mutex_unlock", mutex).returns(0);
        s.a().call("pthread_mutex_unlock", mutex).errs(EPERM);
        s.b().call("pthread_mutex_trylock", mutex).returns(0);
    }

    /** Party b destroys it as soon as it has it, and uses its bytes otherwise; a late store by a's unlock would be seen there. */
    @Row("MUTEX_UNLOCK-X01")
    static void nothingTouchesItAfterUnlock(Scene c) {
        Shared s = new Shared(c);
        Area template = s.mutex();
        Area mutex = s.place(PthreadMutex.bytes());
        Area locked = s.word();
        Area unlocked = s.word();
        Area checked = s.word();
        Loop owner = Loop.of(ROUNDS).until(checked, is(round(0)));
        Loop heir = Loop.of(ROUNDS)
                .until(locked, is(round(1)))
                .call("pthread_mutex_lock", mutex)
                .call("pthread_mutex_unlock", mutex)
                .call("pthread_mutex_destroy", mutex);
        for (int offset = 0; offset < PthreadMutex.bytes(); offset += Long.BYTES) {
            owner = owner.store(mutex.at(offset), s.a().getLong(template.at(offset)));
            heir = heir.store(mutex.at(offset), -1);
        }
        owner = owner.call("pthread_mutex_lock", mutex)
                .publish(locked, round(1))
                .call("pthread_mutex_unlock", mutex)
                .publish(unlocked, round(1));
        heir = heir.until(unlocked, is(round(1)));
        for (int offset = 0; offset < PthreadMutex.bytes(); offset += Long.BYTES) {
            heir = heir.check(mutex.at(offset), is(-1));
        }
        Running.all(s.a().begin(owner), s.b().begin(heir.publish(checked, round(1))));
    }

    @Row("MUTEX_DESTROY-01")
    static void destroyEndsIt(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_destroy", mutex).returns(0);
        s.a().has(mutex.at(KIND), -1);
        s.a().call("pthread_mutex_trylock", mutex).errs(EINVAL);
    }

    @Row("MUTEX_DESTROY-02")
    static void mayBeMadeAgain(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.a().call("pthread_mutex_destroy", mutex).returns(0);
        Area attributes = s.attributes("pthread_mutexattr");
        s.a().call("pthread_mutexattr_setpshared", attributes, SHARED).returns(0);
        s.a().call("pthread_mutex_init", mutex, attributes).returns(0);
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_mutex_unlock", mutex).returns(0);
    }

    @Row("MUTEX_DESTROY-04")
    static void aHeldOneIsNotDestroyed(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.a().call("pthread_mutex_destroy", mutex).errs(EBUSY);
        s.b().call("pthread_mutex_unlock", mutex).returns(0);
    }

    @Row("MUTEX_DESTROY-05")
    static void anUnlockedOneIsDestroyedSafely(Scene c) {
        Shared s = new Shared(c);
        Area mutex = s.mutex();
        s.b().call("pthread_mutex_lock", mutex).returns(0);
        s.b().call("pthread_mutex_unlock", mutex).returns(0);
        s.a().call("pthread_mutex_destroy", mutex).returns(0);
    }
}
