package org.shmstress.fork;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.HarnessException;
import org.shmstress.segment.Incarnation;

/**
 * Where workers live and what they are made of; the same for all workers of a run.
 *
 * @param workersDirectory their working directory, where their logs and crash files go
 * @param runTag {@code runid:ownerpid:ownerstart}, by which leftovers of a dead run are recognised
 * @param mainClass binary name of the class to start
 * @param classPath jars, and nothing that a worker does not need
 * @param deathSignal whether workers ask the kernel to kill them when this process dies
 */
public record WorkerHost(
        Path workersDirectory, String runTag, String mainClass, List<Path> classPath, boolean deathSignal) {

    private static final String MAIN = "org.shmstress.worker.WorkerMain";

    /** One class of each jar on a worker's class path, by name: the harness does not touch JNA for this. */
    private static final List<String> NEEDED =
            List.of(MAIN, "org.openjdk.jcstress.annotations.JCStressTest", "com.sun.jna.Native");

    /** The host of a run's ordinary workers. */
    public static WorkerHost of(Path workersDirectory, String runTag) {
        List<Path> classPath =
                NEEDED.stream().map(WorkerHost::origin).distinct().toList();
        return new WorkerHost(workersDirectory.toAbsolutePath(), runTag, MAIN, classPath, Starter.deathSignalInForce());
    }

    /** The same with another main class, found in an additional jar or directory. */
    public WorkerHost withMain(Class<?> main) {
        List<Path> more = new ArrayList<>(classPath);
        more.add(origin(main.getName()));
        List<Path> distinct = more.stream().distinct().toList();
        return new WorkerHost(workersDirectory, runTag, main.getName(), distinct, deathSignal);
    }

    /** The same without the kernel's help at the parent's death. */
    WorkerHost withoutDeathSignal() {
        return new WorkerHost(workersDirectory, runTag, mainClass, classPath, false);
    }

    /**
     * The tag of workers that this process owns. Pids are reused; together with the owner's start time they are not, for any
     * practical purpose of cleaning up.
     */
    public static String tag(String runId) {
        Incarnation self = Incarnation.self();
        return runId + ":" + self.pid() + ":" + self.startTicks();
    }

    /** The crash file that a JVM of this process id leaves. */
    Path crashFile(long pid) {
        return workersDirectory.resolve("hs_err_" + pid + ".log");
    }

    /** Where what a worker of this process id writes to stderr is kept. */
    Path logFile(long pid) {
        return workersDirectory.resolve("worker-" + pid + ".log");
    }

    /** As the record names files: relative to the run directory. */
    String relative(Path file) {
        Path runDirectory = Optional.ofNullable(workersDirectory.getParent()).orElse(workersDirectory);
        return runDirectory.relativize(file).toString();
    }

    private static Path origin(String className) {
        try {
            Class<?> found = Class.forName(className, false, WorkerHost.class.getClassLoader());
            CodeSource source = found.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new HarnessException("cannot tell which jar holds " + className + "; put it on the class path", e);
        }
    }
}
