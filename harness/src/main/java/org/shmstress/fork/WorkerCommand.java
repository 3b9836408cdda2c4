package org.shmstress.fork;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.shmstress.plan.Jvm;

/**
 * The command that starts a worker, as a pure function of the child's JVM: flags are those that the <em>child's</em> version
 * knows, whatever version the parent runs on.
 *
 * <p>A shell prepares what Java cannot and then becomes the worker by {@code exec}, so that its pid is the worker's:
 * <ul>
 *   <li>Descriptor 3 becomes the channel for frames and descriptor 1 a second stderr: prints of test code, of native code
 *       and of the JVM itself reach the log and never tear a frame.
 *   <li>No core files, by limit. {@code -XX:-CreateCoredumpOnCrash} would have the same effect and turn a crash's exit code
 *       from 134 into 1, which any {@code System.exit(1)} could have produced.
 *   <li>SIGINT and SIGHUP are ignored, and a JVM leaves an ignored signal ignored. A Ctrl-C reaches the whole foreground
 *       process group: only the parent shall act on it, else dying workers would look like crashes.
 *   <li>{@code setpriv --pdeathsig KILL}, where there is one, so that a worker dies with the parent even when it is stopped.
 * </ul>
 */
public final class WorkerCommand {

    private static final String PREPARE = "ulimit -c 0; trap '' INT HUP; exec 3>&1 1>&2; exec \"$@\"";
    private static final List<String> DEATH_SIGNAL = List.of("setpriv", "--pdeathsig", "KILL");

    private WorkerCommand() {}

    /**
     * The command.
     *
     * @param more flags that this worker alone has
     */
    static List<String> of(WorkerSpec spec, WorkerHost host, List<String> more) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", PREPARE, "sh"));
        if (host.deathSignal()) {
            command.addAll(DEATH_SIGNAL);
        }
        command.add(spec.jvm().java().toString());
        command.add("-Dshmstress.run=" + host.runTag());
        command.addAll(flags(spec.jvm()));
        command.addAll(more);
        command.addAll(JitFlags.of(spec.jit(), spec.jvm()));
        command.add("-classpath");
        command.add(host.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(host.mainClass());
        command.add(spec.path().name());
        return List.copyOf(command);
    }

    /** Whether this machine has a setpriv that can ask for a signal at the parent's death. */
    static boolean deathSignalAvailable() {
        try {
            List<String> trial = new ArrayList<>(DEATH_SIGNAL);
            trial.add("/bin/true");
            return Processes.run(trial, Duration.ofSeconds(10)).exitCode() == 0;
        } catch (IOException absent) {
            // There is no such program: workers then depend on their watch over stdin alone, and doctor says so.
            return false;
        }
    }

    /** Flags of every worker on this JDK: heap, modules and the like. */
    public static List<String> flags(Jvm jvm) {
        List<String> flags = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-Xms16m",
                "-Xmx256m",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:+DisplayVMOutputToStderr",
                // Relative to the working directory, so that no character of the path can be taken for a placeholder.
                "-XX:ErrorFile=hs_err_%p.log",
                "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED"));
        if (jvm.feature() >= 18) {
            // From there on reflection spins code for each member that it meets, 40 ms of a start; protocol messages,
            // some
            // a second, are all that it is used for.
            flags.add("-Djdk.reflect.useNativeAccessorOnly=true");
        }
        if (jvm.feature() >= 22) {
            flags.add("--enable-native-access=ALL-UNNAMED");
        }
        if (jvm.feature() >= 23) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        return flags;
    }
}
