package org.shmstress.worker.operations;

import org.shmstress.api.SharedLock;
import org.shmstress.api.Slice;
import org.shmstress.posix.Memory;
import org.shmstress.protocol.OperationTask;

/** The object's class in one of its forms, as it was compiled or woven, and how its operations are called. */
final class Variant {

    private final ObjectFactory factory;
    private final OperationTask task;
    private final Slice bytes;
    private final Slice counters;
    private final LockedCounter.Witness witness;
    private final Invoker invoker;

    /**
     * A form.
     *
     * @param counters what a lock protects
     * @param witness is told what a worker goes through at a lock
     */
    Variant(ObjectFactory factory, OperationTask task, Slice bytes, Slice counters, LockedCounter.Witness witness) {
        this.factory = factory;
        this.task = task;
        this.bytes = bytes;
        this.counters = counters;
        this.witness = witness;
        this.invoker = new Invoker(isLock() ? LockedCounter.class : factory.type(), task.operations());
    }

    /**
     * An instance.
     *
     * @param made the author's
     * @param called what operations are called on
     */
    record Instance(Object made, Object called) {}

    private boolean isLock() {
        return task.sectionStep() >= 0;
    }

    /** Makes the bytes ready for a round; by one worker, alone. */
    void prepare(long round) {
        factory.prepare(bytes, round);
        if (isLock()) {
            counters.fill(0, counters.size(), (byte) 0);
        }
    }

    Instance attach(long round) {
        Object made = factory.attach(bytes, round);
        return new Instance(
                made,
                isLock()
                        ? new LockedCounter((SharedLock) made, counters, task.worker(), task.sectionStep(), witness)
                        : made);
    }

    void release(Instance instance) {
        factory.release(instance.made());
    }

    /** Takes the object's bytes away from this process, for good; it must not touch them again. */
    void unmap() {
        Memory.unmap(bytes.virtualAddress(), HistoryLayout.objectRegionBytes(bytes.size()));
    }

    /** As {@link Invoker#call}. */
    long call(int operation, Instance instance, long[] arguments) throws Throwable {
        return invoker.call(operation, instance.called(), arguments);
    }

    /** As {@link Invoker#exception}. */
    int exception(int operation, Throwable thrown) {
        return invoker.exception(operation, thrown);
    }
}
