package org.shmstress.properties.regressions;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.shmstress.HarnessException;
import org.shmstress.versions.Affected;

/**
 * Something that an upgrade broke, or changed, and that might come back.
 *
 * @param id as in {@code regressions/K01}
 * @param affected the versions that are known to show it
 * @param versionsInWords the same with what numbers do not tell
 * @param symptom what is seen
 * @param scenario how to show it
 * @param where where it was published
 */
record Regression(String id, Affected affected, String versionsInWords, String symptom, String scenario, String where) {

    private static final String TABLE = "upgrade-regressions.tsv";
    private static final int COLUMNS = 8;

    /** The table, by id. */
    static Map<String, Regression> all() {
        return lines().stream()
                .skip(1)
                .map(Regression::parse)
                .collect(Collectors.toMap(
                        Regression::id,
                        Function.identity(),
                        (one, other) -> {
                            throw new HarnessException(TABLE + " has two rows " + one.id());
                        },
                        java.util.TreeMap::new));
    }

    private static Regression parse(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new HarnessException(TABLE + ": a row of " + columns.length + " columns: " + line);
        }
        return new Regression(
                columns[0],
                Affected.parse(columns[1] + " " + columns[7]),
                columns[1] + " " + columns[2],
                columns[3],
                columns[4],
                columns[5]);
    }

    private static List<String> lines() {
        try (InputStream in = Regression.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new HarnessException(TABLE + " is missing from the program; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new HarnessException("cannot read " + TABLE, e);
        }
    }
}
