package org.shmstress.segment;

import org.shmstress.HarnessException;
import org.shmstress.api.spi.MappedBuffers;
import org.shmstress.api.spi.SliceAccess;

/**
 * The classes over {@code jdk.internal.misc.Unsafe}, looked up by name: a process that was started without the export they
 * need can do all else, and is told what it lacks only when it asks for them.
 */
final class Raw {

    private static final String EXPORT = "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED";

    private Raw() {}

    /** One access for the whole process, so that call sites stay monomorphic. */
    private static final class AccessHolder {
        static final SliceAccess ACCESS = make("org.shmstress.raw.RawAccess", SliceAccess.class);
    }

    private static final class BuffersHolder {
        static final MappedBuffers BUFFERS = make("org.shmstress.raw.RawBuffers", MappedBuffers.class);
    }

    static SliceAccess access() {
        return AccessHolder.ACCESS;
    }

    static MappedBuffers buffers() {
        return BuffersHolder.BUFFERS;
    }

    private static <T> T make(String name, Class<T> type) {
        requireExport();
        try {
            return type.cast(Class.forName(name).getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw new HarnessException("cannot load " + name + " on Java " + System.getProperty("java.version"), e);
        }
    }

    private static void requireExport() {
        boolean exported = Object.class.getModule().isExported("jdk.internal.misc", Raw.class.getModule());
        if (!exported) {
            throw new HarnessException("the access path needs a JVM that was started with " + EXPORT);
        }
    }
}
