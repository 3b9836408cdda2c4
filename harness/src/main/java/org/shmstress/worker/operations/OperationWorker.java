package org.shmstress.worker.operations;

import java.util.List;
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
 * One worker's part of a trial of a lock.
 *
 * <p>Work comes in bursts, and after each burst all workers are quiet: then worker 0 compares the protected sums with the
 * counted sections. The first burst that shows a violation ends the trial, since what comes after on the same memory may be an
 * echo. Every few bursts begins a new generation: a fresh lock on the same bytes, used under another part of the trial's schedule.
 *
 * <p>A lock that never lets anybody in cannot be interrupted from here: the parent sees by {@link OperationEvidence} that
 * nothing moves, sets the abort word for those at the barrier and kills those in the lock.
 */
public final class OperationWorker {

    /** A long burst ends early at a violation or when its time is over; a worker looks that often. */
    private static final int OPERATIONS_PER_CLOCK = 64;

    /** How long a generation lasts: all parts of a schedule have their turn several times in a second. */
    private static final long GENERATION_NANOS = 20_000_000;

    private static final long GO_ON = 0;
    private static final long STOP = 1;
    private static final long NEXT_GENERATION = 2;

    private final OperationTask task;
    private final Schedule schedule;
    private final ObjectFactory compiled;
    private final ObjectFactory woven;
    private final Slice objectBytes;
    private final Region control;
    private final AbortWord abort;
    private final Barrier barrier;
    private final ProtectedSection section;
    private final Line line;
    private final Pace pace;
    private final Pauses pauses;
    private long endNanos;
    private long generationEndNanos;
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
    public OperationWorker(View object, View control, AbortWord abort, OperationTask task) {
        this.task = task;
        this.schedule = Schedule.valueOf(task.schedule());
        this.compiled = new ObjectFactory(ObjectLoader.compiled(task).type(), task);
        this.woven = task.wovenJar().isEmpty()
                ? compiled
                : new ObjectFactory(ObjectLoader.woven(task).type(), task);
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
                Cpus.of(schedule),
                abort);
        Region data = Region.at(control, task.dataOffset());
        this.section = new ProtectedSection(this.control, data, task.worker(), task.workers());
        this.line = section.line();
        this.pace = new Pace(task.seed(), task.worker());
        this.pauses = new Pauses(task.seed(), task.worker(), task.workers(), section::othersWork);
    }

    /**
     * Runs until the time is over, a violation was seen or the parent has ended the trial. A worker that fails ends it for the
     * others too.
     */
    public OperationReport run() {
        Steps.set(pauses);
        try {
            long generation = 1;
            while (use(generation)) {
                generation++;
            }
        } catch (RuntimeException | Error e) {
            abort.releaseAbort(AbortWord.BY_WORKER);
            throw e;
        } finally {
            Steps.clear();
        }
        line.plainPhase(Phase.DONE);
        return report();
    }

    /**
     * Uses a fresh lock. Worker 0 initialises it; the barrier orders that before the others make their instances. False when the trial
     * is over.
     */
    private boolean use(long generation) {
        Schedule part = schedule.part(task.seed(), generation);
        ObjectFactory factory = part.needsSteps() ? woven : compiled;
        if (task.worker() == 0) {
            factory.prepare(objectBytes, generation);
            control.plainLong(OperationLayout.stop(task.workers()) + OperationLayout.GENERATION, generation);
        }
        if (!barrier.await()) {
            return false;
        }
        SharedLock lock = (SharedLock) factory.attach(objectBytes, generation);
        if (generation == 1 && !begin(lock)) {
            return false;
        }
        line.plainPhase(Phase.OUTSIDE);
        generationEndNanos = System.nanoTime() + GENERATION_NANOS;
        long decision;
        do {
            burst(lock, part);
            decision = quiet(part);
        } while (decision == GO_ON);
        factory.release(lock);
        return decision == NEXT_GENERATION;
    }

    /** The first operation may load much, e.g. JNA, which on a busy machine takes longer than a trial. */
    private boolean begin(SharedLock lock) {
        operation(lock);
        line.plainPhase(Phase.QUIET);
        if (!barrier.await()) {
            return false;
        }
        line.plainPhase(Phase.OUTSIDE);
        endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(task.millis());
        return true;
    }

    /** No worker leaves early because of the generation's end: work is balanced. */
    private void burst(SharedLock lock, Schedule part) {
        pauses.beginBurst(part, bursts);
        for (int left = pace.beginBurst(part, task.burst(), bursts); left > 0; left--) {
            pace.beforeOperation();
            operation(lock);
            if (left % OPERATIONS_PER_CLOCK == 0 && (section.violations() > 0 || isOver(endNanos))) {
                return;
            }
        }
    }

    private static boolean isOver(long endNanos) {
        return System.nanoTime() - endNanos >= 0;
    }

    private void operation(SharedLock lock) {
        pauses.beginOperation();
        line.plainPhase(Phase.LOCKING);
        try {
            lock.runLocked(task.worker(), section);
            line.plain(OperationLayout.COMPLETED, ++completed);
        } catch (SharedLock.OwnerDiedException e) {
            section.toldOfDeath();
            lock.recover(task.worker());
            lock.unlock(task.worker());
        }
        line.plainPhase(Phase.OUTSIDE);
    }

    /** All workers wait for each other; worker 0 judges whether and how to go on. */
    private long quiet(Schedule part) {
        bursts++;
        line.plain(OperationLayout.BURSTS, bursts);
        section.publish();
        line.plainPhase(Phase.QUIET);
        if (!barrier.await()) {
            return STOP;
        }
        long word = OperationLayout.stop(task.workers());
        if (task.worker() == 0) {
            control.plainLong(word, decision(part));
        }
        if (!barrier.await()) {
            return STOP;
        }
        line.plainPhase(Phase.OUTSIDE);
        return control.plainLong(word);
    }

    private long decision(Schedule part) {
        if (!section.sumsAgree() || section.anyViolation()) {
            section.note("in a burst under the schedule " + part.words());
            return STOP;
        } else if (bursts >= task.bursts() || isOver(endNanos)) {
            return STOP;
        }
        return isOver(generationEndNanos) ? NEXT_GENERATION : GO_ON;
    }

    private OperationReport report() {
        section.publish();
        return new OperationReport(
                completed,
                bursts,
                section.violations(),
                line.plain(OperationLayout.FIRST_VIOLATION) - 1,
                List.copyOf(section.evidence()),
                section.contended(),
                List.of("handovers=" + section.handovers()));
    }
}
