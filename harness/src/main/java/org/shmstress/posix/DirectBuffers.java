package org.shmstress.posix;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Where direct buffers lie, for native calls that take an address. */
public final class DirectBuffers {

    private DirectBuffers() {}

    /** Virtual address of a direct buffer's first byte: JNI {@code GetDirectBufferAddress}. */
    public static long address(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("a heap buffer has no address");
        }
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }
}
