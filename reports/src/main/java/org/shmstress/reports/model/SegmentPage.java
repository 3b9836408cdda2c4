package org.shmstress.reports.model;

import java.util.List;

/**
 * Maps of the segments of a run.
 *
 * @param facts how many there were, in one line
 * @param layouts what lies where, for each kind of segment
 * @param mappings who mapped the first of them where
 * @param torn places that were, or could have been, seen torn
 * @param written what failing scripts wrote where
 */
public record SegmentPage(
        Frame frame,
        String facts,
        List<Layout> layouts,
        List<Mapping> mappings,
        List<Torn> torn,
        List<Written> written) {

    /**
     * Segments with equal regions.
     *
     * @param name of what kind of scenario
     * @param about version, size, and how many had it
     * @param width of the drawing
     */
    public record Layout(String name, String about, boolean folded, int width, List<Box> boxes, List<Region> regions) {}

    /** A region as drawn. */
    public record Box(int x, int width, String tone, String name, String size) {}

    /** A region in the table. */
    public record Region(Text name, String offset, String bytes, String pages, Text writer) {}

    /** A worker's own view of a segment. */
    public record Mapping(String worker, String pid, Text jdk, String address, String inode) {}

    /**
     * A scenario whose values may be seen in pieces.
     *
     * @param cells its cells, in words
     * @param crosses whether one of them lies across two cache lines
     * @param height of the drawing
     * @param lines cache lines
     * @param seen outcomes that tell of pieces
     */
    public record Torn(
            Text scenario,
            String link,
            String cells,
            boolean crosses,
            int height,
            List<Line> lines,
            List<Seen> seen,
            String samples) {}

    /**
     * A cache line of 64 bytes.
     *
     * @param y where it is drawn
     * @param bytes where a cell has bytes
     * @param grid between the bytes
     * @param open frames, open where the cell goes on in another line
     */
    public record Line(int y, String name, List<Stretch> bytes, String grid, List<String> open) {}

    /** Some bytes of one line. */
    public record Stretch(int x, int width, String tone, String title) {}

    /** An outcome that tells of pieces. */
    public record Seen(Text outcome, Text meaning, Mark expect, String count, String share) {}

    /** What the processes of a failing script wrote last, object by object. */
    public record Written(Text scenario, String link, List<Text> notes, List<ObjectMap> objects, List<Key> key) {}

    /** The bytes of one object that were written. */
    public record ObjectMap(Text name, int height, List<Line> lines, String folded) {}

    /** Whose pattern it is. */
    public record Key(String tone, String words) {}
}
