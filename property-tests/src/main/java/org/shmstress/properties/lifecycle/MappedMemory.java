package org.shmstress.properties.lifecycle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.shmstress.observation.ScriptTrace;
import org.shmstress.observation.ScriptTrace.StepSeen;
import org.shmstress.script.Answer;

/**
 * When the memory of an object comes back, by the free bytes of the file system before it was there, when it was filled, and at
 * later moments. Others may use the file system at the same time, hence differences count only from three quarters of the
 * object's size.
 *
 * @param sizeBytes size of the object
 * @param moments what has happened when the third and later readings are taken; at the last one the memory must be back
 */
record MappedMemory(long sizeBytes, List<String> moments) {

    static final MappedMemory MAPPING_LAST =
            new MappedMemory(8 << 20, List.of("after the last close", "with one mapping left", "after the last unmap"));

    static final MappedMemory DESCRIPTOR_LAST = new MappedMemory(
            8 << 20, List.of("after the first close", "with one descriptor left", "after the last close of all"));

    /**
     * What the readings of one run say.
     *
     * @param isFilled whether the object's memory was visible at all; if not, the other readings say nothing
     * @param figures bytes in use by the object, by moment
     * @param wrong by moment, the trace with the reading that cannot be marked
     */
    record Measured(boolean isFilled, Map<String, Long> figures, Map<String, ScriptTrace> wrong) {

        boolean isClean() {
            return isFilled && wrong.isEmpty();
        }
    }

    Measured measure(ScriptTrace trace) {
        List<Integer> readings = readings(trace);
        if (readings.size() != moments.size() + 2) {
            return new Measured(false, Map.of(), Map.of());
        }
        Map<String, Long> figures = new LinkedHashMap<>();
        Map<String, ScriptTrace> wrong = new LinkedHashMap<>();
        long before = free(trace, readings.get(0));
        long filled = before - free(trace, readings.get(1));
        figures.put("bytes in use when filled", filled);
        for (int i = 0; i < moments.size(); i++) {
            long used = before - free(trace, readings.get(i + 2));
            figures.put("bytes in use " + moments.get(i), used);
            boolean last = i == moments.size() - 1;
            if (last ? used >= sizeBytes - threeQuarters() : used <= threeQuarters()) {
                wrong.put(moments.get(i), marked(trace, readings.get(i + 2), moments.get(i), before, last));
            }
        }
        return new Measured(filled > threeQuarters(), figures, wrong);
    }

    private long threeQuarters() {
        return sizeBytes / 4 * 3;
    }

    private static List<Integer> readings(ScriptTrace trace) {
        return IntStream.range(0, trace.steps().size())
                .filter(i -> Answer.parse(trace.steps().get(i).answer()) instanceof Answer.FreeBytes)
                .boxed()
                .toList();
    }

    private static long free(ScriptTrace trace, int index) {
        return ((Answer.FreeBytes) Answer.parse(trace.steps().get(index).answer())).bytes();
    }

    private ScriptTrace marked(ScriptTrace trace, int index, String moment, long before, boolean returned) {
        String allowed = moment + ": free " + (returned ? "at least " : "at most ")
                + (returned ? before - (sizeBytes - threeQuarters()) : before - threeQuarters());
        List<StepSeen> steps = new ArrayList<>(trace.steps());
        steps.set(index, steps.get(index).takenForWrong(allowed));
        return new ScriptTrace(trace.script(), List.copyOf(steps));
    }
}
