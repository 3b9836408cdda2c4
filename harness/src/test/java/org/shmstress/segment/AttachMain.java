package org.shmstress.segment;

import java.nio.file.Path;
import org.shmstress.api.spi.SliceAccess;

/** Attaches like a worker, uses the path under test, detaches. Arguments: path, size, inode, run id, access path. */
public final class AttachMain {

    private AttachMain() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        AccessPath path = AccessPath.valueOf(arguments[4]);
        try (Mapping mapping = Mapping.attach(
                file, Long.parseLong(arguments[1]), Long.parseLong(arguments[2]), Long.parseLong(arguments[3]), path)) {
            Incarnation self = Incarnation.self();
            mapping.controlLine(0).releaseAttached(self.pid(), self.startTicks());
            use(mapping);
            mapping.controlLine(0).releaseState(ControlLine.State.DONE);
        }
    }

    private static void use(Mapping mapping) {
        SliceAccess access = mapping.access();
        long slots = mapping.base() + mapping.layout().slotsOffset();
        access.copyFrom(
                mapping.region(), slots + 8, "shared".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, 6);
        access.putLong(mapping.region(), slots + 61, 0x1122334455667788L);
        if (access.supports(SliceAccess.Mode.ATOMIC)) {
            access.putLongVolatile(mapping.region(), slots, 40);
            access.getAndAddLong(mapping.region(), slots, 2);
        } else {
            access.putLong(mapping.region(), slots, 42);
        }
    }
}
