package org.shmstress.fork;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.shmstress.HarnessException;
import org.shmstress.protocol.Message;
import org.shmstress.segment.TrialAudit;

/**
 * The workers of a run: started when needed, lent to one trial at a time, ended with the run whatever way it ends.
 *
 * <p><em>When a worker may serve another trial.</em> Only if all it ever did was to attach, sample and detach, each with
 * success. Then nothing of one trial reaches the next: the memory under test is a new segment per trial; the test's classes,
 * statics included, live in a class loader of the task and go with it; the loop is compiled per task, so the profile of an
 * earlier test does not shape its code; what stays compiled is the harness's own machinery, which is the same for all. A
 * worker that was given operations of a shared object or script steps is used up: native locks leave marks in a thread (its
 * robust list) and descriptors in a process. So is one that failed a command, was stopped, was told to die or hung. A Java
 * version and an access path are for life, so only an equal pair is lent.
 */
public final class WorkerPool implements AutoCloseable {

    private static final Duration LEAVE_BOUND = Duration.ofSeconds(10);
    private static final Duration DETACH_BOUND = Duration.ofSeconds(60);

    private static final String ENDED = "was killed: the run ended";

    private final WorkerHost host;
    private final ClassArchives archives;
    private final int maxIdle;
    private final WorkerLifeListener listener;
    private final Thread hook = new Thread(this::killAll, "shmstress-kill-workers");
    /** Least recently used first. Owned by the one thread that leases. */
    private final Deque<WorkerProcess> idle = new ArrayDeque<>();
    /** Every process that may be there; guarded by itself, since the shutdown hook reads it. */
    private final Set<WorkerProcess> alive = new HashSet<>();

    /** Those lent since somebody asked. Owned by the one thread that leases. */
    private final Set<Long> used = new HashSet<>();

    private boolean closed;

    /**
     * A pool without workers.
     *
     * @param host where workers live
     * @param maxIdle how many may wait for another trial at the same time
     * @param listener hears of every ended worker
     */
    public WorkerPool(WorkerHost host, int maxIdle, WorkerLifeListener listener) {
        this(host, maxIdle, listener, Optional.empty());
    }

