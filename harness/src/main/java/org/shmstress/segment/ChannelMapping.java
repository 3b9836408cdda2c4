package org.shmstress.segment;

import java.nio.file.Path;

/** A whole file mapped by {@link java.nio.channels.FileChannel#map}, for those who want to see that way of mapping too. */
public final class ChannelMapping {

    private final BufferBacking backing;

    private ChannelMapping(BufferBacking backing) {
        this.backing = backing;
    }

    /**
     * Maps it, without changing its size.
     *
     * @param path any but {@link AccessPath#JNA}
     * @throws org.shmstress.HarnessException if it has not that size
     */
    public static ChannelMapping of(Path file, long sizeBytes, AccessPath path) {
        return new ChannelMapping(BufferBacking.map(file, sizeBytes, path));
    }

    /** Its bytes. */
    public View view() {
        return backing.view();
    }

    /** Its first byte. */
    public long address() {
        return backing.address();
    }

    /** Unmaps at once; nothing may touch it afterwards. */
    public void unmap() {
        backing.unmap();
    }
}
