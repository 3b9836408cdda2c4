package org.shmstress.worker.puppet;

import org.shmstress.segment.AccessPath;
import org.shmstress.worker.errand.Holdings;

/** What a puppet's handles stand for, for its errands. */
record HandledHoldings(AccessPath path, Handles handles) implements Holdings {

    @Override
    public int descriptor(String handle) {
        return handles.descriptor(handle);
    }

    @Override
    public Area mapping(String handle) {
        return handles.mapping(handle)
                .filter(mapped -> mapped.holds(0, mapped.lengthBytes()))
                .map(mapped -> new Area(mapped.view(), mapped.address(), mapped.lengthBytes()))
                .orElseThrow(() -> new IllegalArgumentException(handle + " is not mapped as a whole"));
    }

    @Override
    public void atRelease(Runnable undo) {
        handles.atRelease(undo);
    }
}