    /**
     * A pool without workers, whose workers start from class archives.
     *
     * @param host where workers live
     * @param maxIdle how many may wait for another trial at the same time
     * @param listener hears of every ended worker
     * @param archives directory where class archives are kept from pool to pool; empty for none
     */
    public WorkerPool(WorkerHost host, int maxIdle, WorkerLifeListener listener, Optional<Path> archives) {
        this.host = host;
        this.archives = new ClassArchives(host, archives);
        this.maxIdle = maxIdle;
        this.listener = listener;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Whether the kernel kills workers when this process dies; if not, only their own watch over stdin does. */
    public static boolean deathSignalInForce() {
        return Starter.deathSignalInForce();
    }

    /**
     * Lends one worker per spec, in order, idle ones first; missing ones start side by side.
     *
     * @throws WorkerLostException if one could not start
     */
    public Lease lease(List<WorkerSpec> specs) {
        Lease lease = new Lease();
        try {
            specs.forEach(spec -> lease.workers.add(idleOf(spec).orElseGet(() -> launch(spec))));
            lease.workers.forEach(WorkerProcess::awaitHello);
            lease.workers.forEach(worker -> used.add(worker.pid()));
            return lease;
        } catch (RuntimeException e) {
            addFailureOf(lease::close, e);
            throw e;
        }
    }

    /** Workers lent to one trial. */
    public final class Lease implements AutoCloseable {
        private final List<WorkerProcess> workers = new ArrayList<>();
        private final List<WorkerProcess> replaced = new ArrayList<>();

        private Lease() {}

        /** The workers, in the order asked for. */
        public List<WorkerProcess> workers() {
            return List.copyOf(workers);
        }

        /** Takes a fresh worker of the same kind in place of one that is dead or no longer wanted. */
        public WorkerProcess replace(int index) {
            WorkerProcess old = workers.get(index);
            old.kill("was killed: it was replaced");
            replaced.add(old);
            WorkerProcess fresh = launch(old.spec());
            workers.set(index, fresh);
            used.add(fresh.pid());
            return fresh.awaitHello();
        }

        /** Gives them back: those that may serve again wait, the others end. */
        @Override
        public void close() {
            List<WorkerProcess> mine = List.copyOf(workers);
            List<WorkerProcess> gone = List.copyOf(replaced);
            workers.clear();
            replaced.clear();
            all(gone, WorkerPool.this::end);
            all(mine, WorkerPool.this::takeBack);
        }
    }

    /** The workers that there are, and those that were lent since this was last asked; for who looks for what a trial left. */
    public TrialAudit.Workers sinceLastAsked() {
        Set<Long> lent = Set.copyOf(used);
        used.clear();
        Set<Long> all = new HashSet<>();
        synchronized (alive) {
            alive.forEach(worker -> all.add(worker.pid()));
        }
        List<Long> waiting =
                idle.stream().map(WorkerProcess::pid).filter(lent::contains).toList();
        return new TrialAudit.Workers(all, waiting, lent);
    }

    private Optional<WorkerProcess> idleOf(WorkerSpec spec) {
        Iterator<WorkerProcess> latest = idle.descendingIterator();
        while (latest.hasNext()) {
            WorkerProcess worker = latest.next();
            if (worker.spec().equals(spec)) {
                latest.remove();
                if (worker.isReusable()) {
                    return Optional.of(worker);
                }
                end(worker);
            }
        }
        return Optional.empty();
    }

    private WorkerProcess launch(WorkerSpec spec) {
        synchronized (alive) {
            if (closed) {
                throw new HarnessException("no worker can be started any more: the run is being ended");
            }
            WorkerProcess worker = WorkerProcess.launch(spec, host, archives.next(spec.jvm()));
            alive.add(worker);
            return worker;
        }
    }

    private void takeBack(WorkerProcess worker) {
        if (worker.isReusable() && worker.isAttached()) {
            // Whatever comes of it but success makes the worker one that is not reusable.
            worker.send(new Message.Detach());
            worker.await(Deadline.in(DETACH_BOUND));
        }
        if (!worker.isReusable()) {
            end(worker);
            return;
        }
        idle.addLast(worker);
        if (idle.size() > maxIdle) {
            end(idle.removeFirst());
        }
    }

    private void end(WorkerProcess worker) {
        WorkerLife life = worker.finish(LEAVE_BOUND);
        archives.ended(worker.jvm(), worker.start());
        synchronized (alive) {
            alive.remove(worker);
        }
        listener.ended(life);
    }

    /** Ends all workers, within a bound: idle ones orderly, side by side; those that are still lent are killed. */
    @Override
    public void close() {
        List<WorkerProcess> all;
        synchronized (alive) {
            closed = true;
            all = List.copyOf(alive);
        }
        idle.forEach(WorkerProcess::askToLeave);
        all.stream().filter(worker -> !idle.contains(worker)).forEach(worker -> worker.kill(ENDED));
        idle.clear();
        all(all, this::end);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running or has run: it finds nobody left, which is what it is for.
        }
    }

    /**
     * Makes the class archives that were missing, of what the workers of this pool have loaded; asked for once the pool is closed.
     *
     * @return what went wrong, in words
     */
    public List<String> makeArchives() {
        return archives.make();
    }

    /** Does it to every worker, whatever comes of it with one of them; that one is killed, and its trouble thrown last. */
    private static void all(Collection<WorkerProcess> workers, Consumer<WorkerProcess> action) {
        Optional<RuntimeException> first = Optional.empty();
        for (WorkerProcess worker : workers) {
            try {
                action.accept(worker);
            } catch (RuntimeException e) {
                worker.kill(ENDED);
                first.ifPresent(e::addSuppressed);
                first = Optional.of(e);
            }
        }
        if (first.isPresent()) {
            throw first.get();
        }
    }

    private static void addFailureOf(Runnable cleanup, RuntimeException cause) {
        try {
            cleanup.run();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    private void killAll() {
        synchronized (alive) {
            closed = true;
            alive.forEach(worker -> worker.kill(ENDED));
        }
    }
}
