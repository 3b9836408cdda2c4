package org.shmstress.properties.conformance;

import org.shmstress.script.Argument;

/**
 * Memory of one party: something that it mapped, or its private scratch memory. Passed to a call, it is the address of its first
 * byte; so is what {@link #at} gives, of the byte there.
 *
 * @param handle its word in the script
 * @param offset first byte meant, counted from the area's own
 * @param address where it lies in its process; 0 if that was not asked
 */
public record Area(String handle, long offset, long address) {

    /** The place so many bytes further on. */
    public Area at(long bytes) {
        return new Area(handle, offset + bytes, address == 0 ? 0 : address + bytes);
    }

    Argument argument() {
        return new Argument.Pointer(handle, offset);
    }
}
