package org.shmstress.segment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.shmstress.HarnessException;

/**
 * The list of names that a run creates, kept in a file so that whoever comes after a killed run can remove them. A name is
 * written before its object is made: killed in between, the run leaves a line too many and never an object too many.
 *
 * <pre>
 *   shmstress-manifest 1
 *   owner PID START-TICKS PID-NAMESPACE UID
 *   plan FILE-NAME
 *   made FILE-NAME INODE
 *   gone FILE-NAME
 * </pre>
 */
public final class Manifest implements AutoCloseable {

    static final String FIRST_LINE = "shmstress-manifest 1";

    private final Path file;

    private Manifest(Path file) {
        this.file = file;
    }

    /** Begins the manifest of a run owned by this process, in the user's cache directory or else the temporary one. */
    public static Manifest open(long runId) {
        return openIn(ManifestDirectory.writable(), runId);
    }

    static Manifest openIn(Path directory, long runId) {
        Owner self = Owner.self();
        Path file = directory.resolve(SegmentName.runText(runId) + "-" + self.pid());
        Manifest manifest = new Manifest(file);
        manifest.append(FIRST_LINE);
        manifest.append(
                "owner " + self.pid() + " " + self.startTicks() + " " + self.pidNamespace() + " " + UserId.own());
        return manifest;
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Says that an object is about to be made. */
    public void planned(SegmentName name) {
        append("plan " + name.fileName());
    }

    /** Says that it was made. */
    public void made(SegmentName name, long inode) {
        append("made " + name.fileName() + " " + inode);
    }

    /** Says that its name was removed. */
    public void gone(SegmentName name) {
        append("gone " + name.fileName());
    }

    /** Removes the file; the run has removed all its names. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new HarnessException("cannot remove the manifest " + file + ": remove it by hand", e);
        }
    }

    private synchronized void append(String line) {
        try {
            Files.write(
                    file,
                    List.of(line),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new HarnessException("cannot write to the manifest " + file + ": is the disk full?", e);
        }
    }
}
