package org.shmstress.record;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
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
    private final FileOutputStream out;

    /**
     * Starts a record.
     *
     * @param runDirectory made if it is not there
     * @throws HarnessException of kind USAGE if there is a record already, or the directory cannot be written
     */
    public RecordWriter(Path runDirectory) {
        this.file = RecordFormat.recordFile(runDirectory);
        this.out = open(runDirectory, file);
        isAlone(out.getChannel());
    }

    private RecordWriter(Path file, FileOutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Goes on with a partial record. A last line in whose middle it ends is cut off.
     *
     * @param read the record as it was read
     * @throws HarnessException of kind USAGE if another process is writing it
     */
    public static RecordWriter resume(Path runDirectory, RunRecord read) {
        Path file = RecordFormat.recordFile(runDirectory);
        try {
            // All by one descriptor: to close another of the same file would give up the lock.
            RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw");
            if (!isAlone(whole.getChannel())) {
                whole.close();
                throw new HarnessException(
                        HarnessException.Kind.USAGE, file + " is being written by a run that is still under way");
            }
            endLastLine(whole, read.truncatedLine().isPresent());
            return new RecordWriter(file, new FileOutputStream(whole.getFD()));
        } catch (IOException e) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "cannot go on with the run record " + file + " (" + e + "); is it writable?",
                    e);
        }
    }

    /** Leaves the position at the end. */
    private static void endLastLine(RandomAccessFile file, boolean torn) throws IOException {
        long end = file.length();
        while (end > 0 && !endsALine(file, end)) {
            end--;
        }
        if (torn) {
            file.setLength(end);
        }
        file.seek(file.length());
        if (!torn && end < file.length()) {
            file.write('\n');
        }
    }

    private static boolean endsALine(RandomAccessFile file, long end) throws IOException {
        file.seek(end - 1);
        return file.read() == '\n';
    }

    /** Holds the file for this process, until it ends or the writer is closed; where the file system has no locks, nobody is kept out. */
    private static boolean isAlone(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }

    private static FileOutputStream open(Path directory, Path file) {
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
