package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.shmstress.reports.compare.Aspect;
import org.shmstress.reports.compare.Comparison;
import org.shmstress.reports.compare.Side;
import org.shmstress.verdict.Grade;

/**
 * Opens a report from disk in a real browser. Needs Debian's packages chromium and chromium-driver; without them it is
 * skipped. With {@code -Dreports.screenshots=DIR} it leaves pictures of the pages there, for people to look at.
 */
class BrowserIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final int HEIGHT = 900;
    private static final List<Integer> WIDTHS = List.of(1280, 390);

    @TempDir
    static Path directory;

    private static ChromeDriver browser;
    private static List<Path> pages;

    @BeforeAll
    static void openBrowser() throws IOException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM + ": install the package chromium");
        assumeTrue(Files.isExecutable(DRIVER), "no " + DRIVER + ": install the package chromium-driver");
        Path run = directory.resolve("run");
        SampleRun.full()
                .finished(Grade.FAILED, 1, SampleRun.MARKUP + " and 5 of 15 scenarios are defects")
                .writeTo(run);
        HtmlReport.write(run);
        try (Stream<Path> files = Files.list(run.resolve("report"))) {
            pages = files.filter(f -> f.toString().endsWith(".html")).sorted().toList();
        }
        pages = Stream.concat(pages.stream(), comparisons().stream()).toList();
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options());
        browser.manage().timeouts().pageLoadTimeout(Duration.ofMinutes(2));
    }

    private static List<Path> comparisons() {
        Comparison seen = Comparison.of(
                Side.of(HtmlComparisonTest.base()), Side.of(HtmlComparisonTest.worse()), EnumSet.allOf(Aspect.class));
        Path first = HtmlComparison.write(
                directory.resolve("comparison"), List.of(seen, seen), HtmlComparisonTest.worse(), SampleRun.LONG);
        return List.of(first, first.resolveSibling("compare-2.html"));
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + directory.resolve("profile"));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static void open(Path page) {
        browser.get(page.toUri().toString());
    }

    /** A phone's width cannot be had by the size of a window, which has a minimum. */
    private static void width(int width) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < 760));
    }

    private static void unfold() {
        browser.executeScript("document.querySelectorAll('details').forEach(d => d.open = true)");
    }

    private static Path page(String start) {
        return pages.stream()
                .filter(p -> p.getFileName().toString().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void noPageMakesTheConsoleComplain() {
        browser.manage().logs().get(LogType.BROWSER);
        for (Path page : pages) {
            open(page);
            List<LogEntry> complaints =
                    browser.manage().logs().get(LogType.BROWSER).getAll();
            assertEquals(List.of(), complaints, page.toString());
        }
    }

    @Test
    void styleSheetIsAppliedUnderTheContentPolicy() {
        open(page("index"));
        String weight = browser.findElement(By.tagName("h1")).getCssValue("font-weight");
        assertEquals("650", weight);
    }

    @Test
    void hostileTextIsShownAndNotRun() {
        open(page("index"));
        assertTrue(browser.findElement(By.id("main")).getText().contains(SampleRun.MARKUP));
        assertTrue(browser.findElement(By.id("main"))
                .getDomProperty("textContent")
                .contains("evil/\"><img src=x onerror=alert(2)>'[U+202E]" + SampleRun.MARKUP));
        for (Path page : pages) {
            open(page);
            assertEquals(
                    0,
                    browser.findElements(By.cssSelector("script, img, iframe, object, style"))
                            .size(),
                    page.toString());
        }
    }

    @Test
    void pagesNeverScrollSideways() {
        for (int width : WIDTHS) {
            width(width);
            for (Path page : pages) {
                open(page);
                unfold();
                Object overflow = browser.executeScript(
                        "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
                assertEquals(0L, overflow, page.getFileName() + " at " + width);
            }
        }
    }

    @Test
    void everyLinkOpensAPageOfTheReport() {
        for (Path page : pages) {
            open(page);
            for (WebElement link : browser.findElements(By.cssSelector("a[href]"))) {
                URI target = URI.create(String.valueOf(link.getDomProperty("href")));
                assertEquals("file", target.getScheme(), page + " → " + target);
                Path file = Path.of(URI.create(target.toString().split("#", 2)[0]));
                assertTrue(pages.contains(file), page + " → " + target);
            }
        }
    }

    @Test
    void skipLinkComesFirstForTheKeyboard() {
        open(page("index"));
        WebElement first = browser.findElements(By.cssSelector("a, button, input, [tabindex], summary"))
                .get(0);
        assertEquals("#main", first.getDomAttribute("href"));
        assertFalse(browser.findElements(By.id("main")).isEmpty());
    }

    @Test
    void darkThemeTurnsTheGroundDark() {
        open(page("index"));
        scheme("light");
        String light = browser.findElement(By.tagName("body")).getCssValue("background-color");
        scheme("dark");
        String dark = browser.findElement(By.tagName("body")).getCssValue("background-color");
        scheme("light");
        assertEquals("rgba(255, 255, 255, 1)", light);
        assertEquals("rgba(17, 21, 26, 1)", dark);
    }

    private static void scheme(String scheme) {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    @Test
    void picturesOfThePagesCanBeTaken() throws IOException {
        String wanted = System.getProperty("reports.screenshots", "");
        assumeFalse(wanted.isEmpty(), "no pictures asked for");
        Path pictures = Files.createDirectories(Path.of(wanted));
        for (String start : List.of(
                "index",
                "compare",
                "s-ordering-StoreBuffering",
                "s-lifecycle-RandomSequences",
                "s-defects",
                "s-evil",
                "s-tearing")) {
            for (String scheme : List.of("light", "dark")) {
                for (int width : WIDTHS) {
                    Path picture = picture(pictures, start, scheme, width);
                    assertTrue(Files.size(picture) > 10_000, picture + " is almost empty");
                }
            }
        }
    }

    private static Path picture(Path directory, String page, String scheme, int width) throws IOException {
        width(width);
        scheme(scheme);
        open(page(page));
        long height = (Long) browser.executeScript("return document.documentElement.scrollHeight");
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        Math.min(height, 4_000),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 760));
        return Files.write(
                directory.resolve(page + "-" + scheme + "-" + width + ".png"),
                browser.getScreenshotAs(OutputType.BYTES));
    }
}
