package org.shmstress.worker;

import org.shmstress.protocol.Message.Attach;
import org.shmstress.segment.AccessPath;

/** Opens, checks and maps the segment that the parent names. */
@FunctionalInterface
public interface MappingOpener {

    /** Maps it, or throws with what did not fit. */
    MappedSegment open(Attach attach, AccessPath path) throws Exception;
}
