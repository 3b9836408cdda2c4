package org.shmstress.fork;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.shmstress.plan.Jvm;
import org.shmstress.protocol.Message.Perform;
import org.shmstress.protocol.Message.Performed;
import org.shmstress.segment.AccessPath;

/** A pool of hostile workers in a directory of its own. */
final class ForkFixture implements AutoCloseable {

    /** Far longer than anything here takes on a busy machine. */
    static final Duration LONG = Duration.ofSeconds(90);

    final Path runDirectory;
    final WorkerHost host;
    final List<WorkerLife> lives = Collections.synchronizedList(new ArrayList<>());
    final WorkerPool pool;

    ForkFixture(Path runDirectory, int maxIdle) throws IOException {
        this.runDirectory = runDirectory;
        Path workers = Files.createDirectories(runDirectory.resolve("workers"));
        host = WorkerHost.of(workers, WorkerHost.tag("test")).withMain(HostileWorker.class);
        pool = new WorkerPool(host, maxIdle, lives::add);
    }

    static WorkerSpec spec() {
        return spec(AccessPath.BYTE_BUFFER);
    }

    static WorkerSpec spec(AccessPath path) {
        return new WorkerSpec(running(), path);
    }

    static Jvm running() {
        return JvmProbe.named(Path.of(System.getProperty("java.home")));
    }

    static List<WorkerSpec> specs(int n) {
        return Collections.nCopies(n, spec());
    }

    static String perform(WorkerProcess worker, String step) {
        return worker.call(new Perform(step), Performed.class, LONG).answer();
    }

    String log(WorkerProcess worker) throws IOException {
        return Files.readString(host.logFile(worker.pid()));
    }

    /** Waits until something is the case; fails the test if it never is. */
    static void eventually(String what, BooleanSupplier condition) {
        Deadline deadline = Deadline.in(LONG);
        while (!condition.getAsBoolean()) {
            if (deadline.passed()) {
                throw new AssertionError("never came true: " + what);
            }
            Waits.sleep(what, 10);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
