package org.shmstress.worker.errand;

import org.shmstress.segment.AccessPath;
import org.shmstress.segment.View;

/** What the worker's handles stand for, as an errand needs it. */
public interface Holdings {

    /** The worker's access path. */
    AccessPath path();

    /** The descriptor, or -1. */
    int descriptor(String handle);

    /** A mapping that is there as a whole. */
    Area mapping(String handle);

    /** Has something undone before the next script, before mappings are removed. */
    void atRelease(Runnable undo);

    /**
     * A mapping.
     *
     * @param view its bytes through the worker's access path
     * @param address its first byte
     * @param lengthBytes as asked of {@code mmap}
     */
    record Area(View view, long address, long lengthBytes) {}
}
