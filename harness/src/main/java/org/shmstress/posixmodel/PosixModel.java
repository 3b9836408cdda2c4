package org.shmstress.posixmodel;

import java.util.List;
import org.shmstress.script.Action;
import org.shmstress.script.Action.AddSeals;
import org.shmstress.script.Action.Errand;
import org.shmstress.script.Action.Lock;
import org.shmstress.script.Action.Mmap;
import org.shmstress.script.Action.Obtain;
import org.shmstress.script.Action.OnDescriptor;
import org.shmstress.script.Action.OnMapping;
import org.shmstress.script.Action.OnName;
import org.shmstress.script.Action.OnPages;
import org.shmstress.script.Action.OnProcess;
import org.shmstress.script.Action.OnTraffic;
import org.shmstress.script.Action.Seals;
import org.shmstress.script.Action.Spawn;
import org.shmstress.script.Protection;
import org.shmstress.script.Step;
import org.shmstress.script.Visibility;

/**
 * Shared-memory objects as POSIX.1-2017 describes them, with Linux's choices named as such where POSIX leaves one.
 *
 * <p>The rules stand in one class per kind of action: {@link NameRules}, {@link ObtainRules}, {@link DescriptorRules},
 * {@link SealRules}, {@link LockRules}, {@link MapRules}, {@link PageRules}, {@link MemoryRules}, {@link TrafficRules},
 * {@link ErrandRules}, {@link ProcessRules}. A step is refused, never performed, if POSIX leaves its effect undefined or if
 * a handle means nothing: shrinking a failing script produces such steps all the time.
 */
public final class PosixModel implements ReferenceModel {

    private final List<Traits> workers;
    private final NameRules names;
    private final ObtainRules obtaining;
    private final DescriptorRules descriptors = new DescriptorRules();
    private final SealRules seals = new SealRules();
    private final LockRules locks = new LockRules();
    private final MapRules mapping;
    private final PageRules pages;
    private final MemoryRules memory;
    private final TrafficRules traffic = new TrafficRules();
    private final ErrandRules errands = new ErrandRules();
    private final ProcessRules processes = new ProcessRules();

    /**
     * A model of so many workers.
     *
     * @param workers what each is
     * @param pageBytes {@code sysconf(_SC_PAGESIZE)}
     */
    public PosixModel(List<Traits> workers, int pageBytes) {
        this.workers = List.copyOf(workers);
        this.names = new NameRules(this.workers);
        this.obtaining = new ObtainRules(this.workers);
        this.mapping = new MapRules(pageBytes);
        this.pages = new PageRules(pageBytes);
        this.memory = new MemoryRules(this.workers, pageBytes);
    }

    @Override
    public PosixState initial() {
        return PosixState.initial(workers.size());
    }

    @Override
    public Ruling rule(PosixState state, Step step) {
        int worker = step.worker();
        if (worker >= workers.size()) {
            return Ruling.refused("there is no worker " + worker);
        } else if (step.action() instanceof Spawn) {
            return processes.spawn(state, worker);
        } else if (!state.process(worker).alive()) {
            return Ruling.refused("worker " + worker + " is dead");
        } else if (step.action() instanceof OnName action) {
            return names.rule(state, worker, action);
        } else if (step.action() instanceof Obtain action) {
            return obtaining.rule(state, worker, action);
        } else if (step.action() instanceof OnDescriptor action) {
            return onDescriptor(state, worker, action);
        } else if (step.action() instanceof OnPages action) {
            return pages.rule(state, worker, action);
        } else if (step.action() instanceof OnMapping action) {
            return memory.rule(state, worker, action);
        } else if (step.action() instanceof OnTraffic action) {
            return traffic.rule(state, worker, action);
        }
        if (step.action() instanceof Errand action) {
            return errands.rule(state, worker, action);
        }
        return step.action() instanceof OnProcess action
                ? processes.rule(state, worker, action)
                : Ruling.refused("the model knows nothing of the C library's functions");
    }

    private Ruling onDescriptor(PosixState state, int worker, OnDescriptor action) {
        if (action instanceof Mmap a) {
            return mapping.rule(state, worker, a);
        } else if (action instanceof Action.ChannelMap a) {
            return mapping.rule(state, worker, a);
        } else if (action instanceof Action.Map a) {
            return mapping.rule(
                    state,
                    worker,
                    new Mmap(
                            a.descriptor(), 0, a.lengthBytes(), Protection.READ_WRITE, Visibility.SHARED, a.mapping()));
        } else if (action instanceof AddSeals || action instanceof Seals) {
            return seals.rule(state, worker, action);
        } else if (action instanceof Lock a) {
            return locks.rule(state, worker, a);
        }
        return descriptors.rule(state, worker, action);
    }
}
