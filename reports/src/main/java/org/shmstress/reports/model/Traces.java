package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.reports.model.HistoryView.Lanes;
import org.shmstress.reports.model.TrialDetail.State;
import org.shmstress.reports.model.TrialDetail.Step;
import org.shmstress.reports.model.TrialDetail.Trace;

/** Draws up a script as it went: each process has its column, so the list is the interleaving. */
final class Traces {
    private static final int MOST_COLUMNS = 5;
    private static final int MOST_STEPS = 400;
    private static final int MOST_THAT_AGREE = 15;

    private Traces() {}

    /**
     * Draws up.
     *
     * @param lanes the same as a drawing; none where the list is enough
     */
    static Trace of(String heading, boolean folded, List<Lanes> lanes, ScriptTrace trace) {
        List<StepSeen> all = trace.steps();
        List<Integer> workers =
                all.stream().map(StepSeen::worker).distinct().sorted().toList();
        Cut cut = Cut.of(
                all.size(),
                trace.agrees() ? MOST_THAT_AGREE : MOST_STEPS,
                i -> !all.get(i).agrees());
        List<Step> steps = new ArrayList<>();
        for (int place = 0; place < cut.kept().size(); place++) {
            int index = cut.kept().get(place);
            steps.add(step(
                    all.get(index),
                    leftOut(cut.leftOutBefore(place)),
                    workers.indexOf(all.get(index).worker()) + 1,
                    index == 0 ? Set.of() : Set.copyOf(all.get(index - 1).stateAfter())));
        }
        return new Trace(
                heading + (steps.size() < all.size() ? ", " + steps.size() + " of " + all.size() + " steps" : ""),
                folded,
                lanes,
                ScriptLanes.caption(trace),
                workers.size() <= MOST_COLUMNS ? workers.size() : 0,
                workers.stream().map(w -> "W" + w).toList(),
                steps,
                leftOut(cut.leftOutBefore(steps.size())));
    }

    /** Words in place of steps that are not shown; empty if there are none. */
    static String leftOut(int steps) {
        return steps == 0 ? "" : Words.counted(steps, "step is", "steps are") + " left out here.";
    }

    private static Step step(StepSeen seen, String leftOut, int column, Set<String> before) {
        return new Step(
                seen.number(),
                leftOut,
                column,
                "W" + seen.worker(),
                Words.nanos(seen.startNanos()),
                seen.group() == 0 ? "" : "at the same time as the others of group " + seen.group(),
                ScriptMarks.of(seen),
                Text.of(seen.step()),
                Text.of(seen.answer()),
                seen.agrees(),
                seen.allowed().stream().map(Text::of).toList(),
                seen.stateAfter().stream()
                        .map(line -> new State(Text.of(line), !before.contains(line)))
                        .toList());
    }
}
