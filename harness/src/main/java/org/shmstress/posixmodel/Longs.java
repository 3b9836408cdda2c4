package org.shmstress.posixmodel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Values and their bytes, in the machine's own order. */
final class Longs {

    private static final boolean LITTLE = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Longs() {}

    /** The low bytes of a value as they lie in memory. */
    static byte[] bytes(long value, int width) {
        byte[] all = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(value)
                .array();
        return LITTLE ? Arrays.copyOf(all, width) : Arrays.copyOfRange(all, Long.BYTES - width, Long.BYTES);
    }

    /** The unsigned value of one to eight bytes. */
    static long of(byte[] bytes) {
        byte[] all = new byte[Long.BYTES];
        System.arraycopy(bytes, 0, all, LITTLE ? 0 : Long.BYTES - bytes.length, bytes.length);
        return ByteBuffer.wrap(all).order(ByteOrder.nativeOrder()).getLong();
    }
}
