package org.shmstress.worker.operations;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.shmstress.HarnessException;
import org.shmstress.api.Fault;
import org.shmstress.api.Slice;
import org.shmstress.protocol.OperationReport;
import org.shmstress.protocol.OperationTask;
import org.shmstress.protocol.Schedule;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.View;

/**
 * One worker's part of a trial of operations: rounds on a fresh object, each of seeded bursts with quiet between them, every operation
 * recorded in the segment (see {@link HistoryLayout}). The parent permits rounds and takes the logs in between.
 *
 * <p>In a round whose victim dies all go on without pause until it is dead, and a burst longer; then they wait for the process or thread
 * that takes its place, which has attached to the object as the dead one left it, and do another burst together.
 */
public final class HistoryWorker {

    private static final int ATTACHED = 0;
    private static final int BEGIN = 1;
    private static final int BEFORE_DEATH = 1;
    private static final int AFTER_DEATH = 2;
    private static final int TOGETHER = 3;
    private static final int SUCCEEDED = HistoryLayout.BURSTS + 2;
    private static final int END = SUCCEEDED + 1;

    private final OperationTask task;
    private final Slice objectBytes;
    private final Region control;
    private final Region logs;
    private final AbortWord abort;
    private final RoundWords words;
    private final OperationPlan plan;
    private final Pace pace;
    private final Pauses pauses;
    private final StepLog steps;
    private final Schedule schedule;
    private final Variant compiled;
    private final Variant woven;
    private final long line;
    private Recorder recorder;
    private Variant variant;
    private long completed;
    private long bursts;

    /**
     * A worker over a mapped segment.
     *
     * @param object the segment through the access path under test, as slices use it
     * @param control the segment through an access that has ordered modes
     * @param abort ends every wait of the harness
     * @param task what to do
     */
    public HistoryWorker(View object, View control, AbortWord abort, OperationTask task) {
        this.task = task;
        this.objectBytes =
                Slice.at(object.region(), object.at(task.objectOffset()), Math.toIntExact(task.objectBytes()));
        this.control = Region.at(control, task.controlOffset());
        this.logs = Region.at(control, task.dataOffset());
        this.abort = abort;
        this.schedule = Schedule.valueOf(task.schedule());
        this.words = new RoundWords(this.control, task.worker(), task.workers(), Cpus.of(schedule), abort);
        this.plan = new OperationPlan(task.operations(), task.seed(), task.worker(), task.workers());
        this.pace = new Pace(task.seed(), task.worker());
        this.pauses = new Pauses(task.seed(), task.worker(), task.workers(), this::othersWork);
        Slice counters = task.sectionStep() < 0
                ? objectBytes
                : Slice.at(object.region(), object.at(task.objectOffset() + countersOffset(task)), LockedCounter.BYTES);
        this.compiled = variant(ObjectLoader.compiled(task), counters);
        this.woven = task.wovenJar().isEmpty() ? compiled : variant(ObjectLoader.woven(task), counters);
        this.variant = compiled;
        this.line = HistoryLayout.line(task.workers(), task.worker());
        this.steps = new StepLog(this.control, line, pauses);
        this.recorder = recorder(task.worker());
    }

    private static long countersOffset(OperationTask task) {
        return HistoryLayout.objectRegionBytes(task.objectBytes()) - LockedCounter.BYTES;
    }

    private Variant variant(ObjectLoader loader, Slice counters) {
        return new Variant(new ObjectFactory(loader.type(), task), task, objectBytes, counters, new Witness());
    }

    private final class Witness implements LockedCounter.Witness {

        /** One that takes a dead one's place counts on. */
        @Override
        public void told() {
            control.plainLong(line + HistoryLayout.TOLD, control.plainLong(line + HistoryLayout.TOLD) + 1);
        }

        @Override
        public void entered() {
            recorder.entered();
        }

        @Override
        public void leaving() {
            recorder.leaving();
        }
    }

