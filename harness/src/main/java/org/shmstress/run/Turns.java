package org.shmstress.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shmstress.HarnessException;
import org.shmstress.fork.ProcessStat;
import org.shmstress.fork.Team;
import org.shmstress.fork.Watchdog;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.observation.Observation.OutcomeCount;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.posix.Signal;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.segment.Segment;
import org.shmstress.worker.sampling.ControlPage;

/**
 * One trial by turns. Between two turns the workers are stopped by signal, hence take no CPU time at all.
 *
 * <p>What a pause costs and gains: the time of a turn begins before the first worker is told to go on and ends when the last one
 * has stopped, so that waking up, meeting again and warming caches are paid by the workers. Their own clock stands still while they
 * are stopped, else the slice that is cut in two would seem to last as long as the pause, and its setting be rated worse than it is. They
 * gain nothing, since nothing of theirs runs meanwhile.
 */
public final class Turns {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 1;

    private final TurnTrial trial;
    private final Segment segment;
    private final Future<Team.Result> result;
    private final long begun;
    private long pausedSince;
    private long pausedNanos;

    /**
     * What was sampled.
     *
     * @param counts one per outcome; those after the warm-up are told apart
     * @param samples all samples
     * @param warmNanos time after the warm-up, without pauses
     * @param nanos time since the workers were told to begin, without pauses
     */
    public record Seen(List<OutcomeCount> counts, long samples, long warmNanos, long nanos) {}

    private Turns(TurnTrial trial, Segment segment, Future<Team.Result> result) {
        this.trial = trial;
        this.segment = segment;
        this.result = result;
        this.begun = System.nanoTime();
    }

    static Turns begin(TurnTrial trial, Segment segment, List<Message.Command> commands, ExecutorService gatherer) {
        Watchdog watchdog =
                Watchdog.after(Duration.ofMillis(TurnTrial.MILLIS), worker -> segment.opaqueProgress(worker));
        Team team = new Team(trial.workers(), segment::releaseAbort);
        Turns turns = new Turns(trial, segment, gatherer.submit(() -> team.run(commands, watchdog)));
        turns.await("the first samples", () -> segment.opaqueProgress(0) > 0);
        return turns;
    }

    @FunctionalInterface
    private interface State {
        boolean holds();
    }

    private void await(String what, State state) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!state.holds()) {
            if (result.isDone()) {
                throw failed(gathered());
            }
            if (System.nanoTime() > deadline) {
                throw new HarnessException(
                        "waited in vain for " + what + " of " + trial.id() + " for " + BOUND.toSeconds() + " s");
            }
            sleep();
        }
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        }
    }

    /** Ends the workers' turn: returns once they are stopped. */
    public void pause() {
        for (WorkerProcess worker : trial.workers()) {
            Signal.STOP.send(worker.pid());
        }
        for (WorkerProcess worker : trial.workers()) {
            await(
                    "the stop",
                    () -> ProcessStat.isStopped(worker.pid(), worker.hello().threadId()));
        }
        pausedSince = System.nanoTime();
    }

    /** Begins the workers' next turn. */
    public void resume() {
        pausedNanos += System.nanoTime() - pausedSince;
        segment.read(view -> {
            ControlPage.releasePaused(view, segment.layout().engineOffset(), pausedNanos);
            return pausedNanos;
        });
        for (WorkerProcess worker : trial.workers()) {
            Signal.CONT.send(worker.pid());
        }
    }

    /**
     * Ends the trial in the workers' turn; they wait for another.
     *
     * @throws HarnessException if a worker failed, or what they counted does not agree
     */
    public Seen end() {
        segment.releaseAbort();
        long end = System.nanoTime();
        Team.Result all = gathered();
        List<OutcomeReport> reports = Actors.reports(all.replies().orElseThrow(() -> failed(all)));
        OutcomeSum sum = new OutcomeSum(reports);
        sum.miscount().ifPresent(wrong -> {
            throw new HarnessException(wrong);
        });
        trial.detach(segment);
        return seen(
                sum.observation(
                        List.of(),
                        new SegmentSeen(segment.name().posixName(), segment.inode(), segment.sizeBytes()),
                        -1),
                end);
    }

    private Seen seen(Outcomes outcomes, long end) {
        return new Seen(outcomes.counts(), outcomes.samples(), outcomes.warmNanos(), end - begun - pausedNanos);
    }

    private Team.Result gathered() {
        try {
            return result.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new HarnessException("the workers of " + trial.id() + " did not answer: " + e, e);
        }
    }

    private HarnessException failed(Team.Result all) {
        return new HarnessException("a trial of " + trial.id() + " cannot be compared: "
                + Trouble.of(List.of(), trial.workers(), all).reason());
    }
}
