package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.LastCalibration.Row;
import org.shmstress.reports.model.Power.Missed;
import org.shmstress.reports.model.Power.Unit;

/** The tester's power from the last calibration that is at hand. */
final class PowerWords {

    private static final int PER_ROW = 46;
    private static final int STEP = 20;
    private static final int MOST_MISSED = 40;
    private static final List<String> DEFECTS = List.of("FOUND", "MISSED", "UNREACHABLE");

    private PowerWords() {}

    static Power of(RunRecord record, Optional<LastCalibration> calibration) {
        return calibration
                .map(c -> c.trouble().isEmpty() ? measured(record, c) : notMeasured(c.trouble()))
                .orElseGet(() -> notMeasured("no calibration lies beside this run"));
    }

    private static Power notMeasured(String why) {
        return new Power(
                Text.prose("It was not measured: " + why
                        + ". What passed here would have passed as well with a tester that" + " sees nothing."),
                List.of(),
                0,
                0,
                List.of(),
                "./shmstress calibrate");
    }

    private static Power measured(RunRecord record, LastCalibration calibration) {
        List<Row> defects = calibration.rows().stream()
                .filter(row -> DEFECTS.contains(row.result()))
                .sorted(Comparator.comparingInt(row -> DEFECTS.indexOf(row.result())))
                .toList();
        List<Unit> units = new ArrayList<>();
        for (Row row : defects) {
            units.add(unit(row, units.size()));
        }
        int rows = (units.size() + PER_ROW - 1) / PER_ROW;
        return new Power(
                Text.prose(sentence(record, calibration)),
                units,
                Math.min(units.size(), PER_ROW) * STEP,
                rows * STEP,
                calibration.rows().stream()
                        .filter(row ->
                                row.result().equals("MISSED") || row.result().equals("ALARM"))
                        .limit(MOST_MISSED)
                        .map(row -> new Missed(
                                Text.of(row.id()),
                                row.result().equals("ALARM") ? "false alarm" : row.rare() ? "missed, rare" : "missed",
                                Text.of(row.reason())))
                        .toList(),
                "");
    }

    private static Unit unit(Row row, int index) {
        String shape = switch (row.result()) {
            case "FOUND" -> "u-found";
            case "MISSED" -> "u-missed";
            default -> "u-out";
        };
        return new Unit(
                index % PER_ROW * STEP,
                index / PER_ROW * STEP,
                shape,
                row.result().equals("MISSED") ? "failed" : "soft",
                Text.of(row.id() + ": " + row.result().toLowerCase(java.util.Locale.ROOT) + ", " + row.reason())
                        .shown());
    }

    private static String sentence(RunRecord record, LastCalibration calibration) {
        long found = calibration.count("FOUND");
        long reachable = found + calibration.count("MISSED");
        long controls = calibration.count("PASSED") + calibration.count("ALARM") + calibration.count("UNKNOWN");
        return Words.count(found) + " of " + Words.counted(reachable, "planted defect was", "planted defects were")
                + " caught, " + Words.count(calibration.count("UNREACHABLE")) + " are out of its reach; "
                + Words.count(calibration.count("ALARM")) + " of " + Words.counted(controls, "control", "controls")
                + " raised a false alarm. " + where(record, calibration);
    }

    private static String where(RunRecord record, LastCalibration calibration) {
        if (calibration.own()) {
            return "Measured by this run.";
        }
        String when = calibration.startedAt().isEmpty() ? "" : " on " + Words.moment(calibration.startedAt());
        String measured = "Measured" + when + " by the run " + calibration.directory();
        List<String> here = record.environment().map(EnvironmentWords::machine).orElse(List.of());
        if (calibration.machine().isEmpty() || here.isEmpty()) {
            return measured + ", on a machine of which its record does not tell.";
        }
        List<String> others = calibration.machine().stream()
                .filter(line -> !here.contains(line))
                .toList();
        return measured
                + (others.isEmpty()
                        ? ", on the same kernel, C library, CPU and JDKs."
                        : ", elsewhere: there it was " + String.join("; ", others) + ".");
    }
}
