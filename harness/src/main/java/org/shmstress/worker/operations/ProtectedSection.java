package org.shmstress.worker.operations;

import static org.shmstress.worker.operations.OperationLayout.FIRST_SUM;
import static org.shmstress.worker.operations.OperationLayout.LAST_SUM;
import static org.shmstress.worker.operations.OperationLayout.OWNER;
import static org.shmstress.worker.operations.OperationLayout.PREVIOUS_OWNER;
import static org.shmstress.worker.operations.OperationLayout.SECOND_SUM;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.api.SharedLock;

/**
 * The critical section: it leaves two kinds of evidence about whether it was alone.
 *
 * <ul>
 *   <li><b>Owner word.</b> It must be 0 at entry and still mine at the end. Sees who met whom, but only when the other's store
 *       has arrived here.
 *   <li><b>Sums.</b> Three counters incremented by a plain load and store. Two sections that overlapped in any way lose an
 *       increment sooner or later, and nothing gives it back; each must equal the number of sections that were counted by the
 *       workers apart from each other.
 * </ul>
 *
 * <p><b>No fence, no locked instruction.</b> A lock whose defect is a missing or misplaced fence is broken only while a store
 * waits in the store buffer, and any fence of ours between its steps would empty that. So everything here is a plain store or
 * a plain or opaque load, which cost no fence in the interpreter nor in compiled code; opaque stores are avoided because
 * interpreter and C1 make them volatile. The opaque loads keep the compiler from answering the second look at the owner word from
 * the first store, and from merging the increments of neighbouring sections.
 */
final class ProtectedSection implements SharedLock.Section {

    private static final long[] SUMS = {FIRST_SUM, SECOND_SUM, LAST_SUM};
    private static final int MAX_EVIDENCE = 10;

    private final Region data;
    private final Line line;
    private final Line[] lines;
    private final int worker;
    private final List<String> evidence = new ArrayList<>();

    private int peer;
    private long entered;
    private long violations;
    private long contended;
    private long handovers;

    ProtectedSection(Region control, Region data, int worker, int workers) {
        this.data = data;
        this.worker = worker;
        this.peer = worker;
        this.lines = Line.all(control, workers);
        this.line = lines[worker];
    }

    @Override
    public void update() {
        line.plainPhase(Phase.INSIDE);
        long me = worker + 1L;
        long before = data.opaqueLong(OWNER);
        data.plainLong(OWNER, me);
        line.plain(OperationLayout.ENTERED, ++entered);
        if (data.plainLong(PREVIOUS_OWNER) != me) {
            handovers++;
            data.plainLong(PREVIOUS_OWNER, me);
        }
        increment(FIRST_SUM);
        lookForCompany();
        increment(SECOND_SUM);
        long after = data.opaqueLong(OWNER);
        data.plainLong(OWNER, 0);
        if (before != 0 || after != me) {
            violated(before != 0 ? before : after);
        }
    }

    @Override
    public void lastWrite() {
        increment(LAST_SUM);
    }

    private void increment(long sum) {
        data.plainLong(sum, data.plainLong(sum) + 1);
    }

    /** One other worker a time: is it at the lock while I am inside? This is the witness of contention. */
    private void lookForCompany() {
        peer = peer + 1 == lines.length ? 0 : peer + 1;
        if (peer != worker) {
            Phase phase = lines[peer].opaquePhase();
            if (phase == Phase.LOCKING || phase == Phase.INSIDE) {
                contended++;
            }
        }
    }

    /** Whether another worker is in the middle of its burst. */
    boolean othersWork() {
        for (Line other : lines) {
            if (other != line && other.opaquePhase().isAtWork()) {
                return true;
            }
        }
        return false;
    }

    private void violated(long intruder) {
        violations++;
        line.plain(OperationLayout.VIOLATIONS, violations);
        if (violations == 1) {
            line.plain(OperationLayout.FIRST_VIOLATION, entered);
        }
        note("worker " + worker + ", its section " + entered + ": " + inWords(intruder));
    }

    private static String inWords(long intruder) {
        return intruder == 0 ? "another worker had come and gone" : "worker " + (intruder - 1) + " was inside too";
    }

    /** Compares the sums with the sections that the workers counted; all workers must be quiet. */
    boolean sumsAgree() {
        long expected = totalEntered();
        boolean agree = true;
        for (long sum : SUMS) {
            if (data.plainLong(sum) != expected) {
                note("after " + expected + " sections the " + name(sum) + " sum is " + data.plainLong(sum));
                agree = false;
            }
        }
        return agree;
    }

    /** True when any worker has seen a violation; all workers must be quiet. */
    boolean anyViolation() {
        for (Line each : lines) {
            if (each.plain(OperationLayout.VIOLATIONS) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Another's death was reported though nobody was to die: whoever is taken for dead goes on inside. */
    void toldOfDeath() {
        violations++;
        line.plain(OperationLayout.VIOLATIONS, violations);
        note("worker " + worker + " was told that the lock's owner had died; nobody has");
    }

    private long totalEntered() {
        long total = 0;
        for (Line each : lines) {
            total += each.opaque(OperationLayout.ENTERED);
        }
        return total;
    }

    void note(String what) {
        if (evidence.size() < MAX_EVIDENCE) {
            evidence.add(what);
        }
    }

    private static String name(long sum) {
        return sum == FIRST_SUM ? "first" : sum == SECOND_SUM ? "second" : "last";
    }

    /** Puts the counts that change too often to be stored each time where the parent finds them. */
    void publish() {
        line.plain(OperationLayout.CONTENDED, contended);
        line.plain(OperationLayout.HANDOVERS, handovers);
    }

    Line line() {
        return line;
    }

    long violations() {
        return violations;
    }

    long contended() {
        return contended;
    }

    long handovers() {
        return handovers;
    }

    List<String> evidence() {
        return evidence;
    }
}
