package org.shmstress.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shmstress.HarnessException;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.RecordReader;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.ChecksPage;
import org.shmstress.reports.model.Frame;
import org.shmstress.reports.model.FrontPage;
import org.shmstress.reports.model.RunFiles;
import org.shmstress.reports.model.ScenarioPage;
import org.shmstress.reports.model.SegmentPage;
import org.shmstress.reports.model.Site;
import org.shmstress.reports.model.TimelinePage;
import org.shmstress.reports.templates.JtechecksGenerated;
import org.shmstress.reports.templates.JteindexGenerated;
import org.shmstress.reports.templates.JtescenarioGenerated;
import org.shmstress.reports.templates.JtesegmentGenerated;
import org.shmstress.reports.templates.JtesubjectGenerated;
import org.shmstress.reports.templates.JtetimelineGenerated;

/**
 * Draws a run record as pages that work from disk, without scripts, under a strict content policy. Reads nothing but the
 * record, so that a report can be drawn again elsewhere and years later; logs and crash files of workers, where they still lie beside it, are
 * linked to.
 */
public final class HtmlReport {
    private static final String DIRECTORY = "report";
    private static final String WORKERS = "workers";
    private static final String TRACE = "timeline.trace.json";
    private static final Set<String> OTHER_FILES = Set.of(
            "index.html",
            "claims.html",
            "conformance.html",
            "regressions.html",
            Site.TIMELINE_FILE,
            Site.SEGMENT_FILE,
            TRACE);

    private final Site site;
    private final RunRecord record;
    private final Pages pages;

    private HtmlReport(RunRecord record, Path runDirectory, Path directory) throws IOException {
        this.record = record;
        this.site = Site.of(
                record, runDirectory.toString(), Calibrations.near(runDirectory), RunFiles.of(left(runDirectory)));
        this.pages = new Pages(directory);
    }

    /**
     * Draws the report of a run into its directory, in place of an earlier one.
     *
     * @return the front page
     * @throws HarnessException of kind USAGE if the directory holds no record that this version can read
     */
    public static Path write(Path runDirectory) {
        return write(runDirectory, RecordReader.read(runDirectory));
    }

    /** Where the front page of a run's report is, or will be. */
    public static Path frontPageOf(Path runDirectory) {
        return runDirectory.resolve(DIRECTORY).resolve("index.html");
    }

    /** The same for who has read the record already. */
    public static Path write(Path runDirectory, RunRecord record) {
        Path directory = runDirectory.resolve(DIRECTORY);
        try {
            clear(directory);
            Files.createDirectories(directory);
            return new HtmlReport(record, runDirectory, directory).draw();
        } catch (IOException | UncheckedIOException e) {
            throw new HarnessException("cannot write the report to " + directory + "; is the directory writable?", e);
        }
    }

    /** What workers left, as paths relative to the run directory; nothing beside a record that was copied alone. */
    private static Set<String> left(Path runDirectory) throws IOException {
        Path workers = runDirectory.resolve(WORKERS);
        if (!Files.isDirectory(workers)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(workers)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> WORKERS + "/" + file.getFileName())
                    .collect(Collectors.toSet());
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
                && (Pages.ASSETS.contains(name) || OTHER_FILES.contains(name) || name.matches("(s|subject)-.*\\.html"));
    }

    private Path draw() throws IOException {
        pages.copyAssets();
        for (ScenarioPlanned scenario : record.scenarios()) {
            if (site.hasPage(scenario)) {
                ScenarioPage page = site.pageOf(scenario);
                pages.writeCompact(
                        site.fileOf(scenario), out -> JtescenarioGenerated.render(out, Pages.NO_INTERCEPTION, page));
            }
        }
        for (String subject : site.sheets()) {
            ChecksPage page = site.sheet(subject);
            pages.writeCompact(
                    site.fileOfSheet(subject), out -> JtechecksGenerated.render(out, Pages.NO_INTERCEPTION, page));
        }
        drawWhole();
        FrontPage front = site.front();
        for (FrontPage.Subject subject : front.subjects()) {
            if (subject.page() && !site.sheets().contains(subject.name().shown())) {
                Frame frame = site.frameOf(subject);
                pages.writeCompact(
                        subject.list(), out -> JtesubjectGenerated.render(out, Pages.NO_INTERCEPTION, frame, subject));
            }
        }
        return pages.writeCompact("index.html", out -> JteindexGenerated.render(out, Pages.NO_INTERCEPTION, front));
    }

    /** Pages about the run as a whole. */
    private void drawWhole() throws IOException {
        if (site.hasTimeline()) {
            TimelinePage page = site.timeline();
            pages.writeCompact(
                    Site.TIMELINE_FILE, out -> JtetimelineGenerated.render(out, Pages.NO_INTERCEPTION, page));
            TraceEvents.write(pages.directory().resolve(TRACE), record);
        }
        if (site.hasSegments()) {
            SegmentPage page = site.segments();
            pages.writeCompact(Site.SEGMENT_FILE, out -> JtesegmentGenerated.render(out, Pages.NO_INTERCEPTION, page));
        }
    }
}
