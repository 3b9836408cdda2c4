package org.shmstress.tests.libraries;

import org.agrona.concurrent.UnsafeBuffer;
import org.shmstress.api.Slice;

/** Agrona's view of a slice. */
final class AgronaBytes {

    private AgronaBytes() {}

    static UnsafeBuffer of(Slice slice) {
        return new UnsafeBuffer(slice.virtualAddress(), slice.size());
    }
}
