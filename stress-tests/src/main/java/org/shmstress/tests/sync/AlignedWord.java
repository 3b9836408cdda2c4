package org.shmstress.tests.sync;

import org.shmstress.api.Operation;
import org.shmstress.api.Range;
import org.shmstress.api.SharedObject;
import org.shmstress.api.Slice;
import org.shmstress.api.Unique;

/**
 * Eight bytes that all processes write and read as one word, in plain mode.
 *
 * <p>What can go wrong: a word is read and written as a whole if it is aligned; one that crosses a cache line or a page, or that is
 * accessed in smaller parts, is a mixture of two writes now and then. Each value fills the word four times over, so that a mixture is
 * seen.
 *
 * <p>It is the control C-007: no atomic mode at all, and never torn.
 */
@SharedObject(
        title = "Aligned 64-bit word in plain mode",
        description = "A plain read of an aligned word returns a value that was written as a whole.",
        bytes = 64,
        control = "C-007")
public class AlignedWord {

    private static final long FOUR_TIMES = 0x0001_0001_0001_0001L;

    private final Slice slice;

    public AlignedWord(Slice slice) {
        this.slice = slice;
    }

    /** Writes the word. */
    @Operation
    public void write(@Unique long value) {
        store(slice, value * FOUR_TIMES);
    }

    /** Writes all bits and none in turn, as many times. */
    @Operation
    public void flip(@Range(from = 16, to = 64) int times) {
        for (int i = 0; i < times; i++) {
            store(slice, i % 2 == 0 ? -1 : 0);
        }
    }

    /** How many of so many reads found a mixture of two values. */
    @Operation(weight = 2)
    public int mixtures(@Range(from = 16, to = 64) int times) {
        int mixtures = 0;
        for (int i = 0; i < times; i++) {
            long word = slice.getLong(offset());
            mixtures += word == (word & 0xFFFF) * FOUR_TIMES ? 0 : 1;
        }
        return mixtures;
    }

    int offset() {
        return 0;
    }

    void store(Slice bytes, long word) {
        bytes.putLong(offset(), word);
    }

    /** A word that is never a mixture. */
    public static final class Model {

        public void write(long value) {}

        public void flip(int times) {}

        public int mixtures(int times) {
            return 0;
        }
    }

    /** D-043: the word crosses the end of a cache line. */
    @SharedObject(
            title = "64-bit word across two cache lines",
            description =
                    "The word begins at byte 60 of a line; the processor reads and writes its halves one after the other.",
            bytes = 128,
            defect = "D-043")
    public static final class AcrossLines extends AlignedWord {

        public AcrossLines(Slice slice) {
            super(slice);
        }

        @Override
        int offset() {
            return 60;
        }
    }

    /** D-044: the word crosses the end of a page. */
    @SharedObject(
            title = "64-bit word across two pages",
            description =
                    "The word begins four bytes before the end of a page; the processor reads and writes its halves one after the other.",
            bytes = 8192,
            defect = "D-044")
    public static final class AcrossPages extends AlignedWord {

        public AcrossPages(Slice slice) {
            super(slice);
        }

        @Override
        int offset() {
            return 4092;
        }
    }

    /** D-045: the word is misaligned inside one line, where the processor would keep it whole and the interpreter does not. */
    @SharedObject(
            title = "Misaligned 64-bit word inside a cache line",
            description =
                    "The word begins at byte 4. The processor keeps an access inside a line whole, but the interpreter makes two of a"
                            + " byte buffer's misaligned access.",
            bytes = 64,
            defect = "D-045")
    public static final class MisalignedInsideLine extends AlignedWord {

        public MisalignedInsideLine(Slice slice) {
            super(slice);
        }

        @Override
        int offset() {
            return 4;
        }
    }

    /** D-048: the word is stored byte by byte. */
    @SharedObject(
            title = "64-bit word written byte by byte",
            description =
                    "The writer stores eight bytes one after the other, as portable encoders do; readers see some of them.",
            bytes = 64,
            defect = "D-048")
    public static final class ByteByByte extends AlignedWord {

        public ByteByByte(Slice slice) {
            super(slice);
        }

        @Override
        void store(Slice bytes, long word) {
            for (int i = 0; i < Long.BYTES; i++) {
                bytes.putByte(offset() + i, (byte) (word >>> i * Byte.SIZE));
            }
        }
    }
}
