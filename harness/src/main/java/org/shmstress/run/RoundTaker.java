package org.shmstress.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.shmstress.HarnessException;
import org.shmstress.api.Fault;
import org.shmstress.fork.Deadline;
import org.shmstress.fork.ProcessStat;
import org.shmstress.fork.Response;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.history.Death;
import org.shmstress.history.History;
import org.shmstress.history.Pause;
import org.shmstress.history.Stall;
import org.shmstress.protocol.Message;
import org.shmstress.protocol.OperationRecording;
import org.shmstress.run.FaultPlan.Victim;
import org.shmstress.run.history.LogReader;
import org.shmstress.run.history.RoundJudge;
import org.shmstress.segment.View;
import org.shmstress.sync.Joining;
import org.shmstress.worker.operations.HistoryEvidence;
import org.shmstress.worker.operations.HistoryLayout;
import org.shmstress.worker.operations.Phase;

/**
 * Permits the rounds of a trial of operations, has faults befall their victims, takes the logs after each and has them judged while the workers run
 * the next one. Works on a thread of its own, since the one that runs the trial gathers answers.
 */
final class RoundTaker implements AutoCloseable {

    private static final long LOOK_EVERY_NANOS = 50_000;
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(60);

    /** Whoever is not stuck inside the object gives up at once. */
    private static final Duration STUCK_BOUND = Duration.ofSeconds(2);

