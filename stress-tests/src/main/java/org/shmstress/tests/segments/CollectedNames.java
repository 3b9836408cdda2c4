package org.shmstress.tests.segments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.shmstress.api.Fault;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.posix.Descriptors;

/**
 * Names of segments that outlive their owner. Each worker has a place, and each process in it an incarnation number, kept in shared
 * memory, that is part of its names. Workers are killed with -9; another process takes the dead one's place.
 *
 * <p>What can go wrong: nobody removes what the dead one has left, and tmpfs is memory. Right is that whoever takes a place first
 * removes all names of earlier incarnations of it. Process ids and start times would not do: both are used again.
 *
 * <pre>
 * offset  width  name         written by            ordering
 * 8 w     8      incarnation  who takes place w     atomic addition
 * </pre>
 */
@SharedObject(
        title = "Names collected after a crash",
        description = "Whoever starts in the place of a killed process removes the names that it has left.",
        bytes = 16,
        faults = Fault.KILL)
public class CollectedNames {

    private final Slice slice;
    private final Path directory;
    private long incarnation;

    public CollectedNames(Slice slice, Path directory) {
        this.slice = slice;
        this.directory = directory;
    }

    /** Makes the caller's segment, unless it is there. */
    @Operation(weight = 2)
    public final void create(@Worker int worker) {
        start(worker);
        Names.create(own(worker)).ifPresent(Descriptors::close);
    }

    /** Removes the caller's segment, if it is there. */
    @Operation
    public final void remove(@Worker int worker) {
        start(worker);
        Names.remove(own(worker));
    }

    /** Segments of the caller's place that are not the caller's. */
    @Operation
    public final int leftovers(@Worker int worker) {
        start(worker);
        int count = 0;
        try (DirectoryStream<Path> names = names(worker)) {
            for (Path name : names) {
                count += name.equals(own(worker)) ? 0 : 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
        return count;
    }

    private void start(int worker) {
        if (incarnation == 0) {
            incarnation = slice.getAndAddLong(worker * Long.BYTES, 1) + 1;
            collect(worker);
        }
    }

    /** Removes all that earlier incarnations have left; the caller has nothing yet. */
    void collect(int worker) {
        try (DirectoryStream<Path> names = names(worker)) {
            for (Path name : names) {
                Names.remove(name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    private DirectoryStream<Path> names(int worker) throws IOException {
        return Files.newDirectoryStream(directory, worker + "-*");
    }

    private Path own(int worker) {
        return directory.resolve(worker + "-" + incarnation);
    }

    /** Nothing is left. */
    public static final class Model {

        public void create(int worker) {}

        public void remove(int worker) {}

        public int leftovers(int worker) {
            return 0;
        }
    }

    /** D-105: nobody collects the names of the dead. */
    @SharedObject(
            title = "Names never collected after a crash",
            description = "The names of segments of killed processes stay for ever.",
            bytes = 16,
            faults = Fault.KILL,
            defect = "D-105")
    public static final class NeverCollected extends CollectedNames {

        public NeverCollected(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        void collect(int worker) {}
    }
}
