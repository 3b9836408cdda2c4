package org.shmstress.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.shmstress.history.History;
import org.shmstress.run.history.RoundJudge;
import org.shmstress.segment.Segment;
import org.shmstress.segment.View;
import org.shmstress.worker.operations.HistoryEvidence;

/**
 * Permits the rounds of a trial of operations, takes the logs after each and has them judged while the workers run the next one. Works
 * on a thread of its own, since the one that runs the trial gathers answers.
 */
final class RoundTaker implements AutoCloseable {

    private static final long LOOK_EVERY_NANOS = 50_000;

    private final Segment segment;
    private final Function<View, HistoryEvidence> evidence;
    private final Function<List<long[]>, History> reader;
    private final RoundJudge judge;
    private final int workers;
    private final long nanos;
    private final Thread thread = new Thread(this::take, "round-taker");
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile boolean closed;

    /**
     * Begins to take rounds.
     *
     * @param segment the trial's segment
     * @param evidence where in it the evidence lies
     * @param reader reads logs, one per worker
     * @param judge judges each round
     * @param workers number of workers
     * @param millis how long rounds are begun
     */
    RoundTaker(
            Segment segment,
            Function<View, HistoryEvidence> evidence,
            Function<List<long[]>, History> reader,
            RoundJudge judge,
            int workers,
            long millis) {
        this.segment = segment;
        this.evidence = evidence;
        this.reader = reader;
        this.judge = judge;
        this.workers = workers;
        this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
        thread.setDaemon(true);
        thread.start();
    }

    private void take() {
        try {
            rounds();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
        if (!closed) {
            segment.read(view -> {
                evidence.apply(view).releaseEnd();
                return true;
            });
        }
    }

    private void rounds() {
        permit(1);
        long begin = 0;
        for (long round = 1; awaitCompleted(round); round++) {
            List<long[]> logs = logs();
            long now = System.nanoTime();
            begin = round == 1 ? now : begin; // the first round loads and compiles
            boolean more = now - begin < nanos;
            if (more) {
                permit(round + 1);
            }
            if (!judge.accepts(round, reader.apply(logs)) || !more) {
                return;
            }
        }
    }

    private void permit(long round) {
        segment.read(view -> {
            evidence.apply(view).releaseRound(round);
            return true;
        });
    }

    private boolean awaitCompleted(long round) {
        while (segment.read(view -> evidence.apply(view).acquireCompletedRounds()) < round) {
            if (closed) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }

    private List<long[]> logs() {
        return segment.read(view -> {
            List<long[]> logs = new ArrayList<>();
            for (int w = 0; w < workers; w++) {
                logs.add(evidence.apply(view).log(w));
            }
            return logs;
        });
    }

    /** Why it could not go on, if it could not; asked once closed. */
    Optional<RuntimeException> failure() {
        return failure;
    }

    /** Ends; afterwards the segment may be closed and the judge asked for its findings. */
    @Override
    public void close() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
