package org.shmstress.segment;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.shmstress.HarnessException;
import org.shmstress.api.spi.BufferAccess;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.Errno;
import org.shmstress.posix.FileStatus;
import org.shmstress.posix.Memory;
import org.shmstress.posix.PosixException;
import org.shmstress.posix.SharedMemory;

/**
 * A segment as its owner, the parent, sees it: created, reserved, readable, removed.
 *
 * <p>All access of the owner goes through {@link #read}, which excludes {@link #close}: a thread that reads progress words
 * while another closes the segment gets an exception and not a dead JVM.
 */
public final class Segment implements AutoCloseable {

    private final SegmentName name;
    private final Layout layout;
    private final Manifest manifest;
    private final FileStatus status;
    private final long address;
    private final View view;
    private boolean named = true;
    private boolean mapped = true;

    private Segment(SegmentName name, Layout layout, Manifest manifest, FileStatus status, long address) {
        this.name = name;
        this.layout = layout;
        this.manifest = manifest;
        this.status = status;
        this.address = address;
        ByteBuffer buffer = Memory.buffer(address, layout.sizeBytes());
        this.view = new View(new BufferAccess(), buffer, 0);
    }

    /**
     * Creates a segment: room checked, name noted in the manifest, object made exclusively with mode 0600, memory reserved,
     * header written with its magic last.
     *
     * @throws HarnessException of kind NO_ROOM if the memory is not there; nothing is left behind then
     */
    public static Segment create(SegmentName name, Layout layout, Manifest manifest) {
        return create(name, layout, manifest, Room.ofThisMachine());
    }

    static Segment create(SegmentName name, Layout layout, Manifest manifest, Room room) {
        room.require(layout.sizeBytes());
        Owner owner = Owner.self();
        manifest.planned(name);
        int fd = SharedMemory.create(name.posixName());
        try {
            Segment segment = open(name, layout, manifest, fd);
            new Header(segment.view).releaseReady(layout, name.runId(), segment.inode(), owner);
            return segment;
        } catch (RuntimeException e) {
            SharedMemory.unlink(name.posixName());
            manifest.gone(name);
            throw e;
        } finally {
            Descriptors.close(fd);
        }
    }

    private static Segment open(SegmentName name, Layout layout, Manifest manifest, int fd) {
        reserve(name, layout.sizeBytes(), fd);
        FileStatus status = Descriptors.status(fd);
        manifest.made(name, status.inode());
        long address = Memory.mapShared(fd, layout.sizeBytes());
        return new Segment(name, layout, manifest, status, address);
    }

    private static void reserve(SegmentName name, long sizeBytes, int fd) {
        try {
            Descriptors.allocate(fd, 0, sizeBytes);
        } catch (PosixException e) {
            if (e.errno() == Errno.ENOSPC || e.errno() == Errno.ENOMEM) {
                throw Room.shortage(sizeBytes, Room.ofThisMachine().scarcest(), e);
            }
            throw new HarnessException(
                    "cannot reserve " + sizeBytes + " bytes for segment " + name + ": " + e.getMessage(), e);
        }
    }

    public SegmentName name() {
        return name;
    }

    /** The file by which workers open it. */
    public Path path() {
        return name.path();
    }

    public Layout layout() {
        return layout;
    }

    public long sizeBytes() {
        return layout.sizeBytes();
    }

    public long inode() {
        return status.inode();
    }

    /**
     * Runs a reader on the segment's bytes, which stay mapped meanwhile. The reader must not keep the view.
     *
     * @throws IllegalStateException if the segment is closed
     */
    public synchronized <T> T read(Function<View, T> reader) {
        if (!mapped) {
            throw new IllegalStateException("segment " + name + " is closed");
        }
        return reader.apply(view);
    }

    /** A worker's progress word, which moves while it gets on; for the watchdog. */
    public long opaqueProgress(int worker) {
        return read(bytes -> line(bytes, worker).opaqueProgress());
    }

    /** A worker's state. Pairs with the worker's {@link ControlLine#releaseState}. */
    public ControlLine.State acquireState(int worker) {
        return read(bytes -> line(bytes, worker).acquireState());
    }

    /** A worker's last words. Pairs with the worker's {@link ControlLine#releaseError}. */
    public String acquireError(int worker) {
        return read(bytes -> line(bytes, worker).acquireError());
    }

    /** A worker's last events, oldest first. Pairs with the worker's {@link FlightRecorder#releaseEvent}. */
    public List<FlightRecorder.Entry> acquireFlight(int worker) {
        long at = layout.flightOffset(worker);
        return read(bytes -> new FlightRecorder(bytes.access(), bytes.region(), bytes.at(at)).acquireEntries());
    }

    private ControlLine line(View bytes, int worker) {
        return new ControlLine(bytes.access(), bytes.region(), bytes.at(layout.controlLineOffset(worker)));
    }

    /**
     * Tells all workers to stop waiting. Pairs with {@link AbortWord#acquireReason} in the workers.
     *
     * @return false if the segment is closed, when nobody waits in it any more
     */
    public synchronized boolean releaseAbort() {
        if (mapped) {
            new AbortWord(view.access(), view.region(), view.at(layout.abortOffset())).releaseAbort(AbortWord.BY_OWNER);
        }
        return mapped;
    }

    /**
     * Removes the name, if it still stands for this object: inode and user are checked, so that nothing of anybody else is
     * removed even if a name was taken over.
     */
    public synchronized void unlink() {
        if (!named) {
            return;
        }
        named = false;
        if (Files.exists(path())) {
            requireOwnObject();
            SharedMemory.unlink(name.posixName());
        }
        manifest.gone(name);
    }

    private void requireOwnObject() {
        FileStatus now = Descriptors.status(path().toString());
        if (now.inode() != status.inode() || now.userId() != status.userId()) {
            throw new HarnessException("the name " + name + " now stands for inode " + now.inode() + " of user "
                    + now.userId() + ", not for inode " + status.inode() + " of user " + status.userId()
                    + " that this run created: left alone");
        }
    }

    /** Removes the name unless done, and unmaps. */
    @Override
    public synchronized void close() {
        try {
            unlink();
        } finally {
            if (mapped) {
                mapped = false;
                Memory.unmap(address, layout.sizeBytes());
            }
        }
    }
}