    /** Longer than the watchdog over workers that were there from the beginning waits: it sees more, and documents it. */
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final Stage stage;
    private final Plan plan;
    private final RoundJudge judge;
    private final List<String> faults = new ArrayList<>();
    private final List<WorkerProcess> successors = new ArrayList<>();
    private final Thread thread = new Thread(this::take, "round-taker");
    private volatile Present present = new Present(1, false, List.of());
    private long told;
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
     * @param faultPlan what befalls whom; empty if nothing befalls anybody
     * @param tells whether the object is a lock that can tell of its owner's death
     * @param successor what a worker is told that takes a dead one's place, by index and round
     * @param stops when the trial's schedule had workers stopped, up to now
     */
    record Plan(
            Function<View, HistoryEvidence> evidence,
            LogReader reader,
            int workers,
            long seed,
            long millis,
            Optional<FaultPlan> faultPlan,
            boolean tells,
            Successor successor,
            Stops stops) {}

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
            List<Death> deaths = victim.isPresent() ? befall(round, victim.get(), operationsBefore) : List.of();
            present = new Present(round, victim.isPresent(), deaths);
            if (!awaitCompleted(round)) {
                return;
            }
            busy = true;
            noteTold(deaths);
            Present taken = present;
            List<long[]> logs = read(evidence -> logs(evidence, plan.workers() + deaths.size()));
            long now = System.nanoTime();
            begin = round == 1 ? now : begin; // the first round loads and compiles
            boolean more = now - begin < TimeUnit.MILLISECONDS.toNanos(plan.millis()) || owesFault();
            if (more) {
                victim = plan.faultPlan().flatMap(faultPlan -> read(evidence -> faultPlan.next(evidence::hasReached)));
                operationsBefore = permit(round + 1, victim);
            }
            if (!judge.accepts(round, history(taken, logs))) {
                stage.segment().releaseAbort(); // the next round has begun, and nobody will come to its victim any more
                return;
            } else if (!more) {
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
                                OperationRecording.BY_TURNS, plan.seed(), taken.round(), taken.hasVictim()))
                .withPauses(plan.stops().all());
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
        Set<Integer> dead = history.dead();
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

    /** The last round that was begun; asked once closed. */
    long round() {
        return present.round();
    }

    private boolean owesFault() {
        return plan.faultPlan().isPresent() && faults.isEmpty();
    }

    /** Returns how many operations the victim had completed before the round. */
    private long permit(long round, Optional<Victim> victim) {
        return read(evidence -> {
            victim.ifPresentOrElse(
                    v -> evidence.plainVictim(v.worker(), v.fault(), v.step(), v.occurrence()),
                    evidence::plainNoVictim);
            long before = victim.map(v -> evidence.completed(v.worker())).orElse(0L);
            evidence.releaseRound(round);
            return before;
        });
    }

    /** Has the fault befall the victim once it is where that is to happen; no death if it is survived or does not come about. */
    private List<Death> befall(long round, Victim victim, long operationsBefore) {
        long awaited = operationsBefore + victim.operations();
        boolean due = await(evidence -> evidence.isHalted(victim.worker())
                || victim.step() < 0 && evidence.completed(victim.worker()) > awaited
                || victim.fault() == Fault.STOP && evidence.acquireCompletedRounds() >= round);
        if (!due) {
            return List.of();
        }
        spin(victim.nanos());
        busy = true;
        FaultPlan faultPlan = plan.faultPlan().orElseThrow();
        String where = read(evidence -> faultPlan.where(victim, evidence));
        List<Death> deaths = switch (victim.fault()) {
            case KILL -> kill(round, victim, where, "kill -9 of");
            case UNMAP -> kill(round, victim, where, "kill -9, after it unmapped the object, of");
            case STOP -> stop(round, victim, where);
            case THREAD_END -> endThread(round, victim, where);
        };
        busy = false;
        return deaths;
    }

    private List<Death> kill(long round, Victim victim, String where, String what) {
        WorkerProcess doomed = stage.workers().get(victim.worker());
        String fault = what + " worker " + victim.worker() + " " + where;
        faults.add(fault);
        doomed.kill(fault);
        while (doomed.isAlive()) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        Death death = new Death(victim.worker(), System.nanoTime(), where);
        read(evidence -> {
            evidence.plainEmptyPlace(victim.worker());
            evidence.releaseDeath(round);
            return true;
        });
        successors.remove(doomed);
        WorkerProcess successor = stage.replace(victim.worker());
        successor.send(plan.successor().command(victim.worker(), round));
        successors.add(successor);
        return List.of(death);
    }

    /** Stops a worker where it is and has it go on later; what it is told meanwhile it sees then. */
    private List<Death> stop(long round, Victim victim, String where) {
        WorkerProcess worker = stage.workers().get(victim.worker());
        long from = System.nanoTime();
        worker.stop();
        try {
            await(evidence -> ProcessStat.isStopped(worker.pid(), worker.hello().threadId()));
            faults.add("stop of worker " + victim.worker() + " for " + TimeUnit.NANOSECONDS.toMicros(victim.stopNanos())
                    + " µs " + where);
            read(evidence -> {
                evidence.releaseResumed(round);
                return true;
            });
            LockSupport.parkNanos(victim.stopNanos());
        } finally {
            worker.cont();
        }
        plan.stops().add(new Pause(victim.worker(), from, System.nanoTime()));
        return List.of();
    }

    private List<Death> endThread(long round, Victim victim, String where) {
        faults.add("end of the thread of worker " + victim.worker() + " " + where);
        Death death = new Death(victim.worker(), System.nanoTime(), where);
        read(evidence -> {
            evidence.releaseDeath(round);
            return true;
        });
        return List.of(death);
    }

    /** Of a lock: how many were told of the death that has just been. */
    private void noteTold(List<Death> deaths) {
        if (plan.tells() && !deaths.isEmpty()) {
            long now = read(HistoryEvidence::told);
            int last = faults.size() - 1;
            faults.set(last, faults.get(last) + "; told of it: " + (now - told));
            told = now;
        }
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
        StandstillWatch watch = standstillWatch();
        long quietSince = System.nanoTime();
        long progress = read(HistoryEvidence::progress);
        while (!read(state)) {
            long now = read(HistoryEvidence::progress);
            quietSince = now == progress ? quietSince : System.nanoTime();
            progress = now;
            boolean still = watch.get().isPresent() || System.nanoTime() - quietSince > QUIET.toNanos();
            if (still && !cancelled) {
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

    /** Begins to watch for the proof that nobody gets on any more. */
    StandstillWatch standstillWatch() {
        return new StandstillWatch(stage, new StandstillWatch.Evidence() {
            @Override
            public long progress() {
                return read(HistoryEvidence::progress);
            }

            @Override
            public Phase phase(int worker) {
                return read(evidence -> evidence.phase(worker));
            }

            @Override
            public long completed(int worker) {
                return read(evidence -> evidence.completed(worker));
            }
        });
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
            Response response = successor.await(Deadline.in(stall.isEmpty() ? ANSWER_BOUND : STUCK_BOUND));
            if (response instanceof Response.Silent) {
                successor.kill("was killed: it did not answer, nor give up when told to");
            }
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
        Joining.untilEnded(thread);
    }
}
