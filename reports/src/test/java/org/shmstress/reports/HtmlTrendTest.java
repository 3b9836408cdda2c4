package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.trend.Trend;

class HtmlTrendTest {
    @TempDir
    Path directory;

    private String page(RunRecord... records) throws IOException {
        return Files.readString(HtmlTrend.write(
                directory.resolve("history"),
                Trend.of(List.of(records)),
                records[records.length - 1],
                "./shmstress history a b"));
    }

    @Test
    void drawsABarWhereSomethingIsWrong() throws IOException {
        String page = page(HtmlComparisonTest.base(), HtmlComparisonTest.worse());
        assertTrue(page.contains("<svg class=\"trend\""), "the drawing");
        assertEquals(2, page.split("class=\"defects\"", -1).length - 1, "a bar per run");
        assertEquals(1, page.split("height=\"0.0\"", -1).length - 1, "the first run found nothing");
        assertTrue(page.contains("class=\"changed\""), "grades that changed");
    }

    @Test
    void namesOfStrangersAreText() throws IOException {
        String page = page(HtmlComparisonTest.base(), HtmlComparisonTest.worse(), HtmlComparisonTest.base());
        assertFalse(page.contains("<script>"), "markup");
        assertFalse(page.contains("style=\""), "inline style");
        assertFalse(page.contains("\u202e"), "turned text");
        assertTrue(page.length() < 500_000, page.length() + " characters");
    }
}
