package org.shmstress.worker.sampling;

import org.shmstress.segment.View;

/** The longs of the {@link ControlPage} by offset, with the ordering in each method's name. */
final class SharedWords {

    private final View control;
    private final long pageOffset;

    SharedWords(View control, long pageOffset) {
        this.control = control;
        this.pageOffset = pageOffset;
    }

    long acquire(int offset) {
        return control.access().getLongAcquire(control.region(), at(offset));
    }

    void release(int offset, long value) {
        control.access().putLongRelease(control.region(), at(offset), value);
    }

    long plain(int offset) {
        return control.access().getLong(control.region(), at(offset));
    }

    void plain(int offset, long value) {
        control.access().putLong(control.region(), at(offset), value);
    }

    private long at(int offset) {
        return control.at(pageOffset + offset);
    }
}
