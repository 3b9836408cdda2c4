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
            case FFM -> throw noForeignMemory();
        };
    }

    static HarnessException noForeignMemory() {
        return new HarnessException(
                HarnessException.Kind.USAGE, "the access path ffm is not built into this version: choose another");
    }
}
