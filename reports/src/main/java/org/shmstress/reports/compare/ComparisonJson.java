package org.shmstress.reports.compare;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code compare --json} prints.
 *
 * @param schemaVersion version of this format
 * @param go whether all comparisons say so
 * @param comparisons one, or along an axis one for each part but the first
 */
public record ComparisonJson(int schemaVersion, boolean go, List<Comparison> comparisons) {
    private static final int SCHEMA_VERSION = 1;

    /** The text. */
    public static String of(List<Comparison> comparisons) {
        return JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(new ComparisonJson(
                                SCHEMA_VERSION,
                                comparisons.stream().allMatch(c -> c.decision().go()),
                                comparisons))
                + "\n";
    }
}
