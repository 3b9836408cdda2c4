package org.shmstress.worker.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shmstress.api.SharedLock;
import org.shmstress.api.Slice;
import org.shmstress.protocol.OperationReport;
import org.shmstress.protocol.OperationTask;
import org.shmstress.protocol.Schedule;
import org.shmstress.segment.AbortWord;
import org.shmstress.segment.View;
import org.shmstress.sync.Barrier;

/**
 * One worker's part of a shared-object trial.
 *
 * <p>Work comes in bursts, and after each burst all workers are quiet: then worker 0 compares the protected sums with the
 * counted sections. The first burst that shows a violation ends the trial, since what comes after on the same memory may be an
 * echo. A lock that never lets anybody in cannot be interrupted from here: the parent sees by {@link OperationEvidence} that
 * nothing moves, sets the abort word for those at the barrier and kills those in the lock.
 */
public final class OperationWorker {

    /** A long burst ends early at a violation or when the trial's time is over; a worker looks that often. */
    private static final int OPERATIONS_PER_CLOCK = 64;

    private static final long KILL_BOUND_SECONDS = 60;

    private final OperationTask task;
    private final ObjectFactory factory;
    private final Slice objectBytes;
    private final Region control;
    private final AbortWord abort;
    private final Barrier barrier;
    private final ProtectedSection section;
    private final Line line;
    private final Pace pace;
    private final Pauses pauses;
    private long endNanos;
    private long completed;
    private long bursts;
    private long ownerDeaths;
    private long rolledForward;

    /**
     * A worker over a mapped segment.
     *
     * @param object the segment through the access path under test, as slices use it
     * @param control the segment through an access that has ordered modes
     * @param abort ends every wait of the harness
     * @param task what to do
     */
    public OperationWorker(View object, View control, AbortWord abort, OperationTask task) {
        this.task = task;
        this.factory = new ObjectFactory(new ObjectLoader(task).type(), task);
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
        Region data = Region.at(control, task.dataOffset());
        this.section = new ProtectedSection(this.control, data, task.worker(), task.workers());
        this.line = section.line();
        this.pace = new Pace(Schedule.valueOf(task.schedule()), task.seed(), task.worker());
        this.pauses = new Pauses(task.seed(), task.worker());
    }

    /**
     * Runs until the time is over, a violation was seen or the parent has ended the trial. A worker that fails ends it for the
     * others too.
     */
    public OperationReport run() {
        if (Schedule.valueOf(task.schedule()) == Schedule.PAUSES) {
            Steps.set(pauses);
        }
        try {
            open().ifPresent(this::work);
        } catch (RuntimeException | Error e) {
            abort.releaseAbort(AbortWord.BY_WORKER);
            throw e;
        }
        line.plainPhase(Phase.DONE);
        return report();
    }

    /**
     * Worker 0 initialises the object; the barrier orders that before the others make their instances. Empty when the trial was
     * ended before the object was ready.
     */
    private Optional<SharedLock> open() {
        if (task.worker() == 0) {
            factory.prepare(objectBytes, 1);
        }
        return barrier.await() ? Optional.of((SharedLock) factory.attach(objectBytes, 1)) : Optional.empty();
    }

    private void work(SharedLock lock) {
        // The first operation may load much, e.g. JNA, which on a busy machine takes longer than a trial.
        operation(lock);
        line.plainPhase(Phase.QUIET);
        if (!barrier.await()) {
            return;
        }
        line.plainPhase(Phase.OUTSIDE);
        endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(task.millis());
        if (task.mayDie()) {
            new OwnerDeath(task, section, () -> operation(lock), this::isGivenUp).run(lock);
        } else {
            runBursts(lock);
        }
    }

    private void runBursts(SharedLock lock) {
        do {
            burst(lock);
        } while (quiet());
    }

    private void burst(SharedLock lock) {
        pauses.beginBurst();
        for (int left = pace.beginBurst(task.burst()); left > 0; left--) {
            pace.beforeOperation();
            operation(lock);
            if (left % OPERATIONS_PER_CLOCK == 0 && (section.violations() > 0 || isTimeOver())) {
                return;
            }
        }
    }

    /** A kill ends its trial soon, whatever the time says; a parent that never kills must not make workers wait for ever. */
    private boolean isGivenUp() {
        return abort.acquireAborted() || System.nanoTime() - endNanos >= TimeUnit.SECONDS.toNanos(KILL_BOUND_SECONDS);
    }

    private boolean isTimeOver() {
        return System.nanoTime() - endNanos >= 0;
    }

    private void operation(SharedLock lock) {
        line.plainPhase(Phase.LOCKING);
        try {
            lock.runLocked(task.worker(), section);
            line.plain(OperationLayout.COMPLETED, ++completed);
        } catch (SharedLock.OwnerDiedException e) {
            takeOver(lock);
        }
        line.plainPhase(Phase.OUTSIDE);
    }

    private void takeOver(SharedLock lock) {
        rolledForward += section.rollForward();
        lock.recover(task.worker());
        lock.unlock(task.worker());
        line.plain(OperationLayout.OWNER_DEATHS, ++ownerDeaths);
    }

    /** All workers wait for each other; worker 0 judges whether to go on. False when the trial is over. */
    private boolean quiet() {
        bursts++;
        line.plain(OperationLayout.BURSTS, bursts);
        section.publish();
        line.plainPhase(Phase.QUIET);
        if (!barrier.await()) {
            return false;
        }
        if (task.worker() == 0 && isOver()) {
            control.plainLong(OperationLayout.stop(task.workers()), 1);
        }
        if (!barrier.await()) {
            return false;
        }
        line.plainPhase(Phase.OUTSIDE);
        return control.plainLong(OperationLayout.stop(task.workers())) == 0;
    }

    private boolean isOver() {
        return !section.sumsAgree() || section.anyViolation() || bursts >= task.bursts() || isTimeOver();
    }

    private OperationReport report() {
        section.publish();
        List<String> events = new ArrayList<>();
        events.add("handovers=" + section.handovers());
        if (ownerDeaths > 0) {
            events.add("ownerDeathsNoticed=" + ownerDeaths);
            events.add("sumsRolledForward=" + rolledForward);
        }
        return new OperationReport(
                completed,
                bursts,
                section.violations(),
                line.plain(OperationLayout.FIRST_VIOLATION) - 1,
                List.copyOf(section.evidence()),
                section.contended(),
                events);
    }
}
