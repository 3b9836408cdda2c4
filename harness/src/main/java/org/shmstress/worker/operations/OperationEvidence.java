package org.shmstress.worker.operations;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.segment.View;

/** The parent's view of a shared-object trial: what lies in the segment, whatever has become of the workers. */
public final class OperationEvidence {

    private final Region control;
    private final Region data;
    private final Line[] lines;

    /**
     * Evidence in a mapped segment.
     *
     * @param control the segment, as the parent reaches it
     * @param controlOffset as in the workers' task
     * @param dataOffset as in the workers' task
     * @param workers number of workers
     */
    public OperationEvidence(View control, long controlOffset, long dataOffset, int workers) {
        this.control = Region.at(control, controlOffset);
        this.data = Region.at(control, dataOffset);
        this.lines = Line.all(this.control, workers);
    }

    /** Number of the lock in use, from 1; at the end the one at which the trial ended. */
    public long generation() {
        return control.opaqueLong(OperationLayout.stop(lines.length) + OperationLayout.GENERATION);
    }

    /** Where a worker is. */
    public Phase phase(int worker) {
        return lines[worker].opaquePhase();
    }

    /** How many operations it has completed. */
    public long completed(int worker) {
        return lines[worker].opaque(OperationLayout.COMPLETED);
    }

    /** A number that changes whenever a worker gets on; when it rests for seconds within a burst, the object is stuck. */
    public long progress() {
        long sum = 0;
        for (Line line : lines) {
            sum += line.opaque(OperationLayout.ENTERED)
                    + line.opaque(OperationLayout.COMPLETED)
                    + line.opaque(OperationLayout.BURSTS)
                    + line.opaque(OperationLayout.PHASE);
        }
        return sum;
    }

    /** One line per worker: where it is and what it has done; the proof of a stall. */
    public List<String> whereabouts() {
        List<String> words = new ArrayList<>();
        for (int w = 0; w < lines.length; w++) {
            words.add("worker " + w + " " + phase(w).words() + " after " + lines[w].opaque(OperationLayout.COMPLETED)
                    + " operations");
        }
        return words;
    }

    /**
     * The counts. Exact once all workers have ended.
     *
     * @param recordedOperations critical sections that were begun, counted by each worker apart
     * @param protectedSum of the counters kept under the object's protection the one furthest from that
     * @param violations overlaps seen from inside
     * @param contended sections during which another worker was at the object
     */
    public record Counts(long recordedOperations, long protectedSum, long violations, long contended) {}

    /** Reads the counts. */
    public Counts counts() {
        long recorded = total(OperationLayout.ENTERED);
        long furthest = recorded;
        for (long sum : new long[] {OperationLayout.FIRST_SUM, OperationLayout.SECOND_SUM, OperationLayout.LAST_SUM}) {
            long value = data.opaqueLong(sum);
            if (Math.abs(value - recorded) > Math.abs(furthest - recorded)) {
                furthest = value;
            }
        }
        return new Counts(recorded, furthest, total(OperationLayout.VIOLATIONS), total(OperationLayout.CONTENDED));
    }

    private long total(long word) {
        long sum = 0;
        for (Line line : lines) {
            sum += line.opaque(word);
        }
        return sum;
    }
}
