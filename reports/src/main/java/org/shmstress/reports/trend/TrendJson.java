package org.shmstress.reports.trend;

import java.util.List;
import org.shmstress.reports.trend.Trend.Run;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code history --json} prints.
 *
 * @param schemaVersion version of this format
 * @param runs the oldest first
 */
public record TrendJson(int schemaVersion, List<Run> runs) {
    private static final int SCHEMA_VERSION = 1;

    /** The text. */
    public static String of(Trend trend) {
        return JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new TrendJson(SCHEMA_VERSION, trend.runs()))
                + "\n";
    }
}
