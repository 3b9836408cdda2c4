package org.shmstress.record;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.shmstress.HarnessException;
import org.shmstress.HarnessException.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a run record back. A last line without its line end is what a killed run leaves: it is used if it is whole, left out
 * and said if it is not. Damage anywhere else is an error with the number of the line, because nothing writes such a file.
 */
public final class RecordReader {
    private static final ObjectReader READER = RecordFormat.MAPPER.readerFor(Entry.class);

    /** Records of long runs have gigabytes. */
    private static final int BLOCK_BYTES = 1 << 16;

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
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
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            byte[] block = new byte[BLOCK_BYTES];
            for (int size = in.read(block); size != -1; size = in.read(block)) {
                takeLines(block, size, line);
            }
            if (line.size() > 0) {
                takeLine(line.toByteArray(), false);
            }
        } catch (IOException e) {
            throw new HarnessException("cannot read " + file, e);
        }
    }

    /** A block may begin and end within a line; what is not ended stays in {@code line}. */
    private void takeLines(byte[] block, int size, ByteArrayOutputStream line) {
        int begin = 0;
        for (int at = 0; at < size; at++) {
            if (block[at] == '\n') {
                line.write(block, begin, at - begin);
                takeLine(line.toByteArray(), true);
                line.reset();
                begin = at + 1;
            }
        }
        line.write(block, begin, size - begin);
    }

    private void takeLine(byte[] line, boolean ended) {
        lineNumber++;
        try {
            if (lineNumber == 1) {
                version = checkedVersion(RecordFormat.MAPPER.readTree(line));
            }
            entries.add(entry(line));
        } catch (JacksonException e) {
            if (ended) {
                throw new HarnessException(
                        Kind.USAGE,
                        file + ", line " + lineNumber + ": not a run record entry: " + e.getOriginalMessage(),
                        e);
            }
            truncatedLine = OptionalInt.of(lineNumber);
        }
    }

    private Entry entry(byte[] line) {
        if (version == Entry.SCHEMA_VERSION) {
            return READER.readValue(line);
        }
        JsonNode old = RecordFormat.MAPPER.readTree(line);
        if (old instanceof ObjectNode entry) {
            Upgrade.from(version, entry);
        }
        return READER.readValue(old);
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
