package org.shmstress.fork;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shmstress.HarnessException;

/**
 * Where workers live and what they are made of; the same for all workers of a run.
 *
 * @param workersDirectory their working directory, where their logs and crash files go
 * @param runTag {@code runid:ownerpid:ownerstart}, by which leftovers of a dead run are recognised
 * @param mainClass binary name of the class to start
 * @param classPath jars, and nothing that a worker does not need
 */
public record WorkerHost(Path workersDirectory, String runTag, String mainClass, List<Path> classPath) {

    /** Index of field 22 of /proc/PID/stat (start time in clock ticks after boot) among the fields from the third on. */
    private static final int START_TIME = 19;

    private static final String MAIN = "org.shmstress.worker.WorkerMain";

    /** One class of each jar on a worker's class path, by name: the harness does not touch JNA for this. */
    private static final List<String> NEEDED = List.of(MAIN, "org.openjdk.jcstress.annotations.JCStressTest", "com.sun.jna.Native");

    /** The host of a run's ordinary workers. */
    public static WorkerHost of(Path workersDirectory, String runTag) {
        List<Path> classPath = NEEDED.stream().map(WorkerHost::origin).distinct().toList();
        return new WorkerHost(workersDirectory.toAbsolutePath(), runTag, MAIN, classPath);
    }

    /** The same with another main class, found in an additional jar or directory. */
    public WorkerHost withMain(Class<?> main) {
        List<Path> more = new ArrayList<>(classPath);
        more.add(origin(main.getName()));
        return new WorkerHost(workersDirectory, runTag, main.getName(), more.stream().distinct().toList());
    }

    /**
     * The tag of workers that this process owns. Pids are reused; together with the owner's start time they are not, for any
     * practical purpose of cleaning up.
     */
    public static String tag(String runId) {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            // The second field is the command in parentheses, which may itself hold blanks and parentheses.
            String[] afterCommand = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return runId + ":" + ProcessHandle.current().pid() + ":" + afterCommand[START_TIME];
        } catch (IOException e) {
            throw new HarnessException("cannot read /proc/self/stat; is /proc mounted?", e);
        }
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
