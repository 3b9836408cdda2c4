package org.shmstress.segment;

import org.shmstress.posix.Memory;

/** Views of memory that was mapped by {@code mmap} itself, for those who want to see every call and every size go through. */
public final class AddressView {

    private AddressView() {}

    /**
     * The bytes at an address through an access path.
     *
     * @param address first byte of a mapping, which must stay until the last access
     * @param lengthBytes how many bytes may be reached
     */
    public static View of(AccessPath path, long address, long lengthBytes) {
        return switch (path) {
            case BYTE_BUFFER -> new View(AccessPaths.access(path), Memory.buffer(address, lengthBytes), 0);
            case UNSAFE -> new View(AccessPaths.access(path), Long.valueOf(address), address);
            case JNA -> JnaBacking.viewOf(address);
            case FFM -> {
                AccessPaths.requireForeignMemory();
                yield ForeignMemory.viewOf(address, lengthBytes);
            }
        };
    }
}
