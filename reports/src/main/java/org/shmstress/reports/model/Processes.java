package org.shmstress.reports.model;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.DeathSeen;
import org.shmstress.observation.Finding.OperationSeen;
import org.shmstress.observation.Observation.WorkerSeen;

/** The processes that a finding is about: workers, and those that took a dead one's place. */
final class Processes {

    private final List<WorkerSeen> workers;
    private final List<DeathSeen> deaths;
    private final List<Integer> all;

    Processes(Finding finding, List<WorkerSeen> workers) {
        this.workers = workers;
        this.deaths = finding.deaths();
        this.all = Stream.concat(
                        Stream.concat(
                                IntStream.range(0, workers.size()).boxed(),
                                finding.operations().stream().map(OperationSeen::process)),
                        deaths.stream().map(DeathSeen::process))
                .distinct()
                .sorted()
                .toList();
    }

    List<Integer> all() {
        return all;
    }

    int count() {
        return all.size();
    }

    int lane(int process) {
        return all.indexOf(process);
    }

    String name(int process) {
        return "W" + process;
    }

    /** Its JDK, or whose place it took. */
    String about(int process) {
        if (process < workers.size()) {
            String jdk = workers.get(process).jdk();
            return "JDK" + Words.NBSP
                    + Text.of(jdk.contains(" ") ? jdk.substring(0, jdk.indexOf(' ')) : jdk)
                            .shown();
        }
        return deaths.isEmpty() ? "" : "in place of " + name(deaths.get(0).process());
    }
}
