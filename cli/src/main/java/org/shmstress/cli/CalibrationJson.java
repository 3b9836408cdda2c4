package org.shmstress.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.shmstress.calibration.Calibration;
import org.shmstress.calibration.Finding;
import org.shmstress.calibration.Result;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code calibrate --json} prints.
 *
 * @param rows one per id of the table
 * @param found how many defects were found, rare ones too
 * @param missed how many were missed, rare ones too
 * @param unreachable how many cannot be shown here
 * @param controls how many controls were tried
 * @param alarms how many of them were flagged
 * @param rareFound how many of the found ones are rare
 * @param rareMissed how many of the missed ones are rare
 * @param medianSeconds half of the found ones took no longer; absent if none was found
 */
record CalibrationJson(
        int schemaVersion,
        List<Finding> rows,
        int found,
        int missed,
        int unreachable,
        int controls,
        int alarms,
        int rareFound,
        int rareMissed,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> medianSeconds) {

    static String of(Calibration calibration) {
        CalibrationJson json = new CalibrationJson(
                1,
                calibration.rows(),
                calibration.count(Result.FOUND),
                calibration.count(Result.MISSED),
                calibration.count(Result.UNREACHABLE),
                calibration.controls(),
                calibration.count(Result.ALARM),
                calibration.countRare(Result.FOUND),
                calibration.countRare(Result.MISSED),
                calibration.medianSeconds().stream().boxed().findFirst());
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }
}
