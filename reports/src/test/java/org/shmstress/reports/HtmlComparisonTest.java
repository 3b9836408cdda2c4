package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.compare.Aspect;
import org.shmstress.reports.compare.Comparison;
import org.shmstress.reports.compare.Side;
import org.shmstress.verdict.Grade;

class HtmlComparisonTest {
    @TempDir
    Path directory;

    static RunRecord base() {
        SampleRun run = SampleRun.begun();
        run.passedOutcomes("ordering/StoreBuffering");
        run.passedOutcomes("atomicity/CompareAndSet");
        run.passedLock("mutex/RobustOwnerKilled");
        return run.finished(Grade.PASSED, 0, "fine").record();
    }

    static RunRecord worse() {
        return SampleRun.full().finished(Grade.FAILED, 1, "failed").record();
    }

    private String page(RunRecord base, RunRecord now) throws IOException {
        Comparison seen = Comparison.of(Side.of(base), Side.of(now), EnumSet.allOf(Aspect.class));
        return Files.readString(
                HtmlComparison.write(directory.resolve("compare"), List.of(seen), now, "./shmstress compare a b"));
    }

    @Test
    void answerIsTheFirstHeadline() throws IOException {
        String page = page(base(), worse());
        String headline = page.substring(page.indexOf("<h1>"), page.indexOf("</h1>"));
        assertTrue(headline.contains("NO-GO."), headline);
        assertTrue(page.contains("atomicity/CompareAndSet"), "the scenario that crashes");
        assertTrue(page(base(), base()).contains("GO.</span> <bdi>Nothing that counts became worse in 3"), "no change");
    }

    @Test
    void namesOfStrangersAreText() throws IOException {
        String page = page(base(), worse());
        assertFalse(page.contains("<script>alert"), "markup");
        assertFalse(page.contains("<img src"), "markup");
        assertFalse(page.contains("\u202e"), "turned text");
        assertTrue(page.contains("&lt;script&gt;"), "the name itself");
        assertTrue(page.length() < 500_000, page.length() + " characters");
    }

    @Test
    void everyLinkLeadsToAFile() throws IOException {
        Comparison seen = Comparison.of(Side.of(base()), Side.of(worse()), EnumSet.of(Aspect.GRADE));
        Path out = directory.resolve("many");
        HtmlComparison.write(out, List.of(seen, seen, seen), worse(), "again");
        for (String file : List.of("index.html", "compare-2.html", "compare-3.html")) {
            String page = Files.readString(out.resolve(file));
            Matcher links = Pattern.compile("(?:href|src)=\"([^\"#]+)\"").matcher(page);
            int pages = 0;
            while (links.find()) {
                assertTrue(Files.isRegularFile(out.resolve(links.group(1))), file + " → " + links.group(1));
                pages += links.group(1).endsWith(".html") ? 1 : 0;
            }
            assertEquals(2, pages, file);
        }
    }
}
