package org.shmstress.segment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.shmstress.HarnessException;
import org.shmstress.posix.SharedMemory;

/**
 * How many bytes a segment may have: what the shared-memory file system has free, and what each memory cgroup above this process
 * has left, since the pages of tmpfs are charged to it and an overdraft ends with the OOM killer instead of an error.
 */
public final class Room {

    /**
     * One thing that bounds the room.
     *
     * @param what what it is, in words
     * @param presentBytes what it has left
     */
    public record Bound(String what, long presentBytes) {}

    private final List<Bound> bounds;

    Room(List<Bound> bounds) {
        this.bounds = List.copyOf(bounds);
    }

    /** As it is at this moment. */
    public static Room ofThisMachine() {
        List<Bound> bounds = new ArrayList<>();
        bounds.add(fileSystem(SharedMemory.DIRECTORY));
        bounds.addAll(Cgroups.ofThisProcess().memoryBounds());
        return new Room(bounds);
    }

    private static Bound fileSystem(Path directory) {
        try {
            return new Bound(
                    "free space of " + directory, Files.getFileStore(directory).getUsableSpace());
        } catch (IOException e) {
            throw new HarnessException("cannot tell how much is free in " + directory + ": is it mounted?", e);
        }
    }

    /** All bounds, the file system first. */
    public List<Bound> bounds() {
        return bounds;
    }

    /** The bound that has least left. */
    public Bound scarcest() {
        return bounds.stream()
                .min(Comparator.comparingLong(Bound::presentBytes))
                .orElseThrow();
    }

    /**
     * Does nothing if there is room.
     *
     * @throws HarnessException of kind NO_ROOM with the bytes needed and present
     */
    public void require(long neededBytes) {
        Bound scarcest = scarcest();
        if (scarcest.presentBytes() < neededBytes) {
            throw new HarnessException(HarnessException.Kind.NO_ROOM, complaint(neededBytes, scarcest));
        }
    }

    static HarnessException shortage(long neededBytes, Bound bound, Throwable cause) {
        return new HarnessException(HarnessException.Kind.NO_ROOM, complaint(neededBytes, bound), cause);
    }

    private static String complaint(long neededBytes, Bound bound) {
        return "no room for shared memory: " + neededBytes + " bytes are needed, " + bound.presentBytes()
                + " are present (" + bound.what() + "); free some, raise the limit, or run with fewer workers";
    }
}
