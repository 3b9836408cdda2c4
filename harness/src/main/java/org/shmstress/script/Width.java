package org.shmstress.script;

/** Width of one access. */
public enum Width implements Word {
    BYTE(1),
    SHORT(2),
    INT(4),
    LONG(8);

    private final int bytes;

    Width(int bytes) {
        this.bytes = bytes;
    }

    /** Number of bytes. */
    public int bytes() {
        return bytes;
    }

    /** The low bytes of a value, the rest zero: what an access of this width keeps of it. */
    public long keep(long value) {
        return this == LONG ? value : value & ((1L << (8 * bytes)) - 1);
    }
}
