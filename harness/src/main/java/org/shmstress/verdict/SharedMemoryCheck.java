package org.shmstress.verdict;

import java.util.List;
import java.util.Optional;
import org.shmstress.observation.Observation.SegmentSeen;
import org.shmstress.observation.Observation.WorkerSeen;

/** Whether a trial was what it claims to be: each worker a process of its own, all on the one segment. */
final class SharedMemoryCheck {

    private SharedMemoryCheck() {}

    /** Empty if all is well, else BROKEN: whatever was counted says nothing about memory between processes. */
    static Optional<TrialVerdict> check(List<WorkerSeen> workers, SegmentSeen segment) {
        long processes = workers.stream().mapToLong(WorkerSeen::pid).distinct().count();
        if (processes != workers.size()) {
            return broken(workers.size() + " workers ran in " + processes + " processes");
        }
        return workers.stream()
                .filter(w -> w.inode() != segment.inode())
                .findFirst()
                .flatMap(w -> broken(
                        "worker " + w.index() + " mapped inode " + w.inode() + ", the segment has " + segment.inode()));
    }

    private static Optional<TrialVerdict> broken(String reason) {
        return Optional.of(new TrialVerdict(Grade.BROKEN, reason, false, List.of()));
    }
}
