package org.shmstress.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.fork.Deadline;
import org.shmstress.fork.Response;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Stall;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.run.Killings.Victim;
import org.shmstress.run.history.LogReader;
import org.shmstress.run.history.RoundJudge;
import org.shmstress.segment.View;
import org.shmstress.worker.operations.HistoryEvidence;
import org.shmstress.worker.operations.HistoryLayout;

/**
 * Permits the rounds of a trial of operations, kills their victims, takes the logs after each and has them judged while the workers run
 * the next one. Works on a thread of its own, since the one that runs the trial gathers answers.
 */
final class RoundTaker implements AutoCloseable {

    private static final long LOOK_EVERY_NANOS = 50_000;
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(60);

    /** Longer than the watchdog over workers that were there from the beginning waits: it sees more, and documents it. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final Stage stage;
    private final Plan plan;
    private final RoundJudge judge;
    private final List<String> faults = new ArrayList<>();
    private final List<WorkerProcess> successors = new ArrayList<>();
    private final Thread thread = new Thread(this::take, "round-taker");
    private volatile Present present = new Present(1, false, List.of());
    private volatile Optional<RuntimeException> failure = Optional.empty();
    private volatile List<String> stall = List.of();
    private volatile boolean cancelled;
    private volatile boolean busy;

    /**
     * What to do.
     *
     * @param evidence where in the segment the evidence lies
     * @param reader reads logs
     * @param workers number of workers
     * @param seed the trial's seed
     * @param millis how long rounds are begun
     * @param killings who is killed; empty if nobody is
     * @param successor what a worker is told that takes a dead one's place, by index and round
     */
    record Plan(
            Function<View, HistoryEvidence> evidence,
            LogReader reader,
            int workers,
            long seed,
            long millis,
            Optional<Killings> killings,
            Successor successor) {}

    /** The round that is under way: its number, whether somebody is to be killed in it, and who was. */
    private record Present(long round, boolean hasVictim, List<Death> deaths) {}

    /** What a worker is told that takes a dead one's place. */
    @FunctionalInterface
    interface Successor {
        /** The command for the worker of that index in the middle of that round. */
        Message.Operate command(int worker, long round);
    }

    /** Begins to take rounds on a stage. */
    RoundTaker(Stage stage, Plan plan, RoundJudge judge) {
        this.stage = stage;
        this.plan = plan;
        this.judge = judge;
        thread.setDaemon(true);
        thread.start();
    }

    private void take() {
        try {
            rounds();
        } catch (RuntimeException e) {
            failure = Optional.of(e);
        }
        busy = false;
        read(evidence -> {
            evidence.releaseEnd();
            return true;
        });
        hearSuccessors();
    }

    private void rounds() {
        Optional<Victim> victim = Optional.empty();
        long operationsBefore = permit(1, victim);
        long begin = 0;
        for (long round = 1; ; round++) {
            present = new Present(round, victim.isPresent(), List.of());
            List<Death> deaths = victim.isPresent() ? kill(round, victim.get(), operationsBefore) : List.of();
            present = new Present(round, victim.isPresent(), deaths);
            if (!awaitCompleted(round)) {
                return;
            }
            busy = true;
            Present taken = present;
            List<long[]> logs = read(evidence -> logs(evidence, plan.workers() + deaths.size()));
            long now = System.nanoTime();
            begin = round == 1 ? now : begin; // the first round loads and compiles
            boolean more = now - begin < TimeUnit.MILLISECONDS.toNanos(plan.millis()) || owesDeath();
            if (more) {
                victim = plan.killings().flatMap(killings -> read(killings::next));
                operationsBefore = permit(round + 1, victim);
            }
            if (!judge.accepts(round, history(taken, logs)) || !more) {
                return;
            }
            busy = false;
        }
    }

    private History history(Present taken, List<long[]> logs) {
        return plan.reader()
                .read(
                        logs,
                        taken.deaths(),
                        HistoryLayout.burst(plan.seed(), taken.round()),
                        HistoryLayout.isFenced(
                                OperationRecording.BY_TURNS, plan.seed(), taken.round(), taken.hasVictim()));
    }

