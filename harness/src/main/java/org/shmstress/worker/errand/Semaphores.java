package org.shmstress.worker.errand;

import java.time.Duration;
import org.shmstress.posix.PosixSemaphore;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Holdings.Area;

/**
 * glibc's semaphore inside an object, and what it coordinates:
 *
 * <pre>
 *   offset  width      what                     writer    ordering
 *   0       32         the semaphore            all       its own
 *   128     8          how many are inside      all       atomic
 *   4096    8 each     items                    producer  plain, published by the post
 * </pre>
 */
final class Semaphores {

    private static final int INSIDE = 128;
    private static final int ITEMS = 4096;
    private static final long ITEM = 0x1234_5678_9abc_def1L;

    /** glibc keeps the number of waiters in the upper half of the first long (sysdeps/nptl/internaltypes.h, struct new_sem). */
    private static final int WAITERS_SHIFT = 32;

    private static final Duration PACE = Duration.ofMillis(100);
    private static final int SECTION_PATIENCE_MILLIS = 2_000;

    private final View view;
    private final long semaphore;

    private Semaphores(Area area) {
        this.view = area.view();
        this.semaphore = area.address();
    }

    static Figures perform(Assignment sent) {
        Semaphores semaphores = new Semaphores(sent.area(0));
        return switch (sent.errand().task()) {
            case SEMAPHORE_INIT -> semaphores.initialise(sent);
            case PRODUCE -> semaphores.produce(sent.number(1), sent.number(2));
            case CONSUME -> semaphores.consume(sent.number(1), sent.number(2));
            case SECTION -> semaphores.section(sent.number(1));
            default -> Figures.of("permits", PosixSemaphore.permits(semaphores.semaphore));
        };
    }

    private Figures initialise(Assignment sent) {
        PosixSemaphore.initialise(semaphore, (int) sent.number(1), sent.is(2, "shared", "private"));
        return Figures.of("permits", PosixSemaphore.permits(semaphore));
    }

    /** Posts only when the consumer waits, so that each post has to wake it. */
    private Figures produce(long items, long extraPosts) {
        long paced = 0;
        for (long i = 0; i < items; i++) {
            paced += paced == i && awaitWaiter() ? 1 : 0; // a consumer that has left does not come back
            view.access().putLong(view.region(), view.at(ITEMS + i * Long.BYTES), (i + 1) * ITEM);
            PosixSemaphore.release(semaphore);
        }
        for (long i = 0; i < extraPosts; i++) {
            PosixSemaphore.release(semaphore);
        }
        return Figures.of("items", items).and("posts", items + extraPosts).and("to-a-waiter", paced);
    }

    private boolean awaitWaiter() {
        long end = System.nanoTime() + PACE.toNanos();
        while (view.access().getLongAcquire(view.region(), view.at(0)) >>> WAITERS_SHIFT == 0) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.yield();
        }
        return true;
    }

    private Figures consume(long items, long patienceMillis) {
        long taken = 0;
        long stale = 0;
        long timeouts = 0;
        while (taken < items && timeouts == 0) {
            if (PosixSemaphore.tryAcquire(semaphore, patienceMillis)) {
                long item = view.access().getLong(view.region(), view.at(ITEMS + taken * Long.BYTES));
                taken++;
                stale += item == taken * ITEM ? 0 : 1;
            } else {
                timeouts++;
            }
        }
        return Figures.of("taken", taken).and("stale", stale).and("timeouts", timeouts);
    }

    private Figures section(long millis) {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        long entries = 0;
        long most = 0;
        long timeouts = 0;
        while (System.nanoTime() < end && timeouts == 0) {
            if (PosixSemaphore.tryAcquire(semaphore, SECTION_PATIENCE_MILLIS)) {
                most = Math.max(most, 1 + view.access().getAndAddLong(view.region(), view.at(INSIDE), 1));
                entries++;
                Thread.yield();
                view.access().getAndAddLong(view.region(), view.at(INSIDE), -1);
                PosixSemaphore.release(semaphore);
            } else {
                timeouts++;
            }
        }
        return Figures.of("entries", entries).and("most-inside", most).and("timeouts", timeouts);
    }
}
