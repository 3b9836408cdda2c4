package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.Entry.WorkerLife;
import org.shmstress.record.RunRecord;

/** Which worker JVM lived when, and in which trials it took part. Process ids come again, hence the time counts as well. */
public final class Lives {

    /** Clocks are read some time after what they tell of. */
    private static final double SLACK_SECONDS = 0.05;

    private final List<WorkerLife> byStart;
    private final Map<Long, List<WorkerLife>> byPid = new HashMap<>();

    private Lives(List<WorkerLife> byStart) {
        this.byStart = byStart;
        byStart.forEach(life ->
                byPid.computeIfAbsent(life.pid(), p -> new ArrayList<>()).add(life));
    }

    /** The lives of a record. */
    public static Lives of(RunRecord record) {
        return new Lives(record.workers().stream()
                .sorted(Comparator.comparingDouble(WorkerLife::fromSeconds))
                .toList());
    }

    /** All, in order of their begin. */
    public List<WorkerLife> byStart() {
        return byStart;
    }

    /** The lives that a trial's workers lived. */
    public List<WorkerLife> in(TrialFinished trial) {
        return trial.observation().value().workers().stream()
                .flatMap(worker -> lived(worker, trial).stream())
                .toList();
    }

    Optional<WorkerLife> lived(WorkerSeen worker, TrialFinished trial) {
        double begin = trial.atSeconds() - trial.seconds();
        return byPid.getOrDefault(worker.pid(), List.of()).stream()
                .filter(life -> life.fromSeconds() <= trial.atSeconds() + SLACK_SECONDS
                        && life.toSeconds() >= begin - SLACK_SECONDS)
                .findFirst();
    }
}
