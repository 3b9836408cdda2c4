package org.shmstress.reports.model;

import java.util.List;

/**
 * What a calibration came to, as it was written beside its record.
 *
 * @param directory name of its run directory
 * @param startedAt ISO-8601 instant; empty if its record does not say
 * @param own whether it is the very run that is drawn
 * @param machine kernel, C library, CPU and JDKs, one line each; none if its record does not say
 * @param rows one per planted defect or control
 * @param trouble why it cannot be read; empty if it can
 */
public record LastCalibration(
        String directory, String startedAt, boolean own, List<String> machine, List<Row> rows, String trouble) {

    /** One that cannot be read. */
    public static LastCalibration unreadable(String directory, String trouble) {
        return new LastCalibration(directory, "", false, List.of(), List.of(), trouble);
    }

    /**
     * A planted defect or a control.
     *
     * @param result {@code FOUND}, {@code MISSED}, {@code UNREACHABLE}; of controls {@code PASSED}, {@code ALARM}, {@code UNKNOWN}
     */
    public record Row(String id, String result, String reason, double seconds, boolean rare) {}

    long count(String result) {
        return rows.stream().filter(row -> row.result().equals(result)).count();
    }
}
