package org.shmstress.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.plan.Jvm;

/**
 * The class archives of a pool's workers. Where one is missing, workers note what they load, and when the pool has ended, it is
 * made of that for the pools to come: not before, since making it takes a CPU for half a second that trials are to have.
 */
final class ClassArchives {

    private final Path workersDirectory;
    private final List<Path> classPath;
    private final Optional<Path> directory;
    private final Map<Jvm, State> states = new HashMap<>();
    private int lists;

    /** One JDK's archive, and what is to be in it where it is missing. */
    private record State(Optional<ClassArchive> archive, boolean exists, ClassLists learnt) {}

    /**
     * Archives for workers that live there.
     *
     * @param directory where archives are kept; empty for none
     */
    ClassArchives(WorkerHost host, Optional<Path> directory) {
        this.workersDirectory = host.workersDirectory();
        this.classPath = host.classPath();
        this.directory = directory;
    }

    /** What a worker's start has to do with archives. */
    record Start(List<String> flags, Optional<Path> list) {}

    /** How the next worker of this JDK is to be started. */
    synchronized Start next(Jvm jvm) {
        State state = states.computeIfAbsent(jvm, this::find);
        if (state.archive().isEmpty()) {
            return new Start(List.of(), Optional.empty());
        }
        if (state.exists()) {
            return new Start(state.archive().get().use(), Optional.empty());
        }
        // The path may hold what the JVM takes for a placeholder; the name alone, in the worker's directory, does not.
        String name = "classes-" + lists++ + ".txt";
        return new Start(List.of("-XX:DumpLoadedClassList=" + name), Optional.of(workersDirectory.resolve(name)));
    }

    private State find(Jvm jvm) {
        try {
            Optional<ClassArchive> archive = directory.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new ClassArchive(directory.get(), jvm, classPath))
                            .filter(a -> a.isPossible() && (a.exists() || isWritable(directory.get())));
            return new State(archive, archive.filter(ClassArchive::exists).isPresent(), new ClassLists());
        } catch (IOException unreadable) {
            // A JDK without lib/modules, or a jar that went away: whoever needs it says so; an archive it cannot have.
            return new State(Optional.empty(), false, new ClassLists());
        }
    }

    private static boolean isWritable(Path directory) {
        try {
            return Files.isWritable(Files.createDirectories(directory));
        } catch (IOException e) {
            return false;
        }
    }

    /** Takes the list that a worker, now ended, has left, if it has. */
    synchronized void ended(Jvm jvm, Start start) {
        if (start.list().isEmpty()) {
            return;
        }
        Path list = start.list().get();
        try {
            if (Files.exists(list)) {
                states.computeIfAbsent(jvm, this::find).learnt().add(list);
                Files.delete(list);
            }
        } catch (IOException lost) {
            // Another worker's list will do; and without any no archive is made.
        }
    }

    /**
     * Makes the archives that were missing.
     *
     * @return what went wrong, in words: a run does not fail for it
     */
    synchronized List<String> make() {
        List<String> complaints = new ArrayList<>();
        states.forEach((jvm, state) -> {
            if (!state.exists()
                    && state.archive().isPresent()
                    && !state.learnt().isEmpty()) {
                try {
                    state.archive().get().make(state.learnt().lines());
                } catch (IOException e) {
                    complaints.add("workers on JDK " + jvm.feature()
                            + " start slower than they could: no class archive: " + e.getMessage());
                }
            }
        });
        states.clear();
        return complaints;
    }
}
