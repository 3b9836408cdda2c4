package org.shmstress.worker.puppet;

/**
 * Before JDK 21 HotSpot only notes a SIGBUS at the access and throws the {@code InternalError} when the thread next comes back
 * from the virtual machine into Java code, which may be many lines later. Going there on purpose, right after the access, lets
 * the error surface in the step that caused it. Native methods do not help: their return leaves such errors pending.
 */
final class Faults {

    private static final boolean LATE = Runtime.version().feature() < 21;

    /** No thread's allocation buffer holds this much at hand, so that the virtual machine itself must allocate it. */
    private static final int UNBUFFERED_BYTES = 1 << 20;

    /** Keeps the allocation from being optimised away. */
    @SuppressWarnings("UnusedVariable") // written, so that what is written must be made
    private static volatile byte[] sink = {};

    private Faults() {}

    /** Throws the error that an access has left pending, if it has. */
    static void surface() {
        if (LATE) {
            sink = new byte[UNBUFFERED_BYTES];
        }
    }
}
