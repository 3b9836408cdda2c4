package org.shmstress.reports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.shmstress.HarnessException;
import org.shmstress.record.Entry.EnvironmentSeen;
import org.shmstress.record.Entry.Quarantined;
import org.shmstress.record.Entry.RunFinished;
import org.shmstress.record.Entry.ScenarioFinished;
import org.shmstress.record.Entry.ScenarioPlanned;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.record.RunRecord;
import org.shmstress.reports.model.Evidence;
import org.shmstress.verdict.ExitCodes;
import org.shmstress.verdict.Grade;

/**
 * A run as JUnit XML, the form that CI servers show: a scenario is a test case, its subject the class. FAILED is a failure; CRASHED and
 * BROKEN are errors; SKIPPED is skipped; UNKNOWN is an error, or skipped where the user tolerates it. A scenario in quarantine, or one that the
 * run did not come to, is skipped, with that reason. A run that is red though none of these says why (too few ran, something was left behind)
 * is a case of its own, {@code shmstress/run}, with an error.
 *
 * <p>One {@code testsuite} is the root, as Surefire's schema has it; Jenkins' own schema, GitLab and the GitHub reporters take it, too.
 */
public final class JUnitXml {

    private final RunRecord record;
    private final boolean unknownPasses;
    private final XMLStreamWriter xml;

    /** How a reporter shows a scenario. */
    private enum Shown {
        PASSED,
        FAILURE,
        ERROR,
        SKIPPED
    }

    private JUnitXml(RunRecord record, boolean unknownPasses, XMLStreamWriter xml) {
        this.record = record;
        this.unknownPasses = unknownPasses;
        this.xml = xml;
    }