    private Recorder recorder(int log) {
        return new Recorder(logs.from(HistoryLayout.log(log)), task.recording());
    }

    /** Runs rounds until the parent ends the trial. A worker that fails ends it for the others too. */
    public OperationReport run() {
        Steps.set(steps);
        try {
            long first = task.joinedRound() == 0 ? 1 : task.joinedRound();
            for (long round = first; words.awaitPermission(round) && take(round); round++) {
                if (task.worker() == 0) {
                    words.releaseCompleted(round);
                }
            }
        } catch (RuntimeException | Error e) {
            abort.releaseAbort(AbortWord.BY_WORKER);
            throw e;
        } finally {
            Steps.clear();
        }
        plainPhase(Phase.DONE);
        return new OperationReport(completed, bursts, 0, -1, List.of(), 0, List.of());
    }

    /** Takes part in a round. False when the trial was aborted in its middle. */
    private boolean take(long round) {
        Schedule part = schedule.part(task.seed(), round);
        variant = task.faults() || part.needsSteps() ? woven : compiled;
        return round == task.joinedRound() ? join(round) : run(round);
    }

    private boolean run(long round) {
        recorder.begin(isFenced(round));
        plan.begin(round);
        if (task.worker() == 0) {
            variant.prepare(round);
        }
        if (!words.meet(round, ATTACHED)) {
            return false;
        }
        Variant.Instance object = variant.attach(round);
        boolean finished = words.meet(round, BEGIN) && operate(round, object);
        variant.release(object);
        return finished;
    }

    private boolean isFenced(long round) {
        return HistoryLayout.isFenced(task.recording(), task.seed(), round, words.victim() >= 0);
    }

    private boolean operate(long round, Variant.Instance object) {
        boolean victim = words.victim() == task.worker();
        if (words.victim() < 0 || words.fault() != Fault.STOP) {
            return words.victim() < 0 ? runBursts(round, object) : runDeadly(round, object);
        } else if (victim) {
            steps.fatal(words.fatalStep(), words.occurrence(), () -> halt(() -> words.acquireResumed(round)));
        }
        boolean finished = runBursts(round, object);
        steps.harmless();
        return finished;
    }

    private boolean runBursts(long round, Variant.Instance object) {
        int length = HistoryLayout.burst(task.seed(), round);
        for (int burst = 1; burst <= HistoryLayout.LINES / length; burst++) {
            burst(round, burst, object, length);
            if (!words.meet(round, BEGIN + burst)) {
                return false;
            }
        }
        return true;
    }

    private boolean runDeadly(long round, Variant.Instance object) {
        if (words.victim() == task.worker()) {
            return words.fault() == Fault.THREAD_END ? runToThreadEnd(round, object) : runToDeath(round, object);
        }
        beginBurst(round, BEFORE_DEATH);
        while (!words.acquireDeath(round) && recorder.room() > 2 * HistoryLayout.BURST) {
            operation(object);
        }
        plainPhase(Phase.QUIET);
        if (!words.awaitDeath(round)) {
            return false;
        }
        burst(round, AFTER_DEATH, object, HistoryLayout.BURST);
        return words.awaitSuccessor(round) && finishTogether(round, object);
    }

    /** One who has worked to the end unharmed halts there, so that each such round has a death. */
    private boolean runToDeath(long round, Variant.Instance object) {
        BooleanSupplier never = () -> false;
        boolean unmaps = words.fault() == Fault.UNMAP;
        steps.fatal(words.fatalStep(), words.occurrence(), () -> {
            if (unmaps) {
                variant.unmap();
            }
            halt(never);
        });
        workToEnd(round, object);
        halt(never);
        return false;
    }

    private void workToEnd(long round, Variant.Instance object) {
        beginBurst(round, BEFORE_DEATH);
        while (recorder.room() > 2 * HistoryLayout.BURST) { // as often as the others: their calls may wait for ours
            operation(object);
        }
    }

