package org.shmstress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.calibration.DefectTable;
import org.shmstress.verdict.ExitCodes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The assembled product turned on some of its planted defects. */
class CalibrateIT {

    @TempDir
    private Path directory;

    private static Map<String, JsonNode> byId(JsonNode report) {
        Map<String, JsonNode> rows = new HashMap<>();
        report.get("rows").forEach(row -> rows.put(row.get("id").asString(), row));
        return rows;
    }

    private static String result(Map<String, JsonNode> rows, String id) {
        return rows.get(id).get("result").asString();
    }

    @Test
    void findsWhatIsPlantedLeavesControlsAloneAndTellsOfEveryRow() throws Exception {
        Product product = new Product(directory);
        Started.Outcome outcome = product.run(
                "calibrate",
                "--select",
                "D-001",
                "--select",
                "D-128",
                "--select",
                "D-131",
                "--select",
                "D-013",
                "--select",
                "C-017",
                "--budget",
                "60s",
                "--json",
                "--out",
                product.out().toString());
        JsonNode report = JsonMapper.builder().build().readTree(outcome.out());
        Map<String, JsonNode> rows = byId(report);
        assertEquals(DefectTable.read().rows().size(), rows.size());
        for (String found : List.of("D-001", "D-128", "D-131")) {
            assertEquals("FOUND", result(rows, found), outcome.out());
        }
        assertTrue(rows.get("D-001").get("operations").asLong() > 0, outcome.out());
        assertTrue(!rows.get("D-001").get("schedule").asString().isEmpty(), outcome.out());
        assertEquals("UNREACHABLE", result(rows, "D-013"), outcome.out());
        assertEquals("PASSED", result(rows, "C-017"), outcome.out());
        assertEquals("SKIPPED", result(rows, "D-002"), outcome.out());
        assertEquals(3, report.get("found").asInt());
        assertEquals(0, report.get("missed").asInt());
        assertEquals(1, report.get("unreachable").asInt());
        assertEquals(1, report.get("controls").asInt());
        assertEquals(0, report.get("alarms").asInt());
        assertEquals(ExitCodes.PASSED, outcome.exitCode(), outcome.err());
        assertEquals(outcome.out(), Files.readString(product.out().resolve("calibration.json")));
    }
}
