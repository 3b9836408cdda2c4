package org.shmstress.api.spi;

/**
 * Java's monitors between processes: one zeroed, aligned word each.
 *
 * <pre>
 *   bits   what
 *   -----  ---------------------------------------------------------
 *   63-32  process id of the owner
 *   31-12  id of the owner's thread in its JVM, modulo 2^20
 *   11     somebody waits: a hint, which the owner may overwrite
 *   10-0   how often the owner has entered; 0: the monitor is free
 * </pre>
 *
 * <p>Assumes that whoever leaves has entered, as compiled {@code synchronized} does. Guarantees: one thread of all processes is
 * inside at a time, and sees what those before it wrote inside. The argument: a thread comes in by a compare-and-set from 0, which
 * only the owner's last exit stores; that exit is a release and the compare-and-set an acquire, so all that was written inside comes
 * before all that is read inside next. A word that names the caller was written by the caller itself, so a plain read suffices to
 * know that it is inside already.
 *
 * <p>Who waits says so in the word, by a compare-and-set that changes nothing else. An owner that reads it at its last exit then
 * stays away for a moment: else a loop that leaves and enters at once would shut all others out for as long as it runs. A hint that
 * is lost costs only that moment.
 */
public final class SharedMonitor {

    private static final int POLLS_BEFORE_YIELD = 50;
    private static final int BACK_OFF_POLLS = 100;
    private static final long WAITED_FOR = 1L << 11;
    private static final long DEPTH = WAITED_FOR - 1;
    private static final long OWNER = -(WAITED_FOR << 1);
    private static final long THREAD = (1L << 20) - 1;
    private static final long PROCESS = ProcessHandle.current().pid() << 32;

    /** Asked now and then by those who wait; throws when they are to give up. */
    private static volatile Runnable patience = () -> {};

    private SharedMonitor() {}

    /** Has all who wait ask this now and then; it throws when waiting has become useless. */
    public static void bound(Runnable askedByThoseWhoWait) {
        patience = askedByThoseWhoWait;
    }

    /** {@code monitorenter} on an object. */
    public static void enter(Object object) {
        if (object instanceof Monitored monitored) {
            monitored.$enter();
        } else {
            requireConstruction(object);
        }
    }

    /** {@code monitorexit} on an object. */
    public static void exit(Object object) {
        if (object instanceof Monitored monitored) {
            monitored.$exit();
        } else {
            requireConstruction(object);
        }
    }

    /** {@link Thread#holdsLock}. */
    public static boolean holds(Object object) {
        if (object instanceof Monitored monitored) {
            return monitored.$holds();
        }
        requireConstruction(object);
        return false;
    }

    /** What is under construction is one thread's own, and so is whatever that thread locks meanwhile. */
    private static void requireConstruction(Object object) {
        if (object == null) {
            throw new NullPointerException("a monitor of null");
        }
        if (!StatePlacement.isConstructing()) {
            throw new IllegalStateException(
                    "an actor locks a " + object.getClass().getName()
                            + " that is not part of the state: between processes that locks nothing");
        }
    }

    /** Enters the monitor whose word lies there. */
    public static void enter(SliceAccess access, Object region, long address) {
        long self = self();
        long seen = access.getLong(region, address);
        if (seen != 0 && (seen & OWNER) == self) {
            if ((seen & DEPTH) == DEPTH) {
                throw new IllegalStateException("a monitor was entered " + DEPTH + " times");
            }
            access.putLong(region, address, seen + 1);
        } else if (!access.compareAndSetLong(region, address, 0, self | 1)) {
            await(access, region, address, self | 1);
        }
    }

    private static void await(SliceAccess access, Object region, long address, long owned) {
        while (true) {
            for (int i = 0; i < POLLS_BEFORE_YIELD; i++) {
                long seen = access.getLongOpaque(region, address);
                if (seen == 0 && access.compareAndSetLong(region, address, 0, owned)) {
                    return;
                }
                if (seen != 0 && (seen & WAITED_FOR) == 0) {
                    access.compareAndSetLong(region, address, seen, seen | WAITED_FOR);
                }
                Thread.onSpinWait();
            }
            // With more actors than processors it is the owner who needs this one.
            Thread.yield();
            patience.run();
        }
    }

    /** Leaves it. */
    public static void exit(SliceAccess access, Object region, long address) {
        long seen = access.getLong(region, address);
        if ((seen & DEPTH) > 1) {
            access.putLong(region, address, seen - 1);
        } else {
            // Pairs with the compare-and-set by which the next one enters.
            access.putLongRelease(region, address, 0);
            for (int i = 0; i < BACK_OFF_POLLS && (seen & WAITED_FOR) != 0; i++) {
                Thread.onSpinWait();
            }
        }
    }

    /** Whether the calling thread is in it. */
    public static boolean holds(SliceAccess access, Object region, long address) {
        long seen = access.getLong(region, address);
        return seen != 0 && (seen & OWNER) == self();
    }

    private static long self() {
        return PROCESS | (Thread.currentThread().getId() & THREAD) << 12;
    }
}
