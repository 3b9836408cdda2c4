package org.shmstress.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.shmstress.HarnessException;
import org.shmstress.posix.SharedMemory;

/**
 * What a trial leaves behind: names, descriptors, mappings and the memory behind them, and processes.
 *
 * <p>Memory of the file system is in use as long as a name, a descriptor or a mapping leads to it; so blocks are told with whatever holds
 * them, and not as a difference of free bytes, which any other process on the machine can change.
 *
 * <p>What this process holds, what has a name of the run, and workers that the pool does not know of are the harness's doing. What a worker
 * that waits for its next trial still holds, processes that workers started, and other names with a worker's id in them are the doing of
 * what was tried. Workers that have ended hold nothing; a process that one of them started and that outlived it is not found here.
 */
public final class TrialAudit {

    /** A mapping that another thread is about to take apart is given so long. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /**
     * A process that is about to end is given so long. Whoever runs trials inside a JVM of its own may start short processes in it at any
     * time, as Surefire does, and on a busy host these take seconds.
     */
    private static final Duration PROCESS_PATIENCE = Duration.ofSeconds(20);

    private static final long POLL_MILLIS = 5;

    private static final String MEMORY_FILE = "/memfd:shmstress";

    private final LeakAudit run;
    private final String prefix;
    private final Duration processPatience;
    private final Set<Long> knownProcesses;
    private Set<String> before;
    private Set<String> namesBefore;

    /**
     * The workers of a pool at the end of a trial.
     *
     * @param alive ids of all that may be there
     * @param waiting ids of those that the trial used and that wait for another one
     * @param used ids of all that the trial used
     */
    public record Workers(Set<Long> alive, Collection<Long> waiting, Collection<Long> used) {

        /** With workers that the trial used and that are kept at hand for the next one. */
        public Workers and(Collection<Long> kept) {
            return new Workers(alive, union(waiting, kept), union(used, kept));
        }

        private static Set<Long> union(Collection<Long> some, Collection<Long> more) {
            Set<Long> all = new TreeSet<>(some);
            all.addAll(more);
            return all;
        }
    }

    /** Begins to watch the trials of a run that this process owns. */
    public TrialAudit(long runId) {
        this(runId, PROCESS_PATIENCE);
    }

    TrialAudit(long runId, Duration processPatience) {
        this.processPatience = processPatience;
        this.run = LeakAudit.before(runId);
        this.prefix = SegmentName.PREFIX + SegmentName.runText(runId) + "-";
        this.before = run.objects();
        this.namesBefore = otherNames();
        this.knownProcesses = children(ProcessHandle.current().pid());
    }

    /** What the trial that ended just now left. It is told once: what is there now belongs to what was there before the next one. */
    public List<Leak> afterTrial(Workers workers) {
        List<Leak> leaks = new ArrayList<>(await(() -> objects(workers), List::isEmpty, PATIENCE_NANOS));
        Map<Long, Leak> processes = await(() -> processes(workers), Map::isEmpty, processPatience.toNanos());
        leaks.addAll(processes.values());
        knownProcesses.addAll(processes.keySet());
        before = run.objects();
        namesBefore = otherNames();
        return List.copyOf(leaks);
    }

    /** What is there once it is nothing, or once the time is over. */
    private static <T> T await(Supplier<T> look, Predicate<T> nothing, long nanos) {
        long deadline = System.nanoTime() + nanos;
        T seen = look.get();
        while (!nothing.test(seen) && System.nanoTime() - deadline < 0) {
            pause();
            seen = look.get();
        }
        return seen;
    }

    private List<Leak> objects(Workers workers) {
        List<Leak> leaks = new ArrayList<>();
        Set<String> held = new TreeSet<>(run.objects());
        held.removeAll(before);
        held.forEach(words -> leaks.add(new Leak(true, words)));
        newNames(workers.used()).forEach(name -> leaks.add(new Leak(false, LeakAudit.nameInWords(name))));
        workers.waiting().forEach(worker -> leaks.addAll(heldBy(worker)));
        return leaks;
    }

