package org.shmstress.reports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.shmstress.HarnessException;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.compare.Comparison;
import org.shmstress.reports.compare.ComparisonPage;
import org.shmstress.reports.compare.ComparisonPage.Link;
import org.shmstress.reports.compare.ComparisonPages;
import org.shmstress.reports.model.Text;
import org.shmstress.reports.templates.JtecomparisonGenerated;

/** Draws comparisons as pages like those of a report. */
public final class HtmlComparison {

    private HtmlComparison() {}

    /**
     * Draws comparisons with one base, a page each.
     *
     * @param directory made if it is not there
     * @param newer the record that schema and version are told of
     * @param command the command line that compares again
     * @return the first page
     */
    public static Path write(Path directory, List<Comparison> comparisons, RunRecord newer, String command) {
        try {
            Files.createDirectories(directory);
            Pages pages = new Pages(directory);
            pages.copyAssets();
            for (int i = 0; i < comparisons.size(); i++) {
                ComparisonPage page = ComparisonPages.of(
                        comparisons.get(i),
                        newer.run().schemaVersion(),
                        newer.run().product(),
                        command,
                        others(comparisons, i));
                pages.write(file(i), out -> JtecomparisonGenerated.render(out, Pages.NO_INTERCEPTION, page));
            }
            return directory.resolve(file(0));
        } catch (IOException e) {
            throw new HarnessException("cannot write the comparison to " + directory + "; is it writable?", e);
        }
    }

    private static List<Link> others(List<Comparison> comparisons, int mine) {
        return IntStream.range(0, comparisons.size())
                .filter(i -> i != mine)
                .mapToObj(i -> new Link(file(i), Text.of(comparisons.get(i).now())))
                .toList();
    }

    private static String file(int index) {
        return index == 0 ? "index.html" : "compare-" + (index + 1) + ".html";
    }
}
