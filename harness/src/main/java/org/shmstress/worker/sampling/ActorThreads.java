package org.shmstress.worker.sampling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.LiftedTest;
import org.shmstress.protocol.OutcomeReport;
import org.shmstress.protocol.OutcomeTask;
import org.shmstress.protocol.Setting;
import org.shmstress.segment.Mapping;
import org.shmstress.segment.ThreadMemory;

/**
 * The threads of one process between which actors race. Each has a thread for life, known to the kernel by an id, so that the
 * parent can place it.
 */
public final class ActorThreads {

    private final List<ExecutorService> threads = new ArrayList<>();
    private final List<Long> kernelIds = new ArrayList<>();

    /** Makes sure that there are so many, and tells the kernel's ids of that many. */
    public List<Long> enlist(int actors) throws Exception {
        while (threads.size() < actors) {
            String name = "actor-" + threads.size();
            ExecutorService thread = Executors.newSingleThreadExecutor(work -> {
                Thread made = new Thread(work, name);
                made.setDaemon(true);
                return made;
            });
            threads.add(thread);
            kernelIds.add(thread.submit(ActorThreads::kernelId).get());
        }
        return List.copyOf(kernelIds.subList(0, actors));
    }

    /** The kernel's id of the calling thread: the link reads PID/task/TID. */
    static long kernelId() {
        try {
            Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
            return Long.parseLong(String.valueOf(self.getFileName()));
        } catch (IOException e) {
            throw new HarnessException("cannot tell this thread's id: mount /proc", e);
        }
    }

    /**
     * Runs all actors of a test as it was compiled, each on its thread.
     *
     * @param tasks one per actor, the same but for the actor
     * @return one report per actor; an empty one of an actor that will never end
     * @throws Exception what an actor threw; the others were freed
     */
    public List<OutcomeReport> race(Mapping mapping, ThreadMemory slices, List<OutcomeTask> tasks) throws Exception {
        enlist(tasks.size());
        OutcomeTask first = tasks.get(0);
        LiftedTest test = LiftedLoader.load(Path.of(first.liftedJar()), first.testClass());
        int slots = first.settings().stream().mapToInt(Setting::slots).max().orElse(1);
        long base = mapping.view().at(first.slotsOffset());
        HeapStates states = new HeapStates(test, slices, mapping.view(), base, first.slotsBytes(), slots);
        List<Callable<OutcomeReport>> work = new ArrayList<>();
        for (OutcomeTask task : tasks) {
            SamplingWorker.Place place = SamplingWorker.Place.in(mapping, task.actor(), slices.ofThisThread());
            work.add(() -> new SamplingWorker(place, task).runOn(test, states));
        }
        return run(work);
    }

    private List<OutcomeReport> run(List<Callable<OutcomeReport>> work) throws Exception {
        List<Future<OutcomeReport>> running = new ArrayList<>();
        for (int a = 0; a < work.size(); a++) {
            running.add(threads.get(a).submit(work.get(a)));
        }
        Deque<OutcomeReport> reports = new ArrayDeque<>();
        List<Throwable> failures = new ArrayList<>();
        boolean stale = false;
        // The last one first: of a termination test that is the signal's side, which knows whether the actor will ever
        // end.
        for (int a = work.size() - 1; a >= 0; a--) {
            try {
                OutcomeReport report =
                        stale ? OutcomeReport.NOTHING : running.get(a).get();
                stale |= TerminationLoop.isStale(report);
                reports.addFirst(report);
            } catch (ExecutionException e) {
                failures.add(e.getCause());
            }
        }
        throwFirst(failures);
        return List.copyOf(reports);
    }

    /** As it was thrown: whoever reads of it wants the test's own trouble. */
    private static void throwFirst(List<Throwable> failures) throws Exception {
        if (!failures.isEmpty()) {
            Throwable first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            if (first instanceof Error error) {
                throw error;
            }
            throw (Exception) first;
        }
    }
}
