package org.shmstress.record;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.HarnessException;
import tools.jackson.core.JacksonException;

/**
 * Writes a run record, one line of JSON per entry. Each line goes to the operating system as one write before {@link #write}
 * returns, so that a killed parent loses at most the line that it was writing. Safe for use by several threads.
 */
public final class RecordWriter implements AutoCloseable {
    private final Path file;
    private final OutputStream out;

    /**
     * Starts a record.
     *
     * @param runDirectory made if it is not there
     * @throws HarnessException of kind USAGE if there is a record already, or the directory cannot be written
     */
    public RecordWriter(Path runDirectory) {
        this.file = RecordFormat.recordFile(runDirectory);
        this.out = open(runDirectory, file);
    }

    private static OutputStream open(Path directory, Path file) {
        try {
            Files.createDirectories(directory);
            Files.createFile(file);
            // A FileOutputStream, because the channel behind Files.newOutputStream closes when a writing thread is
            // interrupted.
            return new FileOutputStream(file.toFile(), true);
        } catch (FileAlreadyExistsException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE, e.getFile() + " exists already; choose another run directory", e);
        } catch (IOException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "cannot write a run record to " + file + " (" + e + "); choose a writable directory",
                    e);
        }
    }

    /** Appends an entry. */
    public void write(Entry entry) {
        byte[] line = line(entry);
        synchronized (this) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                throw new HarnessException("cannot append to " + file + "; is the disk full?", e);
            }
        }
    }

    private byte[] line(Entry entry) {
        try {
            byte[] json = RecordFormat.MAPPER.writerFor(Entry.class).writeValueAsBytes(entry);
            byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        } catch (JacksonException e) {
            throw new HarnessException("cannot put an entry into words for " + file + ": " + entry, e);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            try {
                out.close();
            } catch (IOException e) {
                throw new HarnessException("cannot close " + file, e);
            }
        }
    }
}
