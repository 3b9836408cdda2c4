package org.shmstress.run.script;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.shmstress.fork.WorkerPool;
import org.shmstress.fork.WorkerProcess;
import org.shmstress.fork.WorkerSpec;
import org.shmstress.observation.Observation.Scripts;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.plan.Trial;
import org.shmstress.posix.PageSize;
import org.shmstress.posixmodel.PosixModel;
import org.shmstress.scenario.Scenario.ScriptTest;
import org.shmstress.script.Action;
import org.shmstress.script.Script;
import org.shmstress.script.Stage;
import org.shmstress.script.Step;
import org.shmstress.segment.SegmentName;

/** The workers that perform scripts, for one trial or for many of them. */
final class Cast implements AutoCloseable {

    private final List<WorkerSpec> specs;
    private final WorkerPool.Lease lease;
    private final List<WorkerPuppet> puppets;
    private final NativeProgram natives;
    private final ScriptSession session;

    /** Leases the workers of a trial and has each make its first native call. */
    Cast(WorkerPool pool, Trial trial, long runId) {
        this.specs = WorkerSpec.of(trial);
        this.natives =
                new NativeProgram(new SegmentName(runId, ProcessHandle.current().pid(), "native"));
        this.lease = pool.lease(specs);
        try {
            this.puppets = IntStream.range(0, specs.size())
                    .mapToObj(i -> new WorkerPuppet(lease, i))
                    .toList();
            PosixModel model =
                    new PosixModel(puppets.stream().map(WorkerPuppet::traits).toList(), PageSize.bytes());
            this.session = new ScriptSession(puppets, model, new RunObjectNames(runId), Optional.of(natives));
            session.run(warmUp(specs.size()));
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /** Each worker's first native call loads JNA, which takes longer than thousands of steps; the budget is for steps. */
    private static Script warmUp(int workers) {
        return new Script(List.of(new Stage(IntStream.range(0, workers)
                .mapToObj(worker -> new Step(worker, new Action.Unlink("nothing")))
                .toList())));
    }

    /** Whether it can perform this trial as well. */
    boolean fits(Trial trial) {
        return specs.equals(WorkerSpec.of(trial));
    }

    /** Ids of those that live. */
    List<Long> workers() {
        return puppets.stream()
                .filter(puppet -> !puppet.isDead())
                .map(WorkerPuppet::pid)
                .toList();
    }

    Scripts perform(ScriptTest test, Trial trial) {
        List<WorkerSeen> workers = IntStream.range(0, puppets.size())
                .mapToObj(i -> seen(i, puppets.get(i).process()))
                .toList();
        Scripts explored = test.exploration().explore(session, trial.seed(), Duration.ofMillis(trial.millis()));
        return explored.withWorkers(test.keepsWorkers() ? tookPart() : workers);
    }

    /** As it was at the start of the trial: scripts may kill a worker, and another takes its place. */
    private static WorkerSeen seen(int index, WorkerProcess worker) {
        String jdk = worker.jvm().feature() + " " + worker.jvm().home();
        return new WorkerSeen(index, worker.pid(), jdk, worker.path().label(), 0, 0, -1, worker.exit());
    }

    /** Between two trials a dead worker is replaced when the next script begins, so only the script knows who took part. */
    private List<WorkerSeen> tookPart() {
        return session.parts().stream().map(this::seen).toList();
    }

    private WorkerSeen seen(Dialogue.Part part) {
        if (part.isNative()) {
            return new WorkerSeen(part.worker(), part.pid(), "no JDK", "native", 0, 0, -1, Optional.empty());
        }
        WorkerSpec spec = specs.get(part.worker());
        String jdk = spec.jvm().feature() + " " + spec.jvm().home();
        return new WorkerSeen(part.worker(), part.pid(), jdk, spec.path().label(), 0, 0, -1, Optional.empty());
    }

    @Override
    public void close() {
        try {
            natives.close();
        } finally {
            lease.close();
        }
    }
}
