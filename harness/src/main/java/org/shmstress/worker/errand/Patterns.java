package org.shmstress.worker.errand;

import java.util.Arrays;
import java.util.Locale;
import org.shmstress.api.spi.SliceAccess;
import org.shmstress.segment.AccessPath;
import org.shmstress.segment.AddressView;
import org.shmstress.segment.View;
import org.shmstress.worker.errand.Holdings.Area;

/**
 * Values of every width at every alignment, copies of odd lengths and fills, written through one access path and compared through another.
 * Where each lies and what it is follows from its number alone.
 */
final class Patterns {

    private static final int CELL_BYTES = 32;
    private static final int ALIGNMENTS = 8;
    private static final int[] BLOCK_LENGTHS = {1, 3, 7, 13, 33, 63, 255};
    private static final int BLOCK_BYTES = 512;

    /** A cell that is written wrongly by a control. */
    private static final int WRONG_CELL = Kind.INT.ordinal() * ALIGNMENTS + 3;

    private final View view;
    private final boolean compares;
    private int values;
    private int mismatches;
    private long firstMismatch = -1;

    /** Widths. */
    private enum Kind {
        BYTE,
        SHORT,
        CHAR,
        INT,
        FLOAT,
        LONG,
        DOUBLE
    }

    private Patterns(View view, boolean compares) {
        this.view = view;
        this.compares = compares;
    }

    /** Writes all; {@code swapped} reverses the bytes of one value, {@code shifted} writes one a byte further. */
    static Figures write(Assignment sent) {
        Patterns patterns = new Patterns(view(sent), false);
        patterns.cells(sent.word(2));
        patterns.blocks();
        return Figures.of("values", patterns.values);
    }

    static Figures compare(Assignment sent) {
        Patterns patterns = new Patterns(view(sent), true);
        patterns.cells("right");
        patterns.blocks();
        return Figures.of("values", patterns.values)
                .and("mismatches", patterns.mismatches)
                .and("first-mismatch", patterns.firstMismatch);
    }

    private static View view(Assignment sent) {
        Area area = sent.area(0);
        return sent.word(1).equals("own")
                ? area.view()
                : AddressView.of(path(sent.word(1)), area.address(), area.lengthBytes());
    }

    private static AccessPath path(String label) {
        return AccessPath.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private void cells(String variant) {
        for (Kind kind : Kind.values()) {
            for (int alignment = 0; alignment < ALIGNMENTS; alignment++) {
                int cell = kind.ordinal() * ALIGNMENTS + alignment;
                long offset = (long) cell * CELL_BYTES + alignment;
                long bits = bits(cell);
                boolean wrong = cell == WRONG_CELL;
                if (compares) {
                    check(offset, read(kind, offset) == keep(kind, bits));
                } else {
                    write(
                            kind,
                            wrong && variant.equals("shifted") ? offset + 1 : offset,
                            wrong && variant.equals("swapped") ? Integer.reverseBytes((int) bits) : bits);
                }
                values++;
            }
        }
    }

    private void check(long offset, boolean same) {
        if (!same) {
            mismatches++;
            firstMismatch = firstMismatch < 0 ? offset : firstMismatch;
        }
    }

    /** Neither zero nor a number that is not one, for any width. */
    private static long bits(long number) {
        long bits = (number + 1) * 0x9e37_79b9_7f4a_7c15L;
        return bits & 0xbfff_ffff_bfff_ffffL | 0x0101_0101_0101_0101L;
    }

    private static long keep(Kind kind, long bits) {
        return switch (kind) {
            case BYTE -> (byte) bits;
            case SHORT -> (short) bits;
            case CHAR -> (char) bits;
            case INT, FLOAT -> (int) bits;
            case LONG, DOUBLE -> bits;
        };
    }

    private void write(Kind kind, long offset, long bits) {
        SliceAccess access = view.access();
        Object region = view.region();
        long at = view.at(offset);
        switch (kind) {
            case BYTE -> access.putByte(region, at, (byte) bits);
            case SHORT -> access.putShort(region, at, (short) bits);
            case CHAR -> access.putChar(region, at, (char) bits);
            case INT -> access.putInt(region, at, (int) bits);
            case FLOAT -> access.putFloat(region, at, Float.intBitsToFloat((int) bits));
            case LONG -> access.putLong(region, at, bits);
            case DOUBLE -> access.putDouble(region, at, Double.longBitsToDouble(bits));
        }
    }

    private long read(Kind kind, long offset) {
        SliceAccess access = view.access();
        Object region = view.region();
        long at = view.at(offset);
        return switch (kind) {
            case BYTE -> access.getByte(region, at);
            case SHORT -> access.getShort(region, at);
            case CHAR -> access.getChar(region, at);
            case INT -> access.getInt(region, at);
            case FLOAT -> Float.floatToRawIntBits(access.getFloat(region, at));
            case LONG -> access.getLong(region, at);
            case DOUBLE -> Double.doubleToRawLongBits(access.getDouble(region, at));
        };
    }

    /** Copies and fills, each at an odd offset and one byte longer on both sides when it is compared: nothing else may have changed. */
    private void blocks() {
        long offset = (long) Kind.values().length * ALIGNMENTS * CELL_BYTES;
        for (int length : BLOCK_LENGTHS) {
            block(offset + 1, copied(length), false);
            block(offset + BLOCK_BYTES + 1, filled(length), true);
            offset += 2L * BLOCK_BYTES;
        }
    }

    private void block(long offset, byte[] bytes, boolean fills) {
        SliceAccess access = view.access();
        values++;
        if (compares) {
            byte[] around = new byte[bytes.length + 2];
            access.copyTo(view.region(), view.at(offset - 1), around, 0, around.length);
            byte[] expected = new byte[around.length];
            System.arraycopy(bytes, 0, expected, 1, bytes.length);
            check(offset, Arrays.equals(around, expected));
        } else if (fills) {
            access.fill(view.region(), view.at(offset), bytes.length, bytes[0]);
        } else {
            access.copyFrom(view.region(), view.at(offset), bytes, 0, bytes.length);
        }
    }

    private static byte[] copied(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (bits(i) >>> 8 | 1);
        }
        return bytes;
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) (0x80 + length));
        return bytes;
    }
}
