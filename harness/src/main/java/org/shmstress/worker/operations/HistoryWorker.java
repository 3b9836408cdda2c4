package org.shmstress.worker.operations;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.shmstress.HarnessException;
import org.shmstress.api.Slice;
import org.shmstress.protocol.OperationReport;
import org.shmstress.protocol.OperationTask;
import org.shmstress.protocol.Schedule;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.View;
import org.shmstress.sync.Barrier;

/**
 * One worker's part of a trial of operations: rounds on a fresh object, each of seeded bursts with quiet between them, every operation
 * recorded in the segment (see {@link HistoryLayout}). The parent permits rounds and takes the logs in between.
 */
public final class HistoryWorker {

    private static final int POLLS_BEFORE_PARKING = 200;
    private static final long PARK_NANOS = 20_000;

    private final OperationTask task;
    private final Slice objectBytes;
    private final Region control;
    private final AbortWord abort;
    private final Barrier barrier;
    private final Recorder recorder;
    private final OperationPlan plan;
    private final Pace pace;
    private final ObjectFactory factory;
    private final Invoker invoker;
    private final long line;
    private final long rounds;
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
        this.abort = abort;
        this.barrier = new Barrier(
                control.access(),
                control.region(),
                control.at(task.controlOffset()),
                task.worker(),
                task.workers(),
                abort);
        this.recorder = new Recorder(
                Region.at(control, task.dataOffset() + HistoryLayout.log(task.worker())), task.recording());
        this.plan = new OperationPlan(task.operations(), task.seed(), task.worker(), task.workers());
        this.pace = new Pace(Schedule.valueOf(task.schedule()), task.seed(), task.worker());
        this.factory = new ObjectFactory(new ObjectLoader(task.objectClass(), Path.of(task.origin())), task);
        this.invoker = new Invoker(factory.type(), task.operations());
        this.line = HistoryLayout.line(task.workers(), task.worker());
        this.rounds = HistoryLayout.rounds(task.workers());
    }

    /** Runs rounds until the parent ends the trial. A worker that fails ends it for the others too. */
    public OperationReport run() {
        try {
            for (long round = 1; isPermitted(round) && run(round); round++) {
                completeRound(round);
            }
        } catch (RuntimeException | Error e) {
            abort.releaseAbort(AbortWord.BY_WORKER);
            throw e;
        }
        plainPhase(Phase.DONE);
        return new OperationReport(completed, bursts, 0, -1, List.of(), 0, List.of());
    }

    /** Waits for the parent, which may be judging an earlier round and needs a CPU for it. False when the trial is over. */
    private boolean isPermitted(long round) {
        for (int polls = 0; acquire(rounds + HistoryLayout.PERMITTED) < round; polls++) {
            if (abort.acquireAborted()) {
                return false;
            }
            if (polls < POLLS_BEFORE_PARKING) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
        return acquire(rounds + HistoryLayout.END) == 0;
    }

    /** One round. False when the trial was aborted in its middle. */
    private boolean run(long round) {
        recorder.clear();
        plan.begin(round);
        if (task.worker() == 0) {
            objectBytes.fill(0, objectBytes.size(), (byte) 0);
            factory.initialise(factory.attach(objectBytes));
        }
        if (!barrier.await()) {
            return false;
        }
        Object object = factory.attach(objectBytes);
        for (int burst = 0; burst < HistoryLayout.BURSTS; burst++) {
            if (!barrier.await()) {
                return false;
            }
            burst(object);
        }
        plainPhase(Phase.QUIET);
        return barrier.await();
    }

    private void burst(Object object) {
        pace.beginBurst(HistoryLayout.BURST);
        for (int left = HistoryLayout.BURST; left > 0; left--) {
            pace.beforeOperation();
            call(object, plan.next());
        }
        plainPhase(Phase.QUIET);
        bursts++;
    }

    private void call(Object object, int operation) {
        long[] arguments = plan.arguments(operation);
        plainPhase(Phase.CALLING);
        recorder.invoked(operation, arguments);
        try {
            recorder.responded(HistoryLayout.RETURNED, invoker.call(operation, object, arguments));
        } catch (Throwable thrown) {
            recorder.responded(HistoryLayout.THREW + declared(operation, thrown), 0);
        }
        control.plainLong(line + HistoryLayout.COMPLETED, ++completed);
        plainPhase(Phase.OUTSIDE);
    }

    private int declared(int operation, Throwable thrown) {
        int index = invoker.exception(operation, thrown);
        if (index < 0) {
            throw new HarnessException(
                    task.objectClass() + "." + task.operations().get(operation).name() + " threw " + thrown
                            + "; its slice has " + task.objectBytes()
                            + " bytes. Mend it, or name the exception in its throws clause if it is an outcome",
                    thrown);
        }
        return index;
    }

    private void completeRound(long round) {
        if (task.worker() == 0) {
            control.access()
                    .putLongRelease(
                            control.memory(), control.base() + rounds + HistoryLayout.COMPLETED_ROUNDS, round);
        }
    }

    private long acquire(long offset) {
        return control.access().getLongAcquire(control.memory(), control.base() + offset);
    }

    private void plainPhase(Phase phase) {
        control.plainLong(line + HistoryLayout.PHASE, phase.ordinal());
    }
}
