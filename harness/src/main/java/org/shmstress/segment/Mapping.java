package org.shmstress.segment;

import java.nio.file.Path;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.SliceAccess;

/**
 * A segment as one worker has mapped it, through that worker's access path.
 *
 * <p>All paths but {@link AccessPath#JNA} map without JNA, which would more than double a
 * worker's start. They, and {@link AccessPath#JNA} for the harness's own words, need the worker to run with
 * {@code --add-exports java.base/jdk.internal.misc=ALL-UNNAMED}.
 *
 * <p>Nothing may touch the mapping after {@link #close}: such an access kills the process.
 */
public final class Mapping implements AutoCloseable {

    /** Mapped bytes, and how to give them back. */
    interface Backing {
        View view();

        View control();

        long address();

        void unmap();
    }

    private final Backing backing;
    private final AccessPath path;
    private final Layout layout;
    private final long inode;
    private boolean closed;

    private Mapping(Backing backing, AccessPath path, Layout layout, long inode) {
        this.backing = backing;
        this.path = path;
        this.layout = layout;
        this.inode = inode;
    }

    /**
     * Maps a segment and checks that it is the expected one.
     *
     * @param file file below the shared-memory file system
     * @param sizeBytes size that the file and its header must have
     * @param inode inode that the mapping and the header must have
     * @param runId run that the header must name
     * @param path how to reach its bytes
     * @throws HarnessException naming what did not agree; nothing stays mapped then
     */
    public static Mapping attach(Path file, long sizeBytes, long inode, long runId, AccessPath path) {
        Backing backing = map(file, sizeBytes, path);
        try {
            long mappedInode = ProcessMaps.inodeAt(backing.address());
            if (mappedInode != inode) {
                throw new HarnessException("cannot attach " + file + ": the mapped file has inode " + mappedInode
                        + ", expected was " + inode + ": another object took its name");
            }
            Layout layout = new Header(backing.control()).acquireLayout(file.toString(), sizeBytes, inode, runId);
            return new Mapping(backing, path, layout, mappedInode);
        } catch (RuntimeException e) {
            backing.unmap();
            throw e;
        }
    }

    private static Backing map(Path file, long sizeBytes, AccessPath path) {
        return switch (path) {
            case BYTE_BUFFER, UNSAFE, FFM -> BufferBacking.map(file, sizeBytes, path);
            case JNA -> JnaBacking.map(file, sizeBytes);
        };
    }

    /** Access path under test. */
    public AccessPath path() {
        return path;
    }

    /** The path's access; the same object for all mappings of this process. */
    public SliceAccess access() {
        return backing.view().access();
    }

    /** The mapping in the access path's terms. */
    public Object region() {
        return backing.view().region();
    }

    /** Address of the segment's first byte in the access path's terms. */
    public long base() {
        return backing.view().base();
    }

    /** Virtual address of the segment's first byte. */
    public long address() {
        return backing.address();
    }

    /** Inode of the mapped file, as the kernel shows it for this mapping. */
    public long inode() {
        return inode;
    }

    /** Where everything is, as the header says. */
    public Layout layout() {
        return layout;
    }

    /** The bytes through the access path under test. */
    public View view() {
        return backing.view();
    }

    /**
     * The bytes through an access that has release, acquire and atomic modes, for the harness's own words: that of the path
     * itself where it has them, Unsafe where the path is JNA.
     */
    public View control() {
        return backing.control();
    }

    /** A worker's control line. */
    public ControlLine controlLine(int worker) {
        View view = control();
        return new ControlLine(view.access(), view.region(), view.at(layout.controlLineOffset(worker)));
    }

    /** A worker's flight recorder. */
    public FlightRecorder flightRecorder(int worker) {
        View view = control();
        return new FlightRecorder(view.access(), view.region(), view.at(layout.flightOffset(worker)));
    }

    /** The segment's abort word. */
    public AbortWord abortWord() {
        View view = control();
        return new AbortWord(view.access(), view.region(), view.at(layout.abortOffset()));
    }

    /** Unmaps at once, not when a collector comes round. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            backing.unmap();
        }
    }
}
