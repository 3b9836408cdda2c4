package org.shmstress.reports.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shmstress.observation.Finding;
import org.shmstress.observation.Finding.OperationSeen;
import org.shmstress.observation.Observation.WorkerSeen;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.reports.model.HistoryView.Lanes;

/** Draws a script as it went: a lane per process, its steps as bars, and what befell objects and processes as signs above them. */
final class ScriptLanes {

    private static final int MOST = 60;

    private final ScriptTrace trace;
    private final Cut cut;

    private ScriptLanes(ScriptTrace trace) {
        this.trace = trace;
        this.cut = Cut.of(trace.steps().size(), MOST, i -> !trace.steps().get(i).agrees());
    }

    static Lanes of(ScriptTrace trace, List<WorkerSeen> workers) {
        return new ScriptLanes(trace).lanes(workers);
    }

    private Lanes lanes(List<WorkerSeen> workers) {
        List<StepSeen> steps = cut.kept().stream().map(trace.steps()::get).toList();
        Map<Integer, Integer> numbers = new HashMap<>();
        Map<Integer, Boolean> wrong = new HashMap<>();
        Map<Integer, String> marks = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            numbers.put(i, steps.get(i).number());
            wrong.put(i, !steps.get(i).agrees());
            marks.put(i, ScriptMarks.of(steps.get(i)));
        }
        Finding finding = new Finding(
                "",
                "",
                0,
                "",
                steps.size(),
                steps.stream().map(ScriptLanes::operation).toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return LaneDrawing.of(finding, Processes.acting(finding, workers), numbers, wrong, marks, ends(steps));
    }

    private static OperationSeen operation(StepSeen step) {
        return new OperationSeen(
                step.worker(),
                String.join(" ", ScriptMarks.words(step)),
                step.answer(),
                step.startNanos(),
                step.endNanos(),
                true);
    }

    /** Where a lane ends: at a death after which its process does nothing more. */
    private static Map<Integer, Long> ends(List<StepSeen> steps) {
        Map<Integer, Long> ends = new HashMap<>();
        for (StepSeen step : steps) {
            boolean kill = ScriptMarks.words(step).equals(List.of("kill"));
            if (kill || step.answer().startsWith("died")) {
                ends.put(step.worker(), step.endNanos());
            } else {
                ends.remove(step.worker());
            }
        }
        return ends;
    }

    /** Which of its steps are drawn, in words. */
    static String caption(ScriptTrace trace) {
        int size = trace.steps().size();
        return "One lane per process, time to the right; distances are compressed, what was over before what is exact."
                + (size > MOST
                        ? " Of " + Words.count(size) + " steps " + MOST
                                + " are drawn: the one that disagrees, those before it, and the first."
                        : "");
    }
}
