package org.shmstress.record;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.shmstress.HarnessException;
import org.shmstress.HarnessException.Kind;
import org.shmstress.record.Entry.TrialFinished;
import org.shmstress.verdict.Fact;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.filter.FilteringParserDelegate;
import tools.jackson.core.filter.TokenFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a run record back. A last line without its line end is what a killed run leaves: it is used if it is whole, left out
 * and said if it is not. Damage anywhere else is an error with the number of the line, because nothing writes such a file.
 *
 * <p>Records of long runs have gigabytes, and one line of somebody's may: no line is held as text, and {@link ListBounds} says how much of a list is.
 */
public final class RecordReader {
    private static final ObjectReader READER = RecordFormat.MAPPER.readerFor(Entry.class);

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private final ListBounds bounds = new ListBounds();
    private OptionalInt truncatedLine = OptionalInt.empty();
    private int lineNumber;
    private int version;

    private RecordReader(Path file) {
        this.file = file;
    }

    /**
     * The record of a run.
     *
     * @throws HarnessException of kind USAGE when there is none, it is damaged, or a newer shmstress wrote it
     */
    public static RunRecord read(Path runDirectory) {
        RecordReader reader = new RecordReader(RecordFormat.recordFile(runDirectory));
        reader.readAll();
        if (reader.entries.isEmpty()) {
            throw unusable(reader.file + " holds no run; give a directory that 'run' wrote");
        }
        return RunRecord.of(reader.entries, reader.truncatedLine);
    }

    private void readAll() {
        if (!Files.isRegularFile(file)) {
            throw unusable("no run record at " + file + "; give a directory that 'run' wrote");
        }
        try (InputStream in = Files.newInputStream(file)) {
            LineStream lines = new LineStream(in);
            while (lines.next()) {
                takeLine(lines);
            }
        } catch (IOException | JacksonIOException e) {
            throw new HarnessException("cannot read " + file, e);
        }
    }

    private void takeLine(LineStream line) throws IOException {
        lineNumber++;
        try {
            entries.add(noted(entry(lineNumber == 1 ? first(line) : line)));
        } catch (JacksonIOException e) {
            throw e;
        } catch (JacksonException e) {
            if (line.skipRest()) {
                throw new HarnessException(
                        Kind.USAGE,
                        file + ", line " + lineNumber + ": not a run record entry: " + e.getOriginalMessage(),
                        e);
            }
            truncatedLine = OptionalInt.of(lineNumber);
        }
    }

    /** The first line is read twice. */
    private InputStream first(LineStream line) throws IOException {
        byte[] bytes = line.readAllBytes();
        version = checkedVersion(RecordFormat.MAPPER.readTree(bytes));
        return new ByteArrayInputStream(bytes);
    }

    private Entry entry(InputStream line) {
        JsonParser bounded = new FilteringParserDelegate(
                RecordFormat.MAPPER.createParser(line), bounds, TokenFilter.Inclusion.INCLUDE_ALL_AND_PATH, true);
        if (version == Entry.SCHEMA_VERSION) {
            return READER.readValue(bounded);
        }
        JsonNode old = RecordFormat.MAPPER.readTree(bounded);
        if (old instanceof ObjectNode entry) {
            Upgrade.from(version, entry);
        }
        return READER.readValue(old);
    }

    /** What is not there because nobody could hold it is said where it is missed. */
    private Entry noted(Entry entry) {
        String leftOut = bounds.takeLeftOut();
        return entry instanceof TrialFinished trial && !leftOut.isEmpty()
                ? trial.with(new Fact("left out on reading", leftOut + " more, which the record has"))
                : entry;
    }

    /** Before anything else is believed: a newer format may have entries that this reader cannot even name. */
    private int checkedVersion(JsonNode first) {
        JsonNode version = first.path("schemaVersion");
        if (!version.isInt()) {
            throw unusable(file + " does not begin with a run; is it a run record?");
        }
        if (version.intValue() > Entry.SCHEMA_VERSION) {
            throw unusable(file + " has schema version " + version.intValue() + ", this shmstress reads up to "
                    + Entry.SCHEMA_VERSION + "; use the version that wrote it, or a newer one");
        }
        return version.intValue();
    }

    private static HarnessException unusable(String message) {
        return new HarnessException(Kind.USAGE, message);
    }
}
