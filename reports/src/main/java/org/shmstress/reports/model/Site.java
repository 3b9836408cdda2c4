package org.shmstress.reports.model;

import static java.util.stream.Collectors.groupingBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.RunRecord;

/** The pages of a report and the links between them. */
public final class Site {
    /** Past so many scenarios a subject gets a page of its own. */
    static final int ROWS_ON_FRONT = 200;

    private final RunRecord record;
    private final String directory;
    private final Map<String, List<ScenarioPlanned>> bySubject;
    private final FileNames scenarioFiles;
    private final FileNames subjectFiles;

    private Site(RunRecord record, String directory) {
        this.record = record;
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
     */
    public static Site of(RunRecord record, String directory) {
        return new Site(record, directory);
    }

    RunRecord record() {
        return record;
    }

    /** The front page. */
    public FrontPage front() {
        return new FrontPages(this).page();
    }

    /** File name of a scenario's page. */
    public String fileOf(ScenarioPlanned scenario) {
        return scenarioFiles.of(scenario.scenario());
    }

    /** A scenario's page. */
    public ScenarioPage pageOf(ScenarioPlanned scenario) {
        return new ScenarioPages(this, scenario).page();
    }

    /** The frame of a subject's own page. */
    public Frame frameOf(FrontPage.Subject subject) {
        return frame(subject.name().shown(), false);
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
        return scenariosOf(subject).size() > ROWS_ON_FRONT
                ? subjectFiles.of(subject)
                : "index.html#" + anchorOf(subject);
    }

    /** Where a scenario is listed; calibration is listed on the front page, outside all subjects. */
    String linkFrom(ScenarioPlanned scenario) {
        return RunRecord.isCalibration(scenario) ? "index.html" : listOf(subject(scenario));
    }

    String anchorOf(String subject) {
        String file = subjectFiles.of(subject);
        return file.substring(0, file.lastIndexOf('.'));
    }

    Frame frame(String title, boolean front) {
        return new Frame(
                Text.of(title).shown() + " · shmstress",
                Text.of(record.run().runId()),
                front,
                record.run().schemaVersion(),
                Text.of(record.run().product()),
                "./shmstress report " + Text.visible(directory));
    }
}
