package org.shmstress.run.script;

import java.time.Duration;
import java.util.List;
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

/** A trial of a script scenario, from leasing its workers to the observation. */
public final class ScriptTrial {

    private ScriptTrial() {}

    /**
     * Runs the trial.
     *
     * @param pool where the workers come from
     * @param runId part of the names of all objects that the scripts make
     */
    public static Scripts run(WorkerPool pool, ScriptTest test, Trial trial, long runId) {
        List<WorkerSpec> specs = WorkerSpec.of(trial);
        try (WorkerPool.Lease lease = pool.lease(specs)) {
            List<WorkerPuppet> puppets = IntStream.range(0, specs.size())
                    .mapToObj(i -> new WorkerPuppet(lease, i))
                    .toList();
            List<WorkerSeen> workers = IntStream.range(0, puppets.size())
                    .mapToObj(i -> seen(i, puppets.get(i).process()))
                    .toList();
            PosixModel model =
                    new PosixModel(puppets.stream().map(WorkerPuppet::traits).toList(), PageSize.bytes());
            ScriptSession session = new ScriptSession(puppets, model, new RunObjectNames(runId));
            session.run(warmUp(specs.size()));
            Scripts explored = test.exploration().explore(session, trial.seed(), Duration.ofMillis(trial.millis()));
            return explored.withWorkers(workers);
        }
    }

    /** Each worker's first native call loads JNA, which takes longer than thousands of steps; the budget is for steps. */
    private static Script warmUp(int workers) {
        return new Script(List.of(new Stage(IntStream.range(0, workers)
                .mapToObj(worker -> new Step(worker, new Action.Unlink("nothing")))
                .toList())));
    }

    /** As it was at the start of the trial: scripts may kill a worker, and another takes its place. */
    private static WorkerSeen seen(int index, WorkerProcess worker) {
        String jdk = worker.jvm().feature() + " " + worker.jvm().home();
        return new WorkerSeen(index, worker.pid(), jdk, worker.path().label(), 0, 0, -1, worker.exit());
    }
}
