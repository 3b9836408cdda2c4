package org.shmstress.protocol;

import org.shmstress.HarnessException;

/**
 * A state of a test turns out, only when its constructor runs, to need more than was set aside. The parent knows it by its name, and
 * tries once more with more room.
 */
public final class StateTooLargeException extends HarnessException {
    private static final long serialVersionUID = 1L;

    /** What is too large for which room, in words. */
    public StateTooLargeException(String reason) {
        super(Kind.USAGE, reason);
    }
}
