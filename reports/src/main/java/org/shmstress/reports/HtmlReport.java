package org.shmstress.reports;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.Frame;
import org.shmstress.reports.model.FrontPage;
import org.shmstress.reports.model.ScenarioPage;
import org.shmstress.reports.model.Site;
import org.shmstress.reports.templates.JteindexGenerated;
import org.shmstress.reports.templates.JtescenarioGenerated;
import org.shmstress.reports.templates.JtesubjectGenerated;

/**
 * Draws a run record as pages that work from disk, without scripts, under a strict content policy. Reads nothing but the
 * record, so that a report can be drawn again elsewhere and years later.
 */
public final class HtmlReport {
    private static final String DIRECTORY = "report";
    private static final List<String> ASSETS = List.of("style.css", "icon.svg");

    private static final Pattern SYMBOL = Pattern.compile("<symbol id=\"([a-z-]+)\".*</symbol>\n");

    /** The generated code asks for one, though nothing is to be added to any tag. */
    private static final HtmlInterceptor NO_INTERCEPTION = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    };

    private final Site site;
    private final RunRecord record;
    private final Path directory;

    private HtmlReport(RunRecord record, Path runDirectory, Path directory) {
        this.record = record;
        this.site = Site.of(record, runDirectory.toString());
        this.directory = directory;
    }

    /**
     * Draws the report of a run into its directory, in place of an earlier one.
     *
     * @return the front page
     * @throws HarnessException of kind USAGE if the directory holds no record that this version can read
     */
    public static Path write(Path runDirectory) {
        RunRecord record = RecordReader.read(runDirectory);
        Path directory = runDirectory.resolve(DIRECTORY);
        try {
            clear(directory);
            Files.createDirectories(directory);
            return new HtmlReport(record, runDirectory, directory).draw();
        } catch (IOException | UncheckedIOException e) {
            throw new HarnessException("cannot write the report to " + directory + "; is the directory writable?", e);
        }
    }

    /** Only what a report consists of is removed: a stranger's file in there is none of our business. */
    private static void clear(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(HtmlReport::isOurs)
                    .sorted(Comparator.naturalOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && (name.equals("index.html") || ASSETS.contains(name) || name.matches("(s|subject)-.*\\.html"));
    }

    private Path draw() throws IOException {
        for (String asset : ASSETS) {
            copy(asset);
        }
        for (ScenarioPlanned scenario : record.scenarios()) {
            ScenarioPage page = site.pageOf(scenario);
            page(site.fileOf(scenario), out -> JtescenarioGenerated.render(out, NO_INTERCEPTION, page));
        }
        FrontPage front = site.front();
        for (FrontPage.Subject subject : front.subjects()) {
            if (subject.page()) {
                Frame frame = site.frameOf(subject);
                page(subject.list(), out -> JtesubjectGenerated.render(out, NO_INTERCEPTION, frame, subject));
            }
        }
        return page("index.html", out -> JteindexGenerated.render(out, NO_INTERCEPTION, front));
    }

    /** The generated classes are called as they are: no engine that finds them by name, and the compiler checks parameters. */
    private Path page(String file, Consumer<HtmlTemplateOutput> template) throws IOException {
        StringOutput text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return Files.write(
                directory.resolve(file), withUsedSymbolsOnly(text.toString()).getBytes(StandardCharsets.UTF_8));
    }

    /** Pages work alone, so each has the signs that it uses in itself; most use three of ten. */
    private static String withUsedSymbolsOnly(String page) {
        return SYMBOL.matcher(page)
                .replaceAll(symbol -> page.contains("href=\"#" + symbol.group(1) + "\"")
                        ? Matcher.quoteReplacement(symbol.group())
                        : "");
    }

    private void copy(String asset) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(asset)) {
            if (in == null) {
                throw new HarnessException("the report's " + asset + " is missing from the program; build it again");
            }
            Files.copy(in, directory.resolve(asset), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
