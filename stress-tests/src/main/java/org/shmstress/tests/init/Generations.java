package org.shmstress.tests.init;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.shmstress.api.Operation;
import org.shmstress.api.Slice;
import org.shmstress.tests.segments.MappedFile;

/**
 * Segments that whoever comes first makes, one after the other: all processes draw tickets from the segment of the current generation,
 * and as soon as one has begun the next generation, all of them want a segment that is not there yet.
 *
 * <p>The number of the generation lies in memory that is there from the beginning. A ticket drawn from an older segment, by one who read
 * the number before it was raised, counts as drawn before that.
 */
public abstract class Generations implements AutoCloseable {

    static final int SIZE = 4096;

    /** Number of the first ticket in each segment; 0 would be there without anybody having written it. */
    static final long FIRST = 1000;

    static final int TICKETS = 8;
    private static final int GENERATION = 0;

    private final Slice slice;
    private final Path directory;
    private @Nullable MappedFile segment;
    private int attached = -1;

    Generations(Slice slice, Path directory) {
        this.slice = slice;
        this.directory = directory;
    }

    /** Draws a ticket, from 0, in the current generation. */
    @Operation(weight = 2)
    public final long draw() {
        return current().fetchAndAdd(TICKETS, 1) - FIRST;
    }

    /** Begins a new generation. */
    @Operation
    public final void renew() {
        slice.getAndAddInt(GENERATION, 1);
    }

    private MappedFile current() {
        int generation = slice.getIntVolatile(GENERATION);
        MappedFile mine = segment;
        if (mine == null || attached != generation) {
            close();
            mine = attach(directory.resolve("segment-" + generation));
            segment = mine;
            attached = generation;
        }
        return mine;
    }

    /** Opens the segment of that name; makes it if it is not there. */
    abstract MappedFile attach(Path name);

    @Override
    public final void close() {
        if (segment != null) {
            segment.close();
            segment = null;
        }
    }

    /** The tickets of a generation. */
    public static final class Model {
        private long tickets;

        public long draw() {
            return tickets++;
        }

        public void renew() {
            tickets = 0;
        }
    }
}
