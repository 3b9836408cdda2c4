package org.shmstress.tests.init;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.Descriptors;
import org.shmstress.posix.OpenFlags;
import org.shmstress.tests.segments.MappedFile;
import org.shmstress.tests.segments.Names;

/**
 * A segment that many processes may make at once: the one that makes the name (POSIX {@code open}, O_CREAT and O_EXCL) sizes the
 * segment, initialises it and then sets a ready mark; all others wait for that.
 *
 * <p>What can go wrong: a name can be there without a size, and a size without content. Who believes that he is the first because the
 * file is empty, initialises it a second time; who does not wait for the mark reads what nobody has written.
 *
 * <pre>
 * offset  width  name     written by  read by   ordering
 * 0       8      ready    creator     openers   release, acquire
 * 8       8      tickets  all         all       the first one by the creator, before ready; then atomic addition
 * </pre>
 */
@SharedObject(
        title = "Segment made by whoever comes first",
        description =
                "Created exclusively, then sized, then initialised, then marked as ready; everybody else waits for the mark.",
        bytes = 8,
        workers = 3)
public class LazySegment extends Generations {

    private static final int READY = 0;

    public LazySegment(Slice slice, Path directory) {
        super(slice, directory);
    }

    @Override
    final MappedFile attach(Path name) {
        OptionalInt created = created(name);
        return created.isPresent() ? initialised(created.getAsInt()) : opened(name);
    }

    /** Descriptor of a new file of that name; empty if another makes the segment. */
    OptionalInt created(Path name) {
        return Names.create(name);
    }

    private static MappedFile initialised(int fd) {
        Descriptors.truncate(fd, SIZE);
        MappedFile segment = MappedFile.map(fd, SIZE);
        segment.opaqueLong(TICKETS, FIRST);
        segment.releaseLong(READY, 1); // pairs with awaitReady
        return segment;
    }

    private MappedFile opened(Path name) {
        int fd = Names.open(name).orElseThrow();
        while (Names.size(fd) < SIZE) {
            Thread.onSpinWait();
        }
        MappedFile segment = MappedFile.map(fd, SIZE);
        awaitReady(segment);
        return segment;
    }

    void awaitReady(MappedFile segment) {
        while (segment.acquireLong(READY) == 0) { // pairs with initialised
            Thread.onSpinWait();
        }
    }

    /** D-087: the name is not made exclusively; whoever finds the file empty initialises it. */
    @SharedObject(
            title = "Segment made by everybody who finds it empty",
            description =
                    "The file is opened or created without the exclusive flag, and an empty one is taken for new: two processes can"
                            + " both find it empty, and the second initialises it over the first one's use.",
            bytes = 8,
            workers = 3,
            defect = "D-087")
    public static final class NotExclusive extends LazySegment {

        private static final int OWNER_ONLY = 0600;

        public NotExclusive(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        OptionalInt created(Path name) {
            int fd = Descriptors.open(name.toString(), OpenFlags.READ_WRITE | OpenFlags.CREATE, OWNER_ONLY);
            if (Names.size(fd) == 0) {
                return OptionalInt.of(fd);
            }
            Descriptors.close(fd);
            return OptionalInt.empty();
        }
    }

    /** D-088: the opener does not wait for the ready mark. */
    @SharedObject(
            title = "Segment used as soon as it has its size",
            description = "The opener does not wait for the ready mark: the size is there before the content.",
            bytes = 8,
            workers = 3,
            defect = "D-088")
    public static final class NotAwaited extends LazySegment {

        public NotAwaited(Slice slice, Path directory) {
            super(slice, directory);
        }

        @Override
        void awaitReady(MappedFile segment) {}
    }
}
