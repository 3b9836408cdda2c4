package org.shmstress.tests.init;

import org.shmstress.api.Operation;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Worker;

/**
 * A record of a magic number of 32 bits and a lock word of 64 bits, whose offsets follow from the fields' widths. Each worker has one of
 * its own and moves its lock word on by every access mode.
 *
 * <p>What can go wrong: fields laid one behind the other put the lock word at offset 4. Plain access to it works; atomic modes need an
 * address that is a multiple of the width and throw ({@link java.lang.invoke.MethodHandles#byteBufferViewVarHandle}).
 */
@SharedObject(
        title = "Offset of a 64-bit lock word in a record",
        description = "Each field's offset is rounded up to a multiple of its width.",
        bytes = 128)
public class RecordLayout {

    private static final int RECORD_BYTES = 64;
    private static final long REFUSED = -1;

    private final Slice slice;

    public RecordLayout(Slice slice) {
        this.slice = slice;
    }

    /** How the word is accessed. */
    public enum Mode {
        PLAIN,
        OPAQUE,
        RELEASE_ACQUIRE,
        VOLATILE,
        COMPARE_AND_SET,
        ADDITION
    }

    /** Moves the caller's lock word on by one and returns it; -1 if this mode cannot be used on it. */
    @Operation
    public final long advance(@Worker int worker, Mode mode) {
        int word = worker * RECORD_BYTES + offset(Integer.BYTES, Long.BYTES);
        try {
            return advanced(word, mode);
        } catch (IllegalStateException misaligned) {
            return REFUSED;
        }
    }

    private long advanced(int word, Mode mode) {
        switch (mode) {
            case PLAIN -> slice.putLong(word, slice.getLong(word) + 1);
            case OPAQUE -> slice.putLongOpaque(word, slice.getLongOpaque(word) + 1);
            case RELEASE_ACQUIRE -> slice.putLongRelease(word, slice.getLongAcquire(word) + 1);
            case VOLATILE -> slice.putLongVolatile(word, slice.getLongVolatile(word) + 1);
            case COMPARE_AND_SET -> {
                long before = slice.getLong(word);
                slice.compareAndSetLong(word, before, before + 1);
            }
            case ADDITION -> slice.getAndAddLong(word, 1);
        }
        return slice.getLong(word);
    }

    /** Offset of a field of that width that comes behind so many bytes. */
    int offset(int behind, int width) {
        return (behind + width - 1) / width * width;
    }

    /** A number per worker. */
    public static final class Model {
        private final long[] words = new long[2];

        public long advance(int worker, Mode mode) {
            return ++words[worker];
        }
    }

    /** D-092: fields lie one behind the other, so the lock word is at offset 4. */
    @SharedObject(
            title = "Record without padding, its lock word misaligned",
            description = "The lock word lies at offset 4, where plain access works and every atomic mode throws.",
            bytes = 128,
            defect = "D-092")
    public static final class Packed extends RecordLayout {

        public Packed(Slice slice) {
            super(slice);
        }

        @Override
        int offset(int behind, int width) {
            return behind;
        }
    }
}
