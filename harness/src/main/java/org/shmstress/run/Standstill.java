package org.shmstress.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether the workers of an object stand still for good, long before their time is over. Late is not stuck: a busy host keeps a worker off
 * the CPU for seconds. So what counts is what the workers did since any of them was last seen to get on.
 *
 * <p>The proof: none has got on; nothing that the parent owes them is awaited; at least one is inside the object; and each of those that
 * are inside has either executed for {@link #EXECUTED_NANOS}, thousands of times what an operation takes, or has slept without a single
 * wake-up for {@link #ASLEEP_NANOS} while all other threads of its process slept as well, or looked again {@link #LOOKS} times: woke up
 * and went back to sleep, or got a CPU and gave it up so soon that it cannot have computed. (On a busy host who yields gets next to no time,
 * and would take minutes to have executed for long.) One that wants a CPU and gets none proves nothing, nor does one that is
 * stopped, and neither is anybody stuck who waits for it.
 */
final class Standstill {

    private static final long EXECUTED_NANOS = 400_000_000;
    private static final long ASLEEP_NANOS = 500_000_000;

    /** Nobody naps or yields so often within an operation, but who waits by looking again. */
    private static final long LOOKS = 500;

    /** Who computes is left on the CPU for a multiple of this; who yields to somebody gives it up after a few microseconds. */
    private static final long LONGEST_LOOK_NANOS = 100_000;

    /** No proof takes less. */
    static final long LEAST_MILLIS = 400;

    /** The first operation loads and compiles: before it is over, that much more is needed. */
    private static final int BEGINNER = 4;

    /** Nobody looks closely at workers that have got on so recently. */
    private static final long UNSUSPICIOUS_NANOS = 100_000_000;

    /** Whoever was itself stopped for longer has seen nothing in that time. */
    private static final long MAX_STEP_NANOS = 100_000_000;

    private final Worker[] workers;
    private long progress = Long.MIN_VALUE;
    private long lastLookNanos;
    private long quietNanos;
    private boolean close;

    /** Where a worker is, as far as this is concerned. */
    enum Place {
        /** Inside the object, or between two operations. */
        INSIDE,
        /** Where it waits for the others, or at its end. */
        MEETING,
        /** On its way, or halted for something that is still to befall it. */
        UNDECIDED
    }

    /**
     * A worker at one look.
     *
     * @param beginner whether it has not completed an operation yet
     * @param process what the kernel says of it
     */
    record Seen(Place place, boolean beginner, Supplier<Optional<ProcessSeen>> process) {}

    /** What was seen of one since it last got on. */
    private static final class Worker {
        private Optional<ProcessSeen> first = Optional.empty();
        private Optional<ProcessSeen> last = Optional.empty();
        private long asleepNanos;
    }

    Standstill(int workers) {
        this.workers = new Worker[workers];
        Arrays.setAll(this.workers, i -> new Worker());
    }

    /**
     * Looks once.
     *
     * @param now a number that changes when any worker gets on
     * @param seen the workers, by index
     * @param nowNanos when
     * @return what each worker does, if they are proved to stand still
     */
    Optional<List<String>> look(long now, List<Seen> seen, long nowNanos) {
        long step = Math.min(MAX_STEP_NANOS, nowNanos - lastLookNanos);
        lastLookNanos = nowNanos;
        boolean possible = seen.stream().anyMatch(s -> s.place() == Place.INSIDE)
                && seen.stream().noneMatch(s -> s.place() == Place.UNDECIDED);
        if (now != progress || !possible) {
            progress = now;
            quietNanos = 0;
            close = false;
            return Optional.empty();
        }
        quietNanos += step;
        return quietNanos < UNSUSPICIOUS_NANOS ? Optional.empty() : lookClosely(seen, step);
    }

    private Optional<List<String>> lookClosely(List<Seen> seen, long step) {
        List<String> proof = new ArrayList<>();
        boolean proved = true;
        for (int w = 0; w < workers.length; w++) {
            if (seen.get(w).place() == Place.INSIDE) {
                Optional<ProcessSeen> process = seen.get(w).process().get();
                Optional<String> words =
                        stuck(workers[w], process, step, seen.get(w).beginner() ? BEGINNER : 1);
                proved &= words.isPresent();
                String which = "worker " + w + " ";
                words.ifPresent(what -> proof.add(which + what));
            }
        }
        close = true;
        return proved ? Optional.of(proof) : Optional.empty();
    }

    private Optional<String> stuck(Worker worker, Optional<ProcessSeen> process, long step, int factor) {
        if (!close || process.isEmpty() || worker.first.isEmpty() || worker.last.isEmpty()) {
            worker.first = process;
            worker.last = process;
            worker.asleepNanos = 0;
            return Optional.empty();
        }
        ProcessSeen now = process.get();
        boolean sleptOn = now.asleep()
                && worker.last.get().asleep()
                && now.wakeUps() == worker.last.get().wakeUps();
        worker.asleepNanos = sleptOn ? worker.asleepNanos + step : 0;
        worker.last = process;
        long executed = now.executedNanos() - worker.first.get().executedNanos();
        if (executed >= EXECUTED_NANOS * factor) {
            return Optional.of("has executed for " + executed / 1_000_000 + " ms without getting on");
        }
        long looks = looks(worker.first.get(), now, executed);
        if (looks >= LOOKS * factor && quietNanos >= ASLEEP_NANOS * factor) {
            return Optional.of("has looked again " + looks + " times without getting on");
        }
        return worker.asleepNanos >= ASLEEP_NANOS * factor
                ? Optional.of("sleeps, and nobody wakes it")
                : Optional.empty();
    }

    private static long looks(ProcessSeen first, ProcessSeen now, long executedNanos) {
        long wakeUps = now.wakeUps() - first.wakeUps();
        long yields = now.yields() - first.yields();
        return executedNanos <= (wakeUps + yields) * LONGEST_LOOK_NANOS ? wakeUps + yields : wakeUps;
    }
}
