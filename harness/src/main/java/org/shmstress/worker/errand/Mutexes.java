package org.shmstress.worker.errand;

import java.time.Duration;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.posix.Errno;
import org.shmstress.posix.PthreadMutex;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Holdings.Area;

/**
 * glibc's mutex inside an object, and what it is to protect:
 *
 * <pre>
 *   offset  width  what                                      writers  ordering
 *   0       64     the mutex                                 all      its own
 *   128     8      who is in the section, 0 if nobody        owner    opaque, ordered by the mutex
 *   256     8      one counter                               owner    opaque, ordered by the mutex
 *   264     8      another one, always the same as the first owner    opaque, ordered by the mutex
 * </pre>
 */
final class Mutexes {

    private static final int OWNER = 128;
    private static final int COUNTER = 256;
    private static final int TWIN = 264;

    /** Others leave after the time that all were given; who still waits so many times as long waits for good. */
    private static final int PATIENCE = 8;

    private static final int ROUNDS_PER_CLOCK = 16;

    /** Where there are fewer CPUs than processes, others come in only while the one inside makes room. */
    private static final int ROUNDS_PER_YIELD = 64;

    private final View view;
    private final long mutex;
    private final long self = ProcessHandle.current().pid();
    private long rounds;
    private long overlaps;
    private long broken;
    private long timeouts;

    private Mutexes(Area area) {
        this.view = area.view();
        this.mutex = area.address();
    }

    static Figures perform(Assignment sent) {
        Mutexes mutexes = new Mutexes(sent.area(0));
        return switch (sent.errand().task()) {
            case MUTEX_INIT -> mutexes.initialise(sent);
            case MUTEX_LOOP -> mutexes.loop(sent);
            case MUTEX_HOLD ->
                Figures.of("errno", PthreadMutex.lock(mutexes.mutex).number());
            default -> mutexes.take(sent.number(1));
        };
    }

    private Figures initialise(Assignment sent) {
        switch (sent.word(1)) {
            case "shared" -> PthreadMutex.initialise(mutex, PthreadMutex.Type.NORMAL, false);
            case "robust" -> PthreadMutex.initialise(mutex, PthreadMutex.Type.NORMAL, true);
            case "private" -> PthreadMutex.initialisePrivate(mutex);
            default -> throw sent.unknown(1);
        }
        return Figures.of("bytes", PthreadMutex.bytes());
    }

    private Figures loop(Assignment sent) {
        long millis = sent.number(1);
        String mode = sent.word(2);
        if (!mode.equals("lock") && !mode.equals("skip") && !mode.equals("initialise")) {
            throw sent.unknown(2);
        }
        boolean locks = !mode.equals("skip");
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (timeouts == 0 && (rounds % ROUNDS_PER_CLOCK != 0 || System.nanoTime() < end)) {
            if (mode.equals("initialise")) {
                PthreadMutex.initialise(mutex, PthreadMutex.Type.NORMAL, false);
            }
            if (locks && PthreadMutex.lock(mutex, PATIENCE * millis) == Errno.ETIMEDOUT) {
                timeouts++;
            } else {
                inside();
                unlock(locks);
            }
        }
        return Figures.of("rounds", rounds)
                .and("overlaps", overlaps)
                .and("broken", broken)
                .and("timeouts", timeouts);
    }

    private void unlock(boolean locks) {
        if (locks) {
            PthreadMutex.unlock(mutex);
        }
    }

    private void inside() {
        overlaps += get(OWNER) == 0 ? 0 : 1;
        put(OWNER, self);
        long counter = get(COUNTER);
        broken += counter == get(TWIN) ? 0 : 1;
        if (rounds % ROUNDS_PER_YIELD == 0) {
            Thread.yield();
        }
        put(COUNTER, counter + 1);
        put(TWIN, counter + 1);
        overlaps += get(OWNER) == self ? 0 : 1;
        put(OWNER, 0);
        rounds++;
    }

    private long get(int offset) {
        SliceAccess access = view.access();
        return access.getLongOpaque(view.region(), view.at(offset));
    }

    private void put(int offset, long value) {
        view.access().putLongOpaque(view.region(), view.at(offset), value);
    }

    /** What locking answered, as a number; 0 after an orderly one. */
    private Figures take(long millis) {
        Errno answer = PthreadMutex.lock(mutex, millis);
        Errno repaired = Errno.NONE;
        if (answer == Errno.EOWNERDEAD) {
            repaired = PthreadMutex.consistent(mutex);
        }
        boolean locked = answer == Errno.NONE || answer == Errno.EOWNERDEAD;
        Errno unlocked = locked ? PthreadMutex.unlock(mutex) : Errno.NONE;
        return Figures.of("errno", answer.number())
                .and("consistent-errno", repaired.number())
                .and("unlock-errno", unlocked.number());
    }
}
