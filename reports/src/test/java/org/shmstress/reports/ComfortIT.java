package org.shmstress.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What the script adds, that nothing is missing without it, and that everybody can read the pages. */
class ComfortIT {

    /** As Jenkins serves artefacts by default. */
    private static final String JENKINS =
            "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';";

    private static final List<String> SERIOUS = List.of("serious", "critical");

    @TempDir
    static Path directory;

    private static Chromium browser;
    private static SamplePages pages;
    private static String axe;

    @BeforeAll
    static void openBrowser() throws IOException {
        browser = Chromium.open(directory);
        pages = SamplePages.draw(directory);
        try (InputStream script = ComfortIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(script, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private static long shownRows() {
        return (Long) browser.run(
                "return [...document.querySelectorAll('[data-filter] tbody tr')].filter(r => !r.hidden).length");
    }

    private static void type(String words) {
        WebElement input = browser.find(".filter input");
        input.clear();
        input.sendKeys(words);
    }

    @Test
    void filterLeavesRowsThatHaveAllTheWords() {
        browser.openPage(pages.page("conformance"));
        long all = shownRows();
        type("conformance/SEM_WAIT-07 contract");
        assertEquals(1, shownRows());
        assertEquals("1 of " + all, browser.find(".filter output").getText());
        type("no such row");
        assertEquals(0, shownRows());
        type(" ");
        assertEquals(all, shownRows());
        assertEquals("", browser.find(".filter output").getText());
    }

    @Test
    void filterUnfoldsWhatItFoundAndFoldsItAgain() {
        browser.openPage(pages.page("conformance"));
        long open = browser.findAll("details[open]:has(table)").size();
        type("sem_wait-07");
        assertEquals(
                1, browser.findAll("details[open]:not([hidden]):has(table)").size());
        type(" ");
        assertEquals(open, browser.findAll("details[open]:has(table)").size());
    }

    @Test
    void filterByGradeLeavesThatGrade() {
        browser.openPage(pages.page("conformance"));
        browser.find(".filter select").sendKeys("SKIPPED");
        assertEquals(1, shownRows());
        assertEquals("SHM_OPEN-02", browser.find("tbody tr:not([hidden]) th").getText());
    }

    @Test
    void headsSortTheirColumnBothWays() {
        browser.openPage(pages.page("claims"));
        WebElement head = browser.findAll("thead th button").get(1);
        head.click();
        assertEquals("ascending", browser.find("th[aria-sort]").getDomAttribute("aria-sort"));
        List<String> up = grades();
        head.click();
        assertEquals("descending", browser.find("th[aria-sort]").getDomAttribute("aria-sort"));
        List<String> down = grades();
        assertEquals("PASSED", up.get(0));
        assertEquals("FAILED", down.get(0));
        assertEquals(up.size(), down.size());
    }

    private static List<String> grades() {
        return browser.findAll("tbody tr td:nth-child(2)").stream()
                .map(cell -> cell.getText().strip())
                .toList();
    }

    @Test
    void timesSortAsNumbers() {
        browser.openPage(pages.page("timeline"));
        browser.unfold();
        WebElement began = browser.find("[aria-labelledby='h-t'] thead th button");
        began.click();
        began.click();
        List<Double> times = browser.findAll("[aria-labelledby='h-t'] tbody tr td:first-child").stream()
                .map(cell -> Double.valueOf(String.valueOf(cell.getDomAttribute("data-v"))))
                .toList();
        assertTrue(times.size() > 60, times.toString());
        assertEquals(times.stream().sorted(Comparator.reverseOrder()).toList(), times);
    }

    @Test
    void drawingsZoomByKeyboardAndStayWhole() {
        for (String start : List.of("s-crash-QueueKilled", "s-lifecycle-RandomSequences", "timeline")) {
            browser.complaints();
            browser.openPage(pages.page(start));
            List<Double> before = sizes();
            WebElement more = browser.find(".zoom button[aria-label='Zoom in']");
            more.sendKeys(Keys.ENTER);
            assertEquals(before.stream().map(size -> size * 1.5).toList(), sizes(), start);
            assertEquals("150 %", browser.find(".zoom output").getText());
            browser.find(".zoom button[aria-label='Zoom out']").sendKeys(Keys.SPACE);
            assertEquals(before, sizes(), start);
            assertEquals(List.of(), browser.complaints(), start);
        }
    }

    @Test
    void labelsOfADrawingAreNotShrunkOnAPhone() {
        browser.width(420);
        browser.openPage(pages.page("s-crash-QueueKilled"));
        assertEquals(
                List.of(1L, 1L),
                browser.run("return [...document.querySelectorAll('.lanes svg')].map(s => s.getScreenCTM().a)"));
        browser.width(1280);
    }

    /** Of the drawing, and of what it shows in user units of its own. */
    private static List<Double> sizes() {
        return browser.findAll(".lanes svg").stream()
                .flatMap(svg -> Stream.of("width", "height").map(side -> Double.valueOf(svg.getDomAttribute(side))))
                .toList();
    }

    @Test
    void withoutScriptsEverythingIsThere() {
        for (Path page : pages.all()) {
            browser.openPage(page);
            Object with =
                    browser.run("return document.querySelector('#main').textContent.replace(/\\s+/g, ' ').length");
            long controls = browser.findAll(".filter, .zoom").size();
            browser.scripts(false);
            browser.openPage(page);
            String without = String.valueOf(browser.find("#main").getDomProperty("textContent"))
                    .replaceAll("\\s+", " ");
            assertEquals(0, browser.findAll(".filter, .zoom, thead button").size(), page.toString());
            assertEquals(0, browser.findAll("[hidden]").size(), page.toString());
            browser.scripts(true);
            assertTrue(
                    controls > 0 || (Long) with == without.length(), page + ": " + with + " and " + without.length());
        }
    }

    @Test
    void pagesAreCompleteUnderTheContentPolicyOfJenkins() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Path report = Objects.requireNonNull(pages.page("index").getParent());
        server.createContext("/", exchange -> {
            Path file = report.resolve(exchange.getRequestURI().getPath().substring(1));
            byte[] body = Files.readAllBytes(file);
            exchange.getResponseHeaders().add("Content-Security-Policy", JENKINS);
            exchange.getResponseHeaders().add("Content-Type", type(file));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            for (String name : List.of("index.html", "conformance.html", "timeline.html", "segment.html")) {
                browser.open("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name);
                assertEquals("650", browser.find("h1").getCssValue("font-weight"), name);
                assertTrue(browser.find("#main").getText().length() > 200, name);
                assertFalse(browser.findAll(".page footer").isEmpty(), name);
            }
        } finally {
            server.stop(0);
        }
    }

    private static String type(Path file) {
        String name = file.toString();
        return name.endsWith(".css")
                ? "text/css"
                : name.endsWith(".svg") ? "image/svg+xml" : name.endsWith(".js") ? "text/javascript" : "text/html";
    }

    @Test
    void accessibilityRulesFindNothingSeriousInLight() {
        assertEquals(List.of(), serious("light"));
    }

    @Test
    void accessibilityRulesFindNothingSeriousInDark() {
        assertEquals(List.of(), serious("dark"));
    }

    private static List<String> serious(String scheme) {
        List<String> found = new ArrayList<>();
        browser.scheme(scheme);
        for (Path page : pages.all()) {
            browser.openPage(page);
            browser.unfold();
            browser.run(axe);
            Object seen = browser.runAsync("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations
                    .filter(v => arguments[0].includes(v.impact))
                    .map(v => v.impact + ' ' + v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 200)).join(' | '))))
                    .catch(e => done(['cannot run: ' + e]));
                """, SERIOUS);
            for (Object line : (List<?>) seen) {
                found.add(page.getFileName() + ": " + line);
            }
        }
        browser.scheme("light");
        return found;
    }
}
