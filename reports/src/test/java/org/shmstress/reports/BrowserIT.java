package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opens a report from disk in a real browser. With {@code -Dreports.screenshots=DIR} it leaves pictures of the pages there, for people
 * to look at.
 */
class BrowserIT {
    private static final List<Integer> WIDTHS = List.of(1280, 420);
    private static final String OWN_SCRIPT = "script[src='enhance.js']";

    @TempDir
    static Path directory;

    private static Chromium browser;
    private static SamplePages pages;

    @BeforeAll
    static void openBrowser() throws IOException {
        browser = Chromium.open(directory);
        pages = SamplePages.draw(directory);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void noPageMakesTheConsoleComplain() {
        browser.complaints();
        for (Path page : pages.all()) {
            browser.openPage(page);
            assertEquals(List.of(), browser.complaints(), page.toString());
        }
    }

    @Test
    void styleSheetIsAppliedUnderTheContentPolicy() {
        browser.openPage(pages.page("index"));
        assertEquals("650", browser.find("h1").getCssValue("font-weight"));
    }

    @Test
    void hostileTextIsShownAndNotRun() {
        browser.openPage(pages.page("index"));
        assertTrue(browser.find("#main").getText().contains(SampleRun.MARKUP));
        assertTrue(String.valueOf(browser.find("#main").getDomProperty("textContent"))
                .contains("evil/\"><img src=x onerror=alert(2)>'[U+202E]" + SampleRun.MARKUP));
        for (Path page : pages.all()) {
            browser.openPage(page);
            assertEquals(1, browser.findAll(OWN_SCRIPT).size(), page.toString());
            assertEquals(
                    1, browser.findAll("script, img, iframe, object, style").size(), page.toString());
        }
    }

    @Test
    void pagesNeverScrollSideways() {
        for (int width : WIDTHS) {
            browser.width(width);
            for (Path page : pages.all()) {
                browser.openPage(page);
                browser.unfold();
                Object overflow = browser.run(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertEquals(0L, overflow, page.getFileName() + " at " + width);
            }
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyLinkOpensAFileOfTheReportOrOfAWorkerOfTheRun() throws IOException {
        int workers = 0;
        for (Path page : pages.all()) {
            browser.openPage(page);
            for (String link : new TreeSet<>(
                    (List<String>) browser.run("return [...document.querySelectorAll('a[href]')].map(a => a.href)"))) {
                URI target = URI.create(link);
                assertEquals("file", target.getScheme(), page + " → " + target);
                Path file = Path.of(URI.create(link.split("#", 2)[0]));
                assertTrue(Files.isRegularFile(file), page + " → " + target);
                boolean ofWorker = file.startsWith(page.resolve("../../workers").normalize());
                workers += ofWorker ? 1 : 0;
                assertTrue(ofWorker || file.equals(page.resolveSibling(file.getFileName())), page + " → " + target);
                assertTrue(
                        target.getFragment() == null
                                || Files.readString(file).contains("id=\"" + target.getFragment() + "\""),
                        page + " → " + target);
            }
        }
        assertTrue(workers > 20, workers + " links to what workers left");
    }

    @Test
    void skipLinkComesFirstForTheKeyboard() {
        browser.openPage(pages.page("index"));
        assertEquals(
                "#main",
                browser.findAll("a, button, input, [tabindex], summary").get(0).getDomAttribute("href"));
        assertFalse(browser.findAll("#main").isEmpty());
    }

    @Test
    void trendIsDrawnWithItsBarsAndDots() {
        browser.openPage(pages.index("history"));
        assertEquals(3, browser.findAll(".trend .defects").size());
        assertEquals(3, browser.findAll("main table tbody tr").size());
    }

    @Test
    void darkThemeTurnsTheGroundDark() {
        browser.openPage(pages.page("index"));
        browser.scheme("light");
        String light = browser.find("body").getCssValue("background-color");
        browser.scheme("dark");
        String dark = browser.find("body").getCssValue("background-color");
        browser.scheme("light");
        assertEquals("rgba(255, 255, 255, 1)", light);
        assertEquals("rgba(17, 21, 26, 1)", dark);
    }

    @Test
    void picturesOfThePagesCanBeTaken() throws IOException {
        String wanted = System.getProperty("reports.screenshots", "");
        assumeFalse(wanted.isEmpty(), "no pictures asked for");
        Path pictures = Files.createDirectories(Path.of(wanted));
        for (String start : List.of(
                "index",
                "claims",
                "conformance",
                "segment",
                "timeline",
                "compare",
                "s-ordering-StoreBuffering",
                "s-lifecycle-RandomSequences",
                "s-conformance-SHM_OPEN",
                "s-crash-QueueKilled",
                "s-defects",
                "s-evil",
                "s-tearing")) {
            for (String scheme : List.of("light", "dark")) {
                for (int width : WIDTHS) {
                    browser.width(width);
                    browser.scheme(scheme);
                    browser.openPage(pages.page(start));
                    Path picture = browser.picture(pictures.resolve(start + "-" + scheme + "-" + width + ".png"));
                    assertTrue(Files.size(picture) > 10_000, picture + " is almost empty");
                }
            }
        }
    }
}
