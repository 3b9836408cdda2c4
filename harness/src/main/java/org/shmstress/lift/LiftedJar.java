package org.shmstress.lift;

import java.nio.file.Path;
import java.util.List;
import org.shmstress.protocol.Cell;

/**
 * A lifted test, ready to be loaded by workers.
 *
 * @param jar the jar
 * @param testClass binary name of the test
 * @param cells what a slot consists of; a Slice field, whose size only its constructor knows, counts as a cell of two lines
 * @param resultTypes type descriptors of the result fields; empty for a termination test
 */
public record LiftedJar(Path jar, String testClass, List<Cell> cells, String resultTypes) {

    /** Whether the question is if an actor ends after a signal; such a test alone has no result. */
    public boolean isTermination() {
        return resultTypes.isEmpty();
    }
}
