package org.shmstress.reports.model;

/** The one scale of all heat: a fixed logarithmic one of seven tones. */
final class Heats {

    private static final double[] FROM = {1e-6, 1e-4, 1e-2, 0.1, 0.3};

    private Heats() {}

    /** 0 for never seen, else 1 to 6. */
    static int tone(long count, long samples) {
        int tone = count == 0 ? 0 : 1;
        for (double from : FROM) {
            tone += count > 0 && (double) count / samples >= from ? 1 : 0;
        }
        return tone;
    }
}
