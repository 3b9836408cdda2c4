package org.shmstress.fork;

import java.time.Duration;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;

/**
 * When a trial counts as stuck: by a proof of its state, never because an answer is late. On a busy machine a healthy worker
 * can be off the CPU for hundreds of milliseconds, and a whole host can stand still for seconds.
 *
 * <p>The proof, where the work knows none that is quicker: the trial's time is over, and since then none of the workers still at work has moved its progress word for
 * {@code quiet}. Time is counted in short steps of watching, each with an upper limit, so that a parent that was itself stopped
 * or suspended has seen nothing in that time and concludes nothing from it.
 *
 * @param budget time that the work may take
 * @param quiet how long nothing must have moved after that
 * @param limit how long after the budget the work must be over even if something still moves
 * @param progress reads a worker's progress word, by index
 * @param quickerProof begins to look for a quicker proof; what it gives gives the proof in words once there is one
 */
public record Watchdog(
        Duration budget,
        Duration quiet,
        Duration limit,
        IntToLongFunction progress,
        Supplier<Supplier<Optional<String>>> quickerProof) {

    /** Where there is a proof that does not depend on time, time alone proves little: a first operation took 30 s on a busy host. */
    private static final Duration LONG_QUIET = Duration.ofSeconds(60);

    private static final Duration MIN_QUIET = Duration.ofSeconds(1);

    public Watchdog {
        if (quiet.compareTo(MIN_QUIET) < 0) {
            throw new IllegalArgumentException("quiet for " + quiet.toMillis() + " ms proves nothing; use 1 s or more");
        }
    }

    /** One that knows no quicker proof. */
    public Watchdog(Duration budget, Duration quiet, Duration limit, IntToLongFunction progress) {
        this(budget, quiet, limit, progress, () -> Optional::empty);
    }

    /** The usual patience, but a proof of another kind is good enough at any time. */
    public static Watchdog after(
            Duration budget, IntToLongFunction progress, Supplier<Supplier<Optional<String>>> quickerProof) {
        Watchdog usual = after(budget, progress);
        return new Watchdog(budget, LONG_QUIET, usual.limit, progress, quickerProof);
    }

    /** The usual patience: nothing moved for 10 seconds after the budget, or five minutes over it. */
    public static Watchdog after(Duration budget, IntToLongFunction progress) {
        return new Watchdog(budget, Duration.ofSeconds(10), Duration.ofMinutes(5), progress);
    }

    /** The same watch over workers that were told to give up at once; what had been proved of them before still holds. */
    Vigil overAborted(Vigil before, int workers) {
        return new Watchdog(Duration.ZERO, quiet, limit, progress, () -> before.quicker).begin(workers);
    }

    /** Begins to watch. */
    Vigil begin(int workers) {
        return new Vigil(workers);
    }

    /** One watch. */
    final class Vigil {
        private static final long MAX_STEP_NANOS = 1_000_000_000;

        private final long[] last;
        private final Supplier<Optional<String>> quicker = quickerProof.get();
        private long watchedNanos;
        private long quietNanos;

        private Vigil(int workers) {
            last = new long[workers];
            for (int i = 0; i < workers; i++) {
                last[i] = progress.applyAsLong(i);
            }
        }

        /**
         * Looks once.
         *
         * @param stepNanos time since the last look
         * @param atWork indices of the workers that have not answered yet
         * @return the proof that they are stuck, in words, if this look completes it
         */
        Optional<String> look(long stepNanos, Iterable<Integer> atWork) {
            Optional<String> proof = quicker.get();
            if (proof.isPresent()) {
                return proof;
            }
            long step = Math.min(stepNanos, MAX_STEP_NANOS);
            watchedNanos += step;
            boolean moved = anyMoved(atWork);
            long overtimeNanos = watchedNanos - budget.toNanos();
            quietNanos = moved || overtimeNanos <= 0 ? 0 : quietNanos + step;
            if (quietNanos >= quiet.toNanos()) {
                return Optional.of("made no progress for " + quiet.toSeconds() + " s after its " + budget.toMillis()
                        + " ms were over");
            }
            if (overtimeNanos >= limit.toNanos()) {
                return Optional.of(
                        "was still busy " + limit.toSeconds() + " s after its " + budget.toMillis() + " ms were over");
            }
            return Optional.empty();
        }

        private boolean anyMoved(Iterable<Integer> atWork) {
            boolean moved = false;
            for (int i : atWork) {
                long now = progress.applyAsLong(i);
                moved |= now != last[i];
                last[i] = now;
            }
            return moved;
        }
    }
}
