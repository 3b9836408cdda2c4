package org.shmstress.tests.segments;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;
import org.shmstress.posix.Descriptors;

/**
 * A name that belongs to whoever made it, until he removes it. He removes it in the normal course, and a clean-up hook does if the normal
 * course was not taken.
 *
 * <p>What can go wrong: both remove the name. Once the first has, the name is free, and another process may have made an object of
 * that name; the second removes that.
 */
@SharedObject(
        title = "Name removed by its owner, once",
        description =
                "The normal course and a clean-up hook both unlink; the hook does nothing where the normal course did.",
        bytes = 8,
        workers = 3)
public class OwnedName {

    private final Path name;
    private boolean owned;

    public OwnedName(Slice unused, Path directory) {
        this.name = directory.resolve("object");
    }

    /** Makes the name; false if there is one. */
    @Operation
    public final boolean create(@Worker int worker) {
        OptionalInt created = Names.create(name);
        created.ifPresent(Descriptors::close);
        owned |= created.isPresent();
        return created.isPresent();
    }

    /** Removes the name if the caller owns it; returns whether it did. */
    @Operation
    public final boolean close(@Worker int worker) {
        if (!owned) {
            return false;
        }
        boolean removed = Names.remove(name);
        owned = false;
        hook();
        return removed;
    }

    private void hook() {
        if (hasWork(owned)) {
            Names.remove(name);
        }
    }

    /** Whether the hook has to remove the name. */
    boolean hasWork(boolean stillOwned) {
        return stillOwned;
    }

    /** Who owns the name. */
    public static final class Model {
        private int owner = -1;

        public boolean create(int worker) {
            boolean created = owner < 0;
            owner = created ? worker : owner;
            return created;
        }

        public boolean close(int worker) {
            boolean removed = owner == worker;
            owner = removed ? -1 : owner;
            return removed;
        }
    }

    /** D-099: the hook unlinks although the normal course has. */
    @SharedObject(
            title = "Name removed twice",
            description = "The clean-up hook unlinks the name again, which may be another process's by then.",
            bytes = 8,
            workers = 3,
            defect = "D-099")
    public static final class RemovedTwice extends OwnedName {

        public RemovedTwice(Slice unused, Path directory) {
            super(unused, directory);
        }

        @Override
        boolean hasWork(boolean stillOwned) {
            return true;
        }
    }
}
