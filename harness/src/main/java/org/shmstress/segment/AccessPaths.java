package org.shmstress.segment;

import org.shmstress.HarnessException;
import org.shmstress.api.spi.SliceAccess;

/** The access of each path, one object per path and process. */
public final class AccessPaths {

    private AccessPaths() {}

    /**
     * The access that a path means.
     *
     * @throws HarnessException if this JVM was not started with what the path needs, or this version lacks the path
     */
    public static SliceAccess access(AccessPath path) {
        return switch (path) {
            case BYTE_BUFFER -> BufferBacking.access();
            case UNSAFE -> Raw.access();
            case JNA -> JnaBacking.access();
            case FFM -> {
                requireForeignMemory();
                yield ForeignAccess.INSTANCE;
            }
        };
    }

    /** Before the first touch of a class that looks the API up. */
    static void requireForeignMemory() {
        int feature = Runtime.version().feature();
        if (!AccessPath.FFM.isOn(feature)) {
            throw new HarnessException(
                    HarnessException.Kind.USAGE,
                    "the access path ffm needs JDK " + AccessPath.FIRST_WITH_FFM + " or later, this is " + feature);
        }
    }
}
