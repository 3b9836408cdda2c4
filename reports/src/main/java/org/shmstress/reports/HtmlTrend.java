package org.shmstress.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.templates.JtetrendGenerated;
import org.shmstress.reports.trend.Trend;
import org.shmstress.reports.trend.TrendPage;
import org.shmstress.reports.trend.TrendPages;

/** Draws a trend as a page like those of a report. */
public final class HtmlTrend {

    private HtmlTrend() {}

    /**
     * Draws the page.
     *
     * @param directory made if it is not there
     * @param newest the record that schema and version are told of
     * @param command the command line that draws it again
     * @return the page
     */
    public static Path write(Path directory, Trend trend, RunRecord newest, String command) {
        TrendPage page =
                TrendPages.of(trend, newest.run().schemaVersion(), newest.run().product(), command);
        try {
            Files.createDirectories(directory);
            Pages pages = new Pages(directory);
            pages.copyAssets();
            return pages.write("index.html", out -> JtetrendGenerated.render(out, Pages.NO_INTERCEPTION, page));
        } catch (IOException e) {
            throw new HarnessException("cannot write the history to " + directory + "; is it writable?", e);
        }
    }
}
