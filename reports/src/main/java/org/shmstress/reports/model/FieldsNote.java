package org.shmstress.reports.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.observation.Observation.Outcomes;
import org.shmstress.record.Entry.Configuration;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.scenario.Mode;
import org.shmstress.scenario.shape.JitFreedom;
import org.shmstress.segment.AccessPath;

/** What trials on raw memory leave open about plain accesses. */
final class FieldsNote {

    private FieldsNote() {}

    /** The note; empty where nothing is left open: no freedoms, no samples, or a trial on fields. */
    static String of(ScenarioPlanned scenario, List<TrialFinished> trials) {
        List<Configuration> tried = trials.stream()
                .filter(t -> t.observation().value() instanceof Outcomes o && o.samples() > 0)
                .map(TrialFinished::configuration)
                .toList();
        if (tried.isEmpty() || tried.stream().anyMatch(c -> c.mode().equals(Mode.THREADS.label()))) {
            return "";
        }
        Set<JitFreedom> lost = lostEverywhere(scenario.freedoms(), tried);
        return lost.isEmpty()
                ? ""
                : "Not a statement about the JIT's freedom on fields. These trials reached raw memory only; on fields, between"
                        + " threads, a JIT compiler may also "
                        + lost.stream().map(JitFreedom::words).collect(Collectors.joining("; "))
                        + ". --mode threads runs the same class there.";
    }

    /** Freedoms that no worker of any trial had. */
    private static Set<JitFreedom> lostEverywhere(Set<JitFreedom> freedoms, List<Configuration> tried) {
        Set<JitFreedom> lost = EnumSet.noneOf(JitFreedom.class);
        lost.addAll(freedoms);
        for (Configuration c : tried) {
            Stream.of(AccessPath.values())
                    .filter(path -> path.label().equals(c.accessPath()))
                    .forEach(path -> c.jdks().forEach(jdk -> lost.retainAll(JitFreedom.lostOn(path, jdk, freedoms))));
        }
        return lost;
    }
}