    /**
     * Writes the file; its directory is made if it is not there.
     *
     * @param unknownPasses whether UNKNOWN is tolerated
     * @throws HarnessException if it cannot be written
     */
    public static void write(Path file, RunRecord record, boolean unknownPasses) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(writer);
                new JUnitXml(record, unknownPasses, xml).suite();
                xml.close();
            }
        } catch (IOException | UncheckedIOException | XMLStreamException e) {
            throw new HarnessException("cannot write " + file + "; is the directory writable?", e);
        }
    }

    private void suite() throws XMLStreamException {
        List<ScenarioPlanned> scenarios = record.counted();
        xml.writeStartDocument("UTF-8", "1.0");
        line("");
        xml.writeStartElement("testsuite");
        attribute("name", "shmstress");
        Optional<RunFinished> red = record.finished().filter(RunFinished::redByItself);
        int more = red.isPresent() ? 1 : 0;
        attribute("tests", String.valueOf(scenarios.size() + more));
        attribute("failures", String.valueOf(count(scenarios, Shown.FAILURE)));
        attribute("errors", String.valueOf(count(scenarios, Shown.ERROR) + more));
        attribute("skipped", String.valueOf(count(scenarios, Shown.SKIPPED)));
        record.finished().ifPresent(finished -> attribute("time", seconds(finished.seconds())));
        line("");
        properties();
        for (ScenarioPlanned scenario : scenarios) {
            testCase(scenario);
        }
        if (red.isPresent()) {
            runCase(red.get());
        }
        xml.writeEndElement();
        line("");
        xml.writeEndDocument();
    }

    private void properties() throws XMLStreamException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("run", record.run().runId());
        all.put("started", record.run().startedAt());
        all.put("command", "shmstress " + String.join(" ", record.run().command()));
        all.put("seed", String.valueOf(record.run().seed()));
        record.environment().ifPresent(seen -> describe(seen, all));
        record.finished().ifPresent(finished -> {
            all.put("verdict", finished.word());
            all.put("reason", finished.reason());
        });
        xml.writeStartElement("properties");
        line("");
        for (Map.Entry<String, String> each : all.entrySet()) {
            xml.writeEmptyElement("property");
            attribute("name", each.getKey());
            attribute("value", each.getValue());
            line("");
        }
        xml.writeEndElement();
        line("");
    }

    private void runCase(RunFinished finished) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("classname", "shmstress");
        attribute("name", "run");
        attribute("time", seconds(0));
        line("");
        xml.writeStartElement("error");
        attribute("message", finished.reason());
        attribute("type", finished.exitCode() == ExitCodes.HARNESS ? Grade.BROKEN.name() : Grade.UNKNOWN.name());
        for (String leak : finished.leaks()) {
            text("left behind: " + leak + "\n");
        }
        xml.writeEndElement();
        line("");
        xml.writeEndElement();
        line("");
    }

    private static void describe(EnvironmentSeen seen, Map<String, String> all) {
        all.put("kernel", seen.kernel());
        all.put("libc", seen.libc());
        all.put("cpu", seen.cpus() + " of " + seen.cpu());
        all.put("jdks", String.join("; ", seen.jdks()));
    }

    private void testCase(ScenarioPlanned scenario) throws XMLStreamException {
        String id = scenario.scenario();
        int slash = id.lastIndexOf('/');
        xml.writeStartElement("testcase");
        attribute("classname", slash < 0 ? id : id.substring(0, slash));
        attribute("name", id.substring(slash + 1));
        attribute(
                "time",
                seconds(record.verdictOf(id).map(ScenarioFinished::seconds).orElse(0.0)));
        line("");
        switch (shown(scenario)) {
            case PASSED -> {}
            case FAILURE -> trouble("failure", scenario);
            case ERROR -> trouble("error", scenario);
            case SKIPPED -> skipped(scenario);
        }
        output(scenario);
        xml.writeEndElement();
        line("");
    }

    private void trouble(String element, ScenarioPlanned scenario) throws XMLStreamException {
        ScenarioFinished verdict = record.verdictOf(scenario.scenario()).orElseThrow();
        xml.writeStartElement(element);
        attribute("message", verdict.reason());
        attribute("type", verdict.grade().name());
        text(Evidence.of(record, scenario));
        xml.writeEndElement();
        line("");
    }

    private void skipped(ScenarioPlanned scenario) throws XMLStreamException {
        xml.writeEmptyElement("skipped");
        attribute(
                "message",
                record.verdictOf(scenario.scenario())
                        .map(this::whySkipped)
                        .orElse("the run was cut off before this scenario had a verdict"));
        line("");
    }

    private String whySkipped(ScenarioFinished verdict) {
        Quarantined held = record.quarantined().get(verdict.scenario());
        if (held != null) {
            return "in quarantine until " + held.expires() + ", " + held.owner() + ": " + held.reason() + "; seen was "
                    + verdict.grade() + ": " + verdict.reason();
        }
        return verdict.grade() == Grade.UNKNOWN ? "UNKNOWN: " + verdict.reason() : verdict.reason();
    }

    /** What was tried: a line per configuration, and how to see it again. */
    private void output(ScenarioPlanned scenario) throws XMLStreamException {
        List<TrialFinished> trials = record.trialsOf(scenario.scenario());
        if (trials.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder(scenario.title()).append('\n');
        for (TrialFinished trial : trials) {
            lines.append(trial.grade())
                    .append("  ")
                    .append(trial.portable())
                    .append("  ")
                    .append(trial.reason())
                    .append('\n');
        }
        trials.stream()
                .max(Comparator.comparing(TrialFinished::grade))
                .ifPresent(
                        worst -> lines.append("repeat: ").append(worst.repeat()).append('\n'));
        xml.writeStartElement("system-out");
        text(lines.toString());
        xml.writeEndElement();
        line("");
    }

    private Shown shown(ScenarioPlanned scenario) {
        Optional<Grade> grade = record.verdictOf(scenario.scenario()).map(ScenarioFinished::grade);
        if (grade.isEmpty() || record.quarantined().containsKey(scenario.scenario())) {
            return Shown.SKIPPED;
        }
        return switch (grade.get()) {
            case PASSED -> Shown.PASSED;
            case FAILED -> Shown.FAILURE;
            case CRASHED, BROKEN -> Shown.ERROR;
            case UNKNOWN -> unknownPasses ? Shown.SKIPPED : Shown.ERROR;
            case SKIPPED -> Shown.SKIPPED;
        };
    }

    private long count(List<ScenarioPlanned> scenarios, Shown wanted) {
        return scenarios.stream().filter(s -> shown(s) == wanted).count();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    private void attribute(String name, String value) {
        try {
            xml.writeAttribute(name, legal(value));
        } catch (XMLStreamException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private void text(String value) throws XMLStreamException {
        xml.writeCharacters(legal(value));
    }

    private void line(String before) throws XMLStreamException {
        xml.writeCharacters(before + "\n");
    }

    /** XML 1.0 has no way to write most control characters, and nothing at all for half of a surrogate pair. */
    private static String legal(String value) {
        StringBuilder legal = new StringBuilder(value.length());
        value.codePoints()
                .map(c -> isLegal(c) ? c : Character.isISOControl(c) ? 0x2400 + (c & 0x1f) : 0xfffd)
                .forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c < 0xd800
                || c >= 0xe000 && c < 0xfffe
                || c >= 0x10000;
    }
}
