package org.shmstress.worker.operations;

import java.util.Random;
import java.util.function.BooleanSupplier;
import org.shmstress.api.SharedLock;
import org.shmstress.protocol.OperationTask;

/**
 * The workload around the death of an owner. One worker, named by the seed, works a seeded while, then stays inside its
 * critical section, all of it written but the last word, until the parent kills it. The others go on until one of them has
 * been told of the death and each has done a burst of operations after that.
 *
 * <p>There are no bursts with a barrier between them: the dead would be missed there.
 */
final class OwnerDeath {

    private static final int BURSTS_BEFORE = 16;

    private final OperationTask task;
    private final ProtectedSection section;
    private final Runnable operation;
    private final BooleanSupplier ended;

    OwnerDeath(OperationTask task, ProtectedSection section, Runnable operation, BooleanSupplier ended) {
        this.task = task;
        this.section = section;
        this.operation = operation;
        this.ended = ended;
    }

    void run(SharedLock lock) {
        Random random = new Random(task.seed());
        boolean victim = random.nextInt(task.workers()) == task.worker();
        if (victim) {
            workAndHold(lock, random.nextInt(BURSTS_BEFORE * task.burst()));
        } else {
            outlive();
        }
    }

    private void workAndHold(SharedLock lock, int operationsBefore) {
        for (int i = 0; i < operationsBefore; i++) {
            operation.run();
        }
        try {
            section.line().plainPhase(Phase.LOCKING);
            lock.runLocked(task.worker(), new Holding());
        } catch (SharedLock.OwnerDiedException e) {
            throw new IllegalStateException("told of an owner's death though nobody but this worker was to die", e);
        }
    }

    /** The section, held open before its last write. It goes on only when the trial has ended without the kill. */
    private final class Holding implements SharedLock.Section {

        @Override
        public void update() {
            section.update();
            section.line().plainPhase(Phase.HOLDING);
            while (!ended.getAsBoolean()) {
                Thread.yield();
            }
        }

        @Override
        public void lastWrite() {
            section.lastWrite();
        }
    }

    private void outlive() {
        for (int after = 0; after < task.burst() && !ended.getAsBoolean(); ) {
            operation.run();
            after += deathIsKnown() ? 1 : 0;
        }
    }

    private boolean deathIsKnown() {
        for (Line line : section.lines()) {
            if (line.opaque(OperationLayout.OWNER_DEATHS) > 0) {
                return true;
            }
        }
        return false;
    }
}
