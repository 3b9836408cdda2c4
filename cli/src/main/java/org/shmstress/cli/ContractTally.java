package org.shmstress.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.shmstress.observation.Observation;
import org.shmstress.record.Entry;
import org.shmstress.verdict.Grade;

/** The rows of the contract in one line: a run has hundreds of them, and only what is wrong is worth a line each. */
final class ContractTally {

    private static final String SUBJECT = "conformance/";

    /** Who asks for a few rows wants to see each. */
    private static final int FEW = 12;

    private final Map<String, Integer> processes = new TreeMap<>();
    private final Map<String, Integer> skipped = new TreeMap<>();
    private int planned;
    private int checked;
    private int between;
    private int deviating;

    /** Takes note of a row that will be tried. */
    void planned(String scenario) {
        if (isRow(scenario)) {
            planned++;
        }
    }

    /** Takes note of how many processes took part in a row. */
    void tried(String scenario, Observation observation) {
        if (isRow(scenario) && observation instanceof Observation.Scripts seen) {
            processes.merge(scenario, seen.workers().size(), Math::max);
            deviating += seen.deviations().isEmpty() ? 0 : 1;
        }
    }

    /** Takes note of what came of a row; whether that is all that need be said of it. */
    boolean swallows(Entry.ScenarioFinished finished) {
        if (!isRow(finished.scenario())) {
            return false;
        }
        if (finished.grade() == Grade.SKIPPED) {
            skipped.merge(capability(finished.reason()), 1, Integer::sum);
        } else {
            checked++;
            between += processes.getOrDefault(finished.scenario(), 0) > 1 ? 1 : 0;
        }
        return planned > FEW && finished.grade().severity() <= Grade.SKIPPED.severity();
    }

    private static boolean isRow(String scenario) {
        return scenario.startsWith(SUBJECT);
    }

    /** What was missing stands before the colon. */
    private static String capability(String reason) {
        return reason.substring(0, Math.max(0, reason.indexOf(':')));
    }

    /** The line; empty if no row was tried. */
    Optional<String> line() {
        if (checked == 0 && skipped.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder line = new StringBuilder("contract: ")
                .append(checked)
                .append(" rows were checked, ")
                .append(between)
                .append(" of them between processes");
        if (!skipped.isEmpty()) {
            int all = skipped.values().stream().mapToInt(Integer::intValue).sum();
            line.append("; ")
                    .append(all)
                    .append(" skipped for want of ")
                    .append(skipped.entrySet().stream()
                            .map(e -> e.getKey() + " (" + e.getValue() + ")")
                            .collect(Collectors.joining(", ")));
        }
        if (deviating > 0) {
            line.append("; known deviations: ").append(deviating);
        }
        return Optional.of(line.toString());
    }
}
