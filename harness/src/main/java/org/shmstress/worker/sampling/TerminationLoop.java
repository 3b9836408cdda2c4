package org.shmstress.worker.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeReport.OutcomeTally;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.segment.AbortWord;

/**
 * Iterations of one side of a termination test: the actor is called, a little later the signal, and the question is whether the
 * actor then ends. The side of the signal leads, keeps the time and counts.
 *
 * <p>It cannot know that the actor will never end. The parent can: it sees how much the actor's thread has executed since, and
 * calls the iteration stale ({@link TerminationPage}). Then the loop is over, for the actor is still in it.
 */
final class TerminationLoop {

    /** Index of the actor; the other side is the signal. */
    private static final int ACTOR = 0;

    private static final int POLLS_BEFORE_YIELD = 100;

    /** Every second iteration is signalled at once; in the others the actor has time to be compiled in the middle of its loop. */
    private static final int MAX_DELAY_NANOS = 1_000_000;

    /** Whether a report tells of an actor that did not end. */
    static boolean isStale(OutcomeReport report) {
        return report.tallies().stream().anyMatch(t -> t.outcome().equals(Outcome.STALE.name()));
    }

    private enum Outcome {
        TERMINATED,
        /** One side threw an exception. */
        ERROR,
        /** The parent has seen that the actor does not end. */
        STALE,
        /** The trial was aborted before this iteration was decided: it is not counted. */
        NONE
    }

    private final LiftedTest test;
    private final TerminationPage page;
    private final AbortWord abort;
    private final RoundMemory memory;
    private final OutcomeTask task;
    private final SplittableRandom random;
    private final long[] counts = new long[Outcome.values().length];
    private final long[] firstSeenNanos = new long[Outcome.values().length];
    private long met;
    private long firstSampleNanos;

    TerminationLoop(LiftedTest test, TerminationPage page, AbortWord abort, RoundMemory memory, OutcomeTask task) {
        this.test = test;
        this.page = page;
        this.abort = abort;
        this.memory = memory;
        this.task = task;
        this.random = new SplittableRandom(task.seed());
    }

    /**
     * Runs this side until it is over.
     *
     * @param progress is told each iteration
     */
    OutcomeReport run(Progress progress) {
        long start = System.nanoTime();
        if (task.actor() == ACTOR) {
            act(progress);
        } else {
            lead(start, progress);
        }
        return report(System.nanoTime() - start);
    }

    /** Shows the watchdog that something moves. */
    @FunctionalInterface
    interface Progress {
        void show(long iteration);
    }

    private void act(Progress progress) {
        long thread = ActorThreads.kernelId();
        for (long n = 1; page.awaitBegun(n); n++) {
            progress.show(n);
            page.releaseStarted(n, thread);
            page.releaseEnded(n, !returns(ACTOR, n));
        }
    }

    private void lead(long start, Progress progress) {
        long end = start + task.millis() * 1_000_000;
        long n = 0;
        Outcome last = Outcome.TERMINATED;
        while (last.compareTo(Outcome.STALE) < 0 && System.nanoTime() < end) {
            n++;
            progress.show(n);
            last = iterate(n);
            count(last, start);
        }
        page.releaseBegun(n + 1, true);
    }

    private Outcome iterate(long n) {
        int slot = slot(n);
        memory.reset(slot, slot + 1);
        page.releaseBegun(n, false);
        if (!page.awaitStarted(n)) {
            return Outcome.NONE;
        }
        delay(n);
        boolean running = !page.acquireEnded(n);
        boolean failed = !returns(task.actor(), n);
        page.releaseSignalled(n);
        Outcome outcome = awaitOutcome(n);
        met += running && outcome != Outcome.NONE ? 1 : 0;
        return failed && outcome == Outcome.TERMINATED ? Outcome.ERROR : outcome;
    }

    private int slot(long n) {
        return (int) ((n - 1) % memory.slots());
    }

    private void delay(long n) {
        if (n % 2 == 0) {
            LockSupport.parkNanos(random.nextInt(MAX_DELAY_NANOS));
        }
    }

    /** As jcstress has it, an exception is an outcome of the test, an error is not. */
    private boolean returns(int actor, long n) {
        try {
            test.run(actor, memory.window(), slot(n), slot(n) + 1);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private Outcome awaitOutcome(long n) {
        while (true) {
            for (int i = 0; i < POLLS_BEFORE_YIELD; i++) {
                if (page.acquireEnded(n) && page.decideEnded(n)) {
                    return page.plainFailed(n) ? Outcome.ERROR : Outcome.TERMINATED;
                }
                if (page.acquireStale(n)) {
                    return Outcome.STALE;
                }
                Thread.onSpinWait();
            }
            if (abort.acquireAborted()) {
                return Outcome.NONE;
            }
            Thread.yield();
        }
    }

    private void count(Outcome outcome, long start) {
        long now = System.nanoTime();
        firstSampleNanos = firstSampleNanos == 0 ? now : firstSampleNanos;
        if (counts[outcome.ordinal()]++ == 0) {
            firstSeenNanos[outcome.ordinal()] = now - start;
        }
    }

    private OutcomeReport report(long nanos) {
        List<OutcomeTally> tallies = new ArrayList<>();
        long samples = 0;
        for (Outcome outcome : Outcome.values()) {
            long count = counts[outcome.ordinal()];
            if (outcome != Outcome.NONE && count > 0) {
                samples += count;
                tallies.add(new OutcomeTally(outcome.name(), count, count, firstSeenNanos[outcome.ordinal()], "", 0));
            }
        }
        return new OutcomeReport(
                samples,
                samples,
                samples,
                tallies,
                1,
                samples,
                nanos,
                samples,
                met,
                nanos,
                0,
                0,
                firstSampleNanos,
                List.of());
    }
}
