package org.shmstress.fork;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.shmstress.protocol.Message.Perform;

/**
 * A parent to be killed. Arguments: directory for workers, number of workers, and {@code help} or {@code alone}: with or without
 * the kernel's help at its death. Workers are, in turn: spinning in a hot loop, stopped while spinning, idle, sleeping.
 */
final class DoomedParent {

    private DoomedParent() {}

    public static void main(String[] args) throws InterruptedException {
        WorkerHost ordinary =
                WorkerHost.of(Path.of(args[0]), WorkerHost.tag("doomed")).withMain(HostileWorker.class);
        boolean alone = args[2].equals("alone");
        WorkerPool pool = new WorkerPool(alone ? ordinary.withoutDeathSignal() : ordinary, 0, life -> {});
        List<WorkerProcess> workers = pool.lease(Collections.nCopies(Integer.parseInt(args[1]), ForkFixture.spec()))
                .workers();
        for (int i = 0; i < workers.size(); i++) {
            occupy(workers.get(i), alone && i % 4 == 1 ? 0 : i % 4);
        }
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void occupy(WorkerProcess worker, int how) {
        switch (how) {
            case 0 -> worker.send(new Perform("spin"));
            case 1 -> {
                worker.send(new Perform("spin"));
                worker.stop();
            }
            case 2 -> worker.await(Deadline.inSeconds(0));
            default -> worker.send(new Perform("sleep"));
        }
    }
}
