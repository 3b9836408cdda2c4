package org.shmstress.api.spi;

import java.nio.Buffer;
import java.nio.ByteBuffer;

/** What the JDK does not offer for mapped buffers, though it has it inside. */
public interface MappedBuffers {

    /** Virtual address of a direct buffer's first byte. */
    long address(ByteBuffer buffer);

    /** Has a direct buffer, or a direct view, begin at that virtual address. */
    void lay(Buffer buffer, long address);

    /** Unmaps at once. The buffer, and all made of it, must not be used afterwards: that kills the process. */
    void unmap(ByteBuffer buffer);
}
