package org.shmstress.tests.init;

import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * The version number in a segment's header, written by a creator of one version and checked by an opener of another. Each worker has a
 * header of its own.
 *
 * <p>What can go wrong: a layout with a larger number is not an extension of the smaller one unless somebody says so. An opener that
 * accepts it reads fields where there are others.
 */
@SharedObject(
        title = "Version number of a segment's layout",
        description = "A segment of version n is accepted by those who know version n, and by nobody else.",
        bytes = 128)
public class HeaderVersion {

    private static final int HEADER_BYTES = 64;

    private final Slice slice;

    public HeaderVersion(Slice slice) {
        this.slice = slice;
    }

    /** Writes a header of one version and says whether an opener that knows another accepts it. */
    @Operation
    public final boolean attach(
            @Worker int worker, @Range(from = 1, to = 4) int written, @Range(from = 1, to = 4) int known) {
        slice.putIntRelease(worker * HEADER_BYTES, written); // pairs with the acquire below
        return isCompatible(slice.getIntAcquire(worker * HEADER_BYTES), known);
    }

    boolean isCompatible(int found, int known) {
        return found == known;
    }

    /** The table of versions. */
    public static final class Model {

        public boolean attach(int worker, int written, int known) {
            return written == known;
        }
    }

    /** D-090: the version is compared with greater or equal. */
    @SharedObject(
            title = "Version number of a segment's layout, newer ones accepted",
            description = "The version found is compared by >=, so that an incompatible newer layout is accepted.",
            bytes = 128,
            defect = "D-090")
    public static final class NewerAccepted extends HeaderVersion {

        public NewerAccepted(Slice slice) {
            super(slice);
        }

        @Override
        boolean isCompatible(int found, int known) {
            return found >= known;
        }
    }
}
