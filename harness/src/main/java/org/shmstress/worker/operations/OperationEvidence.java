package org.shmstress.worker.operations;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.api.spi.SliceAccess;

/** The parent's view of a shared-object trial: what lies in the segment, whatever has become of the workers. */
public final class OperationEvidence {

    private final Region control;
    private final Region data;
    private final Line[] lines;

    /**
     * Evidence in a mapped segment.
     *
     * @param access how the parent reaches the segment
     * @param region the mapped segment in the access path's terms
     * @param base address of its first byte in the access path's terms
     * @param controlOffset as in the workers' task
     * @param dataOffset as in the workers' task
     * @param workers number of workers
     */
    public OperationEvidence(
            SliceAccess access, Object region, long base, long controlOffset, long dataOffset, int workers) {
        this.control = new Region(access, region, base + controlOffset);
        this.data = new Region(access, region, base + dataOffset);
        this.lines = new Line[workers];
        for (int w = 0; w < workers; w++) {
            lines[w] = new Line(control, w);
        }
    }

    /** Ends the trial for all workers that wait for each other. One that is stuck inside the object has to be killed. */
    public void abort() {
        control.opaqueInt(OperationLayout.ABORT, 1);
    }

    /** Where a worker is. */
    public Phase phase(int worker) {
        return lines[worker].opaquePhase();
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
     * @param ownerDeaths how often a worker was told that the former owner had died
     */
    public record Counts(
            long recordedOperations, long protectedSum, long violations, long contended, long ownerDeaths) {}

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
        return new Counts(
                recorded,
                furthest,
                total(OperationLayout.VIOLATIONS),
                total(OperationLayout.CONTENDED),
                total(OperationLayout.OWNER_DEATHS));
    }

    private long total(long word) {
        long sum = 0;
        for (Line line : lines) {
            sum += line.opaque(word);
        }
        return sum;
    }
}