    /**
     * Has the round judged in whose middle nothing moved any more; asked once closed. True if whoever was inside an operation
     * had to wait there, as the model says.
     */
    boolean hadToWait(long stillMillis) {
        Present stuck = present;
        History history = history(
                stuck,
                read(evidence -> logs(evidence, plan.workers() + stuck.deaths().size())));
        Set<Integer> dead = stuck.deaths().stream().map(Death::process).collect(Collectors.toSet());
        List<Stall.Waiter> waiters = history.operations().stream()
                .filter(operation -> operation.isPending() && !dead.contains(operation.process()))
                .map(operation -> plan.reader().waiter(operation))
                .toList();
        long undecidedBefore = judge.undecided();
        Stall stall = new Stall(System.nanoTime(), stillMillis, stillMillis, waiters);
        return judge.accepts(stuck.round(), history.withStall(stall))
                && judge.undecided() == undecidedBefore
                && !waiters.isEmpty();
    }

    private boolean owesDeath() {
        return plan.killings().isPresent() && faults.isEmpty();
    }

    /** Returns how many operations the victim had completed before the round. */
    private long permit(long round, Optional<Victim> victim) {
        return read(evidence -> {
            evidence.plainVictim(
                    victim.map(Victim::worker).orElse(-1),
                    victim.map(Victim::step).orElse(-1),
                    victim.map(Victim::occurrence).orElse(1L));
            long before = victim.map(v -> evidence.completed(v.worker())).orElse(0L);
            evidence.releaseRound(round);
            return before;
        });
    }

    private List<Death> kill(long round, Victim victim, long operationsBefore) {
        long awaited = operationsBefore + victim.operations();
        boolean due = await(evidence -> evidence.isHalted(victim.worker())
                || victim.step() < 0 && evidence.completed(victim.worker()) > awaited);
        if (!due) {
            return List.of();
        }
        spin(victim.nanos());
        busy = true;
        Killings killings = plan.killings().orElseThrow();
        WorkerProcess doomed = stage.workers().get(victim.worker());
        String where = read(evidence -> killings.where(victim, evidence));
        String fault = "kill -9 of worker " + victim.worker() + " " + where;
        faults.add(fault);
        doomed.kill(fault);
        while (doomed.isAlive()) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        long position = System.nanoTime();
        read(evidence -> {
            evidence.releaseDeath(round);
            return true;
        });
        successors.remove(doomed);
        WorkerProcess successor = stage.replace(victim.worker());
        successor.send(plan.successor().command(victim.worker(), round));
        successors.add(successor);
        busy = false;
        return List.of(new Death(victim.worker(), position, where));
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private boolean awaitCompleted(long round) {
        return await(evidence -> evidence.acquireCompletedRounds() >= round);
    }

    /** False if the trial has ended otherwise, or if nothing moves any more. */
    private boolean await(Function<HistoryEvidence, Boolean> state) {
        long quietSince = System.nanoTime();
        long progress = read(HistoryEvidence::progress);
        while (!read(state)) {
            long now = read(HistoryEvidence::progress);
            quietSince = now == progress ? quietSince : System.nanoTime();
            progress = now;
            if (System.nanoTime() - quietSince > QUIET.toNanos() && !cancelled) {
                stall = read(HistoryEvidence::whereabouts);
                stage.segment().releaseAbort();
                return false;
            }
            if (cancelled) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }

    private <T> T read(Function<HistoryEvidence, T> reader) {
        return stage.segment().read(view -> reader.apply(plan.evidence().apply(view)));
    }

    private static List<long[]> logs(HistoryEvidence evidence, int count) {
        List<long[]> logs = new ArrayList<>();
        for (int process = 0; process < count; process++) {
            logs.add(evidence.log(process));
        }
        return logs;
    }

    /** Those who took a dead one's place answer to this thread. */
    private void hearSuccessors() {
        for (WorkerProcess successor : successors) {
            Response response = successor.await(Deadline.in(ANSWER_BOUND));
            if (response instanceof Response.Replied replied
                    && replied.reply() instanceof Message.Failed failed
                    && failure.isEmpty()) {
                failure = Optional.of(
                        new HarnessException(successor.describe() + ": " + failed.exception() + ": " + failed.text()));
            }
        }
    }

    /** A number that changes while nobody waits for the workers; for the watchdog, which must not take that for their standstill. */
    long beat() {
        return busy ? System.nanoTime() : 0;
    }

    /** What was injected, one line each; asked once closed. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** Why it could not go on, if it could not; asked once closed. */
    Optional<RuntimeException> failure() {
        return failure;
    }

    /** Where workers were when nothing moved any more, one line each; empty if that did not happen; asked once closed. */
    List<String> stall() {
        return stall;
    }

    /** Has it end in the middle of a round, since workers failed or are stuck. */
    void cancel() {
        cancelled = true;
    }

    /** Waits until it has ended; afterwards the stage may be closed and the judge asked for its findings. */
    @Override
    public void close() {
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
