package org.shmstress.reports.model;

import java.util.ArrayList;
import java.util.List;
import org.shmstress.reports.model.SegmentPage.Line;
import org.shmstress.reports.model.SegmentPage.Stretch;

/** Draws bytes by the cache lines that they lie on. */
final class CacheLines {

    static final int BYTES = 64;

    private static final int LEFT = 64;
    private static final int SQUARE = 7;
    private static final int TOP = 20;
    private static final int HIGH = 16;
    private static final int APART = 30;
    private static final int MOST_LINES = 32;
    private static final String[] TONES = {"wr-1", "wr-2", "wr-3", "wr-4"};

    /**
     * Bytes of one owner.
     *
     * @param torn whether they are framed, as what may be seen in pieces
     */
    record Piece(long offset, long sizeBytes, String tone, String title, boolean torn) {

        boolean crosses() {
            return offset / BYTES != (offset + sizeBytes - 1) / BYTES;
        }
    }

    private CacheLines() {}

    /** The pattern of the n-th owner; those after the fourth share one. */
    static String tone(int owner) {
        return TONES[Math.min(owner, TONES.length - 1)];
    }

    static int width() {
        return LEFT + BYTES * SQUARE + 8;
    }

    static int height(int lines) {
        return TOP + lines * APART;
    }

    /** Lines that have any of the pieces, at most {@value #MOST_LINES} of them. */
    static List<Line> of(List<Piece> pieces) {
        List<Long> touched = pieces.stream()
                .flatMap(p -> java.util.stream.LongStream.rangeClosed(
                                p.offset / BYTES,
                                Math.min(
                                        p.offset / BYTES + MOST_LINES,
                                        (p.offset + Math.max(1, p.sizeBytes) - 1) / BYTES))
                        .boxed())
                .distinct()
                .sorted()
                .limit(MOST_LINES)
                .toList();
        List<Line> lines = new ArrayList<>();
        for (long number : touched) {
            lines.add(line(number, TOP + lines.size() * APART, pieces));
        }
        return lines;
    }

    private static Line line(long number, int y, List<Piece> pieces) {
        List<Stretch> stretches = new ArrayList<>();
        List<String> frames = new ArrayList<>();
        long begin = number * BYTES;
        for (Piece piece : pieces) {
            long from = Math.max(begin, piece.offset);
            long to = Math.min(begin + BYTES, piece.offset + piece.sizeBytes);
            if (from < to) {
                int x = x(from - begin);
                int width = (int) (to - from) * SQUARE;
                stretches.add(
                        new Stretch(x, width, piece.tone, Text.of(piece.title).shown()));
                if (piece.torn) {
                    frames.add(frame(x, y, width, from > piece.offset, to < piece.offset + piece.sizeBytes));
                }
            }
        }
        return new Line(y, "0x" + Long.toHexString(begin), stretches, grid(y), frames);
    }

    private static int x(long byteOfLine) {
        return LEFT + (int) byteOfLine * SQUARE;
    }

    private static String frame(int x, int y, int width, boolean openLeft, boolean openRight) {
        int top = y - 2;
        int bottom = y + HIGH + 2;
        if (openLeft) {
            return "M" + (x - 5) + " " + top + "H" + (x + width) + "V" + bottom + "H" + (x - 5);
        }
        String begin = "M" + (x + width + (openRight ? 5 : 0)) + " " + top + "H" + x + "V" + bottom + "H"
                + (x + width + (openRight ? 5 : 0));
        return openRight ? begin : begin + "z";
    }

    /** Every eighth byte. */
    private static String grid(int y) {
        StringBuilder path = new StringBuilder();
        for (int at = 8; at < BYTES; at += 8) {
            path.append('M').append(x(at)).append(' ').append(y).append('v').append(HIGH);
        }
        return path.toString();
    }
}
