package org.shmstress.reports.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.WorkerExit;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.Entry.WorkerLife;
import org.shmstress.reports.model.TrialDetail.File;

/** Which files each worker of a trial left: what it printed, and where its JVM crashed. */
record WorkerFiles(Lives lives, RunFiles files) {

    List<File> of(TrialFinished trial, WorkerSeen worker) {
        Optional<WorkerLife> life = lives.lived(worker, trial);
        String log = life.map(WorkerLife::log).orElse("workers/worker-" + worker.pid() + ".log");
        String crash = worker.exit().flatMap(WorkerExit::crashFile).orElse("");
        return Stream.of(new File("log", files.link(log)), new File("crash file", files.link(crash)))
                .filter(file -> !file.link().isEmpty())
                .toList();
    }
}
