package org.shmstress.reports.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.DeathSeen;
import org.shmstress.observation.Finding.OperationSeen;
import org.shmstress.observation.Observation.WorkerSeen;

/** The processes that a finding is about: workers, and those that took a dead one's place. */
final class Processes {

    private final Map<Integer, String> jdks = new HashMap<>();
    private final List<DeathSeen> deaths;
    private final List<Integer> all;

    private Processes(Finding finding, List<Integer> all) {
        this.deaths = finding.deaths();
        this.all = all;
    }

    /** Those of a script: who performs a step. */
    static Processes acting(Finding finding, List<WorkerSeen> workers) {
        Processes processes = new Processes(
                finding,
                finding.operations().stream()
                        .map(OperationSeen::process)
                        .distinct()
                        .sorted()
                        .toList());
        workers.forEach(worker -> processes.jdks.putIfAbsent(worker.index(), worker.jdk()));
        return processes;
    }

    /** Those of a history: all workers, and who took a dead one's place. */
    static Processes of(Finding finding, List<WorkerSeen> workers) {
        Processes processes = new Processes(finding, all(finding, workers));
        for (int i = 0; i < workers.size(); i++) {
            processes.jdks.put(i, workers.get(i).jdk());
        }
        return processes;
    }

    private static List<Integer> all(Finding finding, List<WorkerSeen> workers) {
        return Stream.concat(
                        Stream.concat(
                                IntStream.range(0, workers.size()).boxed(),
                                finding.operations().stream().map(OperationSeen::process)),
                        finding.deaths().stream().map(DeathSeen::process))
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
        String jdk = jdks.getOrDefault(process, "");
        if (!jdk.isEmpty()) {
            return "JDK" + Words.NBSP
                    + Text.of(jdk.contains(" ") ? jdk.substring(0, jdk.indexOf(' ')) : jdk)
                            .shown();
        }
        return deaths.isEmpty() ? "" : "in place of " + name(deaths.get(0).process());
    }
}
