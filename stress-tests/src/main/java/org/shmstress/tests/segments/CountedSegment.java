package org.shmstress.tests.segments;

import java.nio.file.Path;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.posix.Descriptors;

/**
 * A named segment that is made by the first who attaches and unlinked by the last who detaches; a number in its header counts them.
 * Attaching and unlinking are done under a lock on a second file.
 *
 * <p>What can go wrong: between the decrement to zero and the unlink another process attaches. The name it came by is then taken away,
 * and the next one makes a second segment of that name: two groups that believe they share. Right is to look again under the lock whether
 * the count is still zero and the name still that of this segment.
 *
 * <pre>
 * offset  width  name        ordering
 * 0       8      references  atomic addition, volatile; in the file
 * </pre>
 */
@SharedObject(
        title = "Named segment, unlinked by the last one",
        description =
                "A reference count in the header; whoever counts down to zero takes the lock on the name and looks again before he"
                        + " unlinks it.",
        bytes = 8,
        workers = 3)
public class CountedSegment {

    private static final int SIZE = 4096;
    private static final int REFERENCES = 0;

    private final Path name;
    private final Path lockFile;

    public CountedSegment(Slice unused, Path directory) {
        this.name = directory.resolve("segment");
        this.lockFile = directory.resolve("lock");
    }

    /** Attaches and detaches; returns whether the name stood for the attached segment in between. */
    @Operation
    public final boolean visit() {
        MappedFile segment = attach();
        boolean same = Names.inode(name) == segment.inode();
        detach(segment);
        segment.close();
        return same;
    }

    private MappedFile attach() {
        try (NameLock locked = lock()) {
            int fd = Names.openOrCreate(name);
            if (Names.size(fd) == 0) {
                Descriptors.truncate(fd, SIZE);
            }
            MappedFile segment = MappedFile.map(fd, SIZE);
            segment.fetchAndAdd(REFERENCES, 1);
            return segment;
        }
    }

    void detach(MappedFile segment) {
        if (decremented(segment) == 0) {
            removeUnused(segment);
        }
    }

    /** References that are left. */
    long decremented(MappedFile segment) {
        return segment.fetchAndAdd(REFERENCES, -1) - 1;
    }

    void removeUnused(MappedFile segment) {
        try (NameLock locked = lock()) {
            if (segment.volatileLong(REFERENCES) == 0 && Names.inode(name) == segment.inode()) {
                unlink();
            }
        }
    }

    final NameLock lock() {
        return NameLock.acquire(lockFile);
    }

    /** Removes the name, if it is there. */
    final void unlink() {
        Names.remove(name);
    }

    /** Nobody ever loses the name. */
    public static final class Model {

        public boolean visit() {
            return true;
        }
    }

    /** C-013: the whole of detaching is done under the lock on the name. */
    @SharedObject(
            title = "Named segment, detached from under the lock on its name",
            description = "Attach, decrement and unlink are all done under a lock on a second file.",
            bytes = 8,
            workers = 3,
            control = "C-013")
    public static final class UnderLock extends CountedSegment {

        public UnderLock(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        void detach(MappedFile segment) {
            try (NameLock locked = lock()) {
                if (decremented(segment) == 0) {
                    unlink();
                }
            }
        }
    }

    /** D-096: the last one unlinks without the lock on the name, and without another look at the count. */
    @SharedObject(
            title = "Named segment, unlinked without a lock on the name",
            description =
                    "The decrement to zero and the unlink are two steps; whoever attaches in between loses the name.",
            bytes = 8,
            workers = 3,
            defect = "D-096")
    public static final class UnlinkedWithoutLock extends CountedSegment {

        public UnlinkedWithoutLock(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        void removeUnused(MappedFile segment) {
            unlink();
        }
    }

    /** D-097: the decrement is a load and a store. */
    @SharedObject(
            title = "Named segment whose count is decremented in two steps",
            description =
                    "A load and a store: one of two decrements, or an increment in between, is lost. The name is never removed, or"
                            + " removed while the segment is in use.",
            bytes = 8,
            workers = 3,
            defect = "D-097")
    public static final class DecrementedInTwoSteps extends CountedSegment {

        public DecrementedInTwoSteps(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        long decremented(MappedFile segment) {
            long left = segment.volatileLong(REFERENCES) - 1;
            segment.volatileLong(REFERENCES, left);
            return left;
        }
    }
}
