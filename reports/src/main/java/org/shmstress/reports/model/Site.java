package org.shmstress.reports.model;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.RunRecord;
import org.shmstress.verdict.Grade;

/** The pages of a report and the links between them. */
public final class Site {
    /** Past so many scenarios a subject gets a page of its own. */
    static final int ROWS_ON_FRONT = 200;

    /** File name of the timeline. */
    public static final String TIMELINE_FILE = "timeline.html";

    /** File name of the map of segments. */
    public static final String SEGMENT_FILE = "segment.html";

    private final RunRecord record;
    private final String directory;
    private final Map<String, List<ScenarioPlanned>> bySubject;
    private final Map<String, ScenarioPlanned> byId = new HashMap<>();
    private final FileNames scenarioFiles;
    private final FileNames subjectFiles;
    private final Optional<LastCalibration> calibration;
    private final Lives lives;
    private final RunFiles files;

    private Site(RunRecord record, String directory, Optional<LastCalibration> calibration, RunFiles files) {
        this.calibration = calibration;
        this.lives = Lives.of(record);
        this.files = files;
        this.record = record;
        record.scenarios().forEach(s -> byId.putIfAbsent(s.scenario(), s));
        this.directory = directory;
        this.bySubject =
                record.counted().stream().collect(groupingBy(Site::subject, LinkedHashMap::new, Collectors.toList()));
        this.scenarioFiles = FileNames.of(
                "s-", record.scenarios().stream().map(ScenarioPlanned::scenario).toList());
        this.subjectFiles = FileNames.of("subject-", subjects());
    }

    /**
     * The site of a run.
     *
     * @param directory the run directory as the reader would name it in a command
     * @param calibration the last one that is at hand
     * @param files what workers left in the run directory
     */
    public static Site of(RunRecord record, String directory, Optional<LastCalibration> calibration, RunFiles files) {
        return new Site(record, directory, calibration, files);
    }

    Lives lives() {
        return lives;
    }

    RunFiles files() {
        return files;
    }

    WorkerFiles workerFiles() {
        return new WorkerFiles(lives, files);
    }

    Optional<LastCalibration> calibration() {
        return calibration;
    }

    RunRecord record() {
        return record;
    }

    /** A JDK as a trial tells it, feature version and home; without the home where the front page tells it of the only JDK of that version. */
    String jdk(String seen) {
        int space = seen.indexOf(' ');
        if (space < 0) {
            return seen;
        }
        String feature = seen.substring(0, space);
        List<String> same = record.environment().map(EnvironmentSeen::jdks).orElse(List.of()).stream()
                .filter(jdk -> jdk.startsWith(feature + ".") || jdk.startsWith(feature + "+"))
                .toList();
        return same.size() == 1 && same.get(0).endsWith(", " + seen.substring(space + 1)) ? feature : seen;
    }

    /** The front page. */
    public FrontPage front() {
        return new FrontPages(this).page();
    }

    /** Where a scenario is told of: the file of its page, or its row on a sheet. */
    public String fileOf(ScenarioPlanned scenario) {
        return hasPage(scenario)
                ? scenarioFiles.of(scenario.scenario())
                : Sheets.file(subject(scenario)) + "#" + anchorOf(scenario);
    }

    /** As {@link #fileOf}, by id. */
    String linkTo(String scenario) {
        return Optional.ofNullable(byId.get(scenario)).map(this::fileOf).orElse("index.html");
    }

    /** Whether a scenario has a page of its own; what passed once on a sheet of hundreds is a row there. */
    public boolean hasPage(ScenarioPlanned scenario) {
        return !Sheets.isCondensed(subject(scenario))
                || RunRecord.isCalibration(scenario)
                || record.trialsOf(scenario.scenario()).size() > 1
                || record.verdictOf(scenario.scenario())
                        .filter(v -> v.grade().compareTo(Grade.SKIPPED) <= 0)
                        .isEmpty();
    }

    /** A scenario's place on its sheet. */
    String anchorOf(ScenarioPlanned scenario) {
        return withoutSuffix(scenarioFiles.of(scenario.scenario()));
    }

    /** Subjects that are sheets, in planned order. */
    public List<String> sheets() {
        return subjects().stream().filter(Sheets::isSheet).toList();
    }

    /** File name of a sheet. */
    public String fileOfSheet(String subject) {
        return Sheets.file(subject);
    }

    /** A sheet. */
    public ChecksPage sheet(String subject) {
        return new ChecksPages(this, subject).page();
    }

    /** A scenario's page. */
    public ScenarioPage pageOf(ScenarioPlanned scenario) {
        return new ScenarioPages(this, scenario).page();
    }

    /** Whether anything has a time. */
    public boolean hasTimeline() {
        return !record.workers().isEmpty() || !record.trials().isEmpty();
    }

    /** The timeline. */
    public TimelinePage timeline() {
        return new TimelinePages(this).page();
    }

    /** Whether the record tells what lies where in a segment. */
    public boolean hasSegments() {
        return Segments.areKnown(record);
    }

    /** The map of segments. */
    public SegmentPage segments() {
        return new SegmentPages(this).page();
    }

    /** The frame of a subject's own page. */
    public Frame frameOf(FrontPage.Subject subject) {
        return frame(subject.name().shown(), subject.list());
    }

    List<String> subjects() {
        return List.copyOf(bySubject.keySet());
    }

    List<ScenarioPlanned> scenariosOf(String subject) {
        return bySubject.getOrDefault(subject, List.of());
    }

    static String subject(ScenarioPlanned scenario) {
        String id = scenario.scenario();
        return id.contains("/") ? id.substring(0, id.indexOf('/')) : id;
    }

    /** Where the list of a subject's scenarios is. */
    String listOf(String subject) {
        if (Sheets.isSheet(subject)) {
            return Sheets.file(subject);
        }
        return scenariosOf(subject).size() > ROWS_ON_FRONT
                ? subjectFiles.of(subject)
                : "index.html#" + anchorOf(subject);
    }

    /** Where a scenario is listed; calibration is listed on the front page, outside all subjects. */
    String linkFrom(ScenarioPlanned scenario) {
        return RunRecord.isCalibration(scenario) ? "index.html" : listOf(subject(scenario));
    }

    String anchorOf(String subject) {
        return withoutSuffix(subjectFiles.of(subject));
    }

    private static String withoutSuffix(String file) {
        return file.substring(0, file.lastIndexOf('.'));
    }

    /**
     * The frame of a page.
     *
     * @param file its file name
     */
    Frame frame(String title, String file) {
        return new Frame(
                Text.of(title).shown() + " · shmstress",
                Text.of(record.run().runId()),
                pages(file),
                record.run().schemaVersion(),
                Text.of(record.run().product()),
                "./shmstress report " + Text.visible(directory));
    }

    private List<Frame.Link> pages(String here) {
        List<Frame.Link> links = new ArrayList<>();
        links.add(link("index.html", "Overview", here));
        sheets().forEach(subject -> links.add(link(Sheets.file(subject), Sheets.word(subject), here)));
        if (hasSegments()) {
            links.add(link(SEGMENT_FILE, "Segment", here));
        }
        if (hasTimeline()) {
            links.add(link(TIMELINE_FILE, "Timeline", here));
        }
        return links;
    }

    private static Frame.Link link(String file, String word, String here) {
        return new Frame.Link(file, word, file.equals(here));
    }
}
