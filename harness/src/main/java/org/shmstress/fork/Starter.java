package org.shmstress.fork;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.shmstress.HarnessException;
import org.shmstress.HarnessException.Kind;

/**
 * Starts every worker from one thread that lives as long as this JVM: the parent-death signal of a child fires when the
 * <em>thread</em> that started it ends, not when the process does.
 */
final class Starter {

    private static final ExecutorService THREAD = Executors.newFixedThreadPool(1, task -> {
        Thread thread = new Thread(task, "shmstress-starter");
        thread.setDaemon(true);
        return thread;
    });

    private static final boolean DEATH_SIGNAL = WorkerCommand.deathSignalAvailable();

    private Starter() {}

    /** Whether workers are killed by the kernel when this process dies; found out once. */
    static boolean deathSignalInForce() {
        return DEATH_SIGNAL;
    }

    static Process start(WorkerSpec spec, WorkerHost host, List<String> more) {
        ProcessBuilder builder = new ProcessBuilder(WorkerCommand.of(spec, host, more))
                .directory(host.workersDirectory().toFile());
        Processes.clearJvmVariables(builder.environment());
        return Waits.uninterrupted("the start of a worker", () -> {
            try {
                return THREAD.submit(builder::start).get();
            } catch (ExecutionException e) {
                throw cannotStart(spec, host, Objects.requireNonNullElse(e.getCause(), e));
            }
        });
    }

    private static HarnessException cannotStart(WorkerSpec spec, WorkerHost host, Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        boolean noRoom = message.contains("error=11,") || message.contains("error=12,");
        String advice = noRoom ? "; lower --workers, or raise the limit of processes or memory" : "";
        Kind kind = noRoom && cause instanceof IOException ? Kind.NO_ROOM : Kind.HARNESS;
        return new HarnessException(
                kind,
                "cannot start a worker (" + spec.describe() + ") in " + host.workersDirectory() + ": " + message
                        + advice,
                cause);
    }
}