    private Set<String> otherNames() {
        Set<String> names = new HashSet<>();
        for (Path file : LeakAudit.list(SharedMemory.DIRECTORY)) {
            String name = String.valueOf(file.getFileName());
            if (!name.startsWith(prefix)) {
                names.add(name);
            }
        }
        return names;
    }

    /** New names that are not the run's, yet have the id of one of its workers in them: others make names at the same time. */
    private List<String> newNames(Collection<Long> workers) {
        if (workers.isEmpty()) {
            return List.of();
        }
        Set<String> names = otherNames();
        names.removeAll(namesBefore);
        return names.stream()
                .filter(name -> workers.stream()
                        .anyMatch(worker -> Pattern.compile("(?<![0-9])" + worker + "(?![0-9])")
                                .matcher(name)
                                .find()))
                .sorted()
                .toList();
    }

    private List<Leak> heldBy(long worker) {
        List<Leak> leaks = new ArrayList<>();
        String who = "worker " + worker + ": ";
        for (Path descriptor : descriptors(worker)) {
            LeakAudit.target(descriptor)
                    .filter(TrialAudit::isShared)
                    .ifPresent(target -> leaks.add(new Leak(
                            target.contains(prefix),
                            who + "descriptor " + descriptor.getFileName() + " of " + target + " is open")));
        }
        for (ProcessMaps.Entry entry : ProcessMaps.of(worker)) {
            if (isShared(entry.path())) {
                leaks.add(new Leak(entry.path().contains(prefix), who + entry.inWords()));
            }
        }
        return leaks;
    }

    private static boolean isShared(String path) {
        return path.startsWith(SharedMemory.DIRECTORY + "/") || path.startsWith(MEMORY_FILE);
    }

    private static List<Path> descriptors(long worker) {
        try {
            return Listing.of(Path.of("/proc", Long.toString(worker), "fd"));
        } catch (IOException e) {
            if (Incarnation.of(worker).isPresent()) {
                throw new HarnessException("cannot list the descriptors of worker " + worker, e);
            }
            return List.of(); // it has ended meanwhile, and holds nothing
        }
    }

    /** By process id; a child of a waiting worker that was started by this very process is the worker's. */
    private Map<Long, Leak> processes(Workers workers) {
        Map<Long, Leak> leaks = new TreeMap<>();
        for (long child : children(ProcessHandle.current().pid())) {
            if (!workers.alive().contains(child)) {
                inWords(child, "child process").ifPresent(words -> leaks.put(child, new Leak(true, words)));
            }
        }
        for (long worker : workers.waiting()) {
            for (long child : children(worker)) {
                inWords(child, "child process of worker " + worker + ",")
                        .ifPresent(words -> leaks.put(child, new Leak(false, words)));
            }
        }
        leaks.keySet().removeAll(knownProcesses);
        return leaks;
    }

    /** Of all threads of a process (proc_pid_task_children(5)), which is a hundred times cheaper than asking every process for its parent. */
    private static Set<Long> children(long process) {
        Set<Long> children = new TreeSet<>();
        try {
            for (Path thread : Listing.of(Path.of("/proc", Long.toString(process), "task"))) {
                for (String child : Files.readString(thread.resolve("children")).split(" ")) {
                    if (!child.isBlank()) {
                        children.add(Long.valueOf(child.strip()));
                    }
                }
            }
            return children;
        } catch (IOException e) {
            // A thread ended meanwhile, or the kernel was built without these files.
            return ProcessHandle.of(process).stream()
                    .flatMap(ProcessHandle::children)
                    .map(ProcessHandle::pid)
                    .collect(java.util.stream.Collectors.toSet());
        }
    }

    private static Optional<String> inWords(long child, String what) {
        return Incarnation.of(child)
                .flatMap(i -> ProcessHandle.of(child))
                .map(handle -> what + " " + child + " lives: "
                        + handle.info().command().orElse("unknown command"));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HarnessException("interrupted while looking for what a trial left", e);
        }
    }
}
