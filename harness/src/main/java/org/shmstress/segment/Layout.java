package org.shmstress.segment;

import java.util.List;
import java.util.stream.Stream;
import org.shmstress.HarnessException;

/**
 * Where everything lies in a segment. Each region starts on a page of its own, so that the harness's control data never share
 * a page with memory under test.
 *
 * <pre>
 *   region    offset              size                  writer            readers
 *   --------  ------------------  --------------------  ----------------  -----------------------------------
 *   header    0                   1 page                owner, once       whoever attaches ({@link Header})
 *   control   {@link #controlOffset}      128 B x (1 + workers) see {@link ControlLine}   owner, workers
 *     line 0                      128 B                 owner, workers    abort word ({@link AbortWord}), first 4 bytes
 *     line 1+w                    128 B                 worker w          owner
 *   flight    {@link #flightOffset}       1 page per worker     worker w          owner ({@link FlightRecorder})
 *   engine    {@link #engineOffset}       as asked for          workers           flags, barriers, evidence counters
 *   slots     {@link #slotsOffset}        as asked for          actors            memory under test
 *   results   {@link #resultsOffset}      as asked for          actors            workers, when they tally
 * </pre>
 *
 * @param workers number of workers
 * @param pageBytes what regions are aligned to
 * @param engineBytes size asked for the engine's own flags and counters
 * @param slotsBytes size asked for the memory under test
 * @param resultsBytes size asked for the result columns
 */
public record Layout(int workers, int pageBytes, long engineBytes, long slotsBytes, long resultsBytes) {

    /** Counts up with each change of {@link Layout}, {@link Header}, {@link ControlLine} or {@link FlightRecorder}. */
    public static final int VERSION = 1;

    /** Two cache lines, since processors fetch them in pairs. */
    public static final int CONTROL_LINE_BYTES = 128;

    /** Buffers are indexed by int, hence no segment is larger. */
    public static final long MAX_SIZE_BYTES = Integer.MAX_VALUE - 65_535L;

    private static final int MAX_WORKERS = 1_024;

    public Layout {
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new HarnessException("a segment has 1 to " + MAX_WORKERS + " workers, not " + workers);
        }
        if (pageBytes < 4096 || Integer.bitCount(pageBytes) != 1) {
            throw new HarnessException("a page of " + pageBytes + " bytes is not a power of two from 4096");
        }
        requireSize("engine", engineBytes);
        requireSize("slots", slotsBytes);
        requireSize("results", resultsBytes);
    }

    /** The layout for this machine's pages. */
    public static Layout of(int workers, long engineBytes, long slotsBytes, long resultsBytes) {
        Layout layout = new Layout(workers, largestPageBytes(), engineBytes, slotsBytes, resultsBytes);
        if (layout.sizeBytes() > MAX_SIZE_BYTES) {
            throw new HarnessException(
                    "a segment of " + layout.sizeBytes() + " bytes was asked for (engine " + engineBytes + ", slots "
                            + slotsBytes + ", results " + resultsBytes + "), the most is " + MAX_SIZE_BYTES);
        }
        return layout;
    }

    /** The largest base page of the architecture: other than x86-64, aarch64 kernels choose between 4, 16 and 64 KiB. */
    private static int largestPageBytes() {
        return System.getProperty("os.arch").equals("amd64") ? 4_096 : 65_536;
    }

    private static void requireSize(String region, long bytes) {
        if (bytes < 0 || bytes > MAX_SIZE_BYTES) {
            throw new HarnessException("the " + region + " region cannot have " + bytes + " bytes: 0 to "
                    + MAX_SIZE_BYTES + " are possible");
        }
    }

    /** Offset of the control lines. */
    public long controlOffset() {
        return pageBytes;
    }

    /** Offset of the abort word. */
    public long abortOffset() {
        return controlOffset();
    }

    /** Offset of a worker's control line. */
    public long controlLineOffset(int worker) {
        return controlOffset() + CONTROL_LINE_BYTES * (1L + checkWorker(worker));
    }

    private long flightStart() {
        return controlOffset() + pages(CONTROL_LINE_BYTES * (1L + workers));
    }

    /** Offset of a worker's flight recorder, one page long. */
    public long flightOffset(int worker) {
        return flightStart() + (long) pageBytes * checkWorker(worker);
    }

    /** Offset of the engine's flags and counters. */
    public long engineOffset() {
        return flightStart() + (long) pageBytes * workers;
    }

    /** Offset of the memory under test. */
    public long slotsOffset() {
        return engineOffset() + pages(engineBytes);
    }

    /** Offset of the result columns. */
    public long resultsOffset() {
        return slotsOffset() + pages(slotsBytes);
    }

    /** Size of the whole segment, a multiple of the page. */
    public long sizeBytes() {
        return resultsOffset() + pages(resultsBytes);
    }

    /**
     * A part of a segment.
     *
     * @param name as in the table above
     * @param offset where it begins
     * @param sizeBytes how much of it is in use
     * @param writer who writes there
     */
    public record Region(String name, long offset, long sizeBytes, String writer) {}

    /** All regions that have bytes, in order. */
    public List<Region> regions() {
        return Stream.of(
                        new Region("header", 0, Header.BYTES, "owner, once"),
                        new Region(
                                "control",
                                controlOffset(),
                                CONTROL_LINE_BYTES * (1L + workers),
                                "each worker its line; line 0 owner and workers"),
                        new Region("flight", flightStart(), (long) pageBytes * workers, "each worker its page"),
                        new Region("engine", engineOffset(), engineBytes, "workers"),
                        new Region("slots", slotsOffset(), slotsBytes, "actors"),
                        new Region("results", resultsOffset(), resultsBytes, "actors"))
                .filter(region -> region.sizeBytes() > 0)
                .toList();
    }

    private long pages(long bytes) {
        return (bytes + pageBytes - 1) & -pageBytes;
    }

    private int checkWorker(int worker) {
        return java.util.Objects.checkIndex(worker, workers);
    }
}
