package org.shmstress.reports.trend;

import org.shmstress.reports.compare.Side;
import org.shmstress.reports.compare.SpeedChange;

/**
 * How fast a run was, as a multiple of the first one: the median over what both tried, each by the reference loop that was measured beside
 * its trials. Single ones vary with the host's mood; the median of many moves when something moves them all.
 *
 * @param ratio the median; 0 if nothing can be compared
 * @param compared how many scenarios under equal configurations it is of
 */
public record Speed(double ratio, int compared) {

    /** Whether there is a ratio. */
    public boolean isKnown() {
        return compared > 0;
    }

    static Speed between(Side first, Side now) {
        double[] ratios = SpeedChange.ratios(first, now).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return ratios.length == 0 ? new Speed(0, 0) : new Speed(median(ratios), ratios.length);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : Math.sqrt(sorted[middle - 1] * sorted[middle]);
    }
}