    /** A thread ends in the middle of an operation, or after its last one; this one takes its place once the parent has noted that. */
    private boolean runToThreadEnd(long round, Variant.Instance object) {
        steps.fatal(words.fatalStep(), words.occurrence(), () -> {
            throw new ThreadEnded();
        });
        Mortal.run(() -> workToEnd(round, object));
        steps.harmless();
        plainPhase(Phase.ENDED);
        return words.awaitDeath(round) && join(round);
    }

    /** Waits for what is to befall this worker; goes on if that was survived or the trial was aborted. */
    private void halt(BooleanSupplier over) {
        plainPhase(Phase.HALTED);
        while (!over.getAsBoolean() && !abort.acquireAborted()) {
            Thread.yield();
        }
        plainPhase(Phase.CALLING);
    }

    private boolean join(long round) {
        recorder = recorder(task.workers());
        recorder.begin(isFenced(round));
        plan.join(round);
        Variant.Instance object = variant.attach(round);
        plainPhase(Phase.QUIET);
        words.releaseJoined(round);
        boolean finished = finishTogether(round, object);
        variant.release(object);
        recorder = recorder(task.worker());
        return finished;
    }

    private boolean finishTogether(long round, Variant.Instance object) {
        if (!words.meet(round, SUCCEEDED)) {
            return false;
        }
        burst(round, TOGETHER, object, HistoryLayout.BURST);
        return words.meet(round, END);
    }

    private void burst(long round, int burst, Variant.Instance object, int length) {
        beginBurst(round, burst);
        for (int left = length; left > 0; left--) {
            operation(object);
        }
        plainPhase(Phase.QUIET);
        bursts++;
    }

    /** All workers number the bursts of a round alike, also those that came in its middle. */
    private void beginBurst(long round, int burst) {
        Schedule part = schedule.part(task.seed(), round);
        long number = round * (HistoryLayout.BURSTS + 1) + burst;
        pace.beginBurst(part, HistoryLayout.BURST, number);
        pauses.beginBurst(part, number);
    }

    private void operation(Variant.Instance object) {
        pace.beforeOperation();
        pauses.beginOperation();
        int operation = plan.next();
        plainPhase(Phase.CALLING);
        recorder.invoked(operation, plan.arguments(operation));
        try {
            recorder.responded(HistoryLayout.RETURNED, variant.call(operation, object, plan.arguments(operation)));
        } catch (ThreadEnded end) {
            throw end;
        } catch (Throwable thrown) {
            recorder.responded(HistoryLayout.THREW + declared(operation, thrown), 0);
        }
        control.plainLong(line + HistoryLayout.COMPLETED, ++completed);
        plainPhase(Phase.OUTSIDE);
    }

    private int declared(int operation, Throwable thrown) {
        int index = variant.exception(operation, thrown);
        if (index < 0 && thrown instanceof InternalError fault) {
            throw fault; // no error of the class: memory that it has mapped is gone
        }
        if (index < 0) {
            throw new HarnessException(
                    task.objectClass() + "." + task.operations().get(operation).name() + " threw " + thrown
                            + "; its slice has " + task.objectBytes()
                            + " bytes. Mend it, or name the exception in its throws clause if it is an outcome",
                    thrown);
        }
        return index;
    }

    /** Whether another worker is in the middle of its burst, if only in a call that has to wait. */
    private boolean othersWork() {
        for (int other = 0; other < task.workers(); other++) {
            long phase = control.opaqueLong(HistoryLayout.line(task.workers(), other) + HistoryLayout.PHASE);
            if (other != task.worker() && Phase.of(phase).isAtWork()) {
                return true;
            }
        }
        return false;
    }

    private void plainPhase(Phase phase) {
        control.plainLong(line + HistoryLayout.PHASE, phase.ordinal());
    }
}
