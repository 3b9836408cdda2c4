package org.shmstress.run;

import java.util.Optional;
import org.shmstress.record.Entry.ReferenceMeasured;

/**
 * A loop that never changes, measured between trials, so that speeds can be told as multiples of it: how fast a cache line goes from
 * one CPU to another, which is what trials live on; on a single CPU a chain of multiplications. Takes about a millisecond, 5 at most.
 */
final class ReferenceLoop implements AutoCloseable {
    private static final double INTERVAL_SECONDS = 1;
    private static final int BATCHES = 5;
    private static final int LINKS = 100_000;

    /** The loop is interpreted at first, which would be measured with it. */
    private static final int WARM_UPS = 6;

    private final LineTransfer line = new LineTransfer();
    private double lastSeconds = Double.NEGATIVE_INFINITY;
    private long chain = 1;

    /** Measures unless it did within the last second; empty too if the CPUs had no time for it. */
    Optional<ReferenceMeasured> measureIfDue(double nowSeconds) {
        if (nowSeconds - lastSeconds < INTERVAL_SECONDS) {
            return Optional.empty();
        }
        if (lastSeconds < 0) {
            for (int i = 0; i < WARM_UPS; i++) {
                measure(nowSeconds);
            }
        }
        lastSeconds = nowSeconds;
        return measure(nowSeconds);
    }

    private Optional<ReferenceMeasured> measure(double nowSeconds) {
        if (line.needsMoreCpus()) {
            return Optional.of(new ReferenceMeasured("multiplications", multiplicationNanos(), nowSeconds));
        }
        return line.nanos().map(nanos -> new ReferenceMeasured("line transfer", nanos, nowSeconds));
    }

    private double multiplicationNanos() {
        double best = Double.POSITIVE_INFINITY;
        for (int batch = 0; batch < BATCHES; batch++) {
            long begin = System.nanoTime();
            for (int i = 0; i < LINKS; i++) {
                chain = chain * 6364136223846793005L + 1442695040888963407L;
            }
            best = Math.min(best, (double) (System.nanoTime() - begin) / LINKS);
        }
        return best;
    }

    @Override
    public void close() {
        line.close();
    }
}
