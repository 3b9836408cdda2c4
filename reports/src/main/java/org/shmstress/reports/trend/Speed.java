package org.shmstress.reports.trend;

import java.util.List;
import org.shmstress.reports.compare.Side;
import org.shmstress.reports.compare.SpeedChange;
import org.shmstress.reports.compare.SpeedChange.Reading;

/**
 * How fast a run was, as a multiple of the first one: the median over the scenarios that can be compared, each by the reference loop
 * that was measured beside its trials. Single scenarios vary with the host's mood; the median of many moves when something moves them all.
 *
 * @param ratio the median; 0 if nothing can be compared
 * @param scenarios how many could be
 * @param why why none could be; empty if some could
 */
public record Speed(double ratio, int scenarios, String why) {

    /** Whether there is a ratio. */
    public boolean isKnown() {
        return scenarios > 0;
    }

    static Speed between(Side first, Side now) {
        List<SpeedChange> all = SpeedChange.between(first, now);
        double[] ratios = all.stream()
                .filter(change -> change.reading() != Reading.NOT_COMPARABLE)
                .mapToDouble(SpeedChange::ratio)
                .sorted()
                .toArray();
        if (ratios.length > 0) {
            return new Speed(median(ratios), ratios.length, "");
        }
        return new Speed(
                0,
                0,
                all.stream()
                        .map(SpeedChange::why)
                        .findFirst()
                        .orElse("no scenario has a speed in this run and the first"));
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : Math.sqrt(sorted[middle - 1] * sorted[middle]);
    }
}
