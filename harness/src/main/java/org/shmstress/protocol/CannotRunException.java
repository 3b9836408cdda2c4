package org.shmstress.protocol;

import org.shmstress.HarnessException;

/**
 * A test turns out, only when its constructors run, to be one that cannot run between processes. The parent knows it by its name and
 * skips the trial with this reason.
 */
public final class CannotRunException extends HarnessException {
    private static final long serialVersionUID = 1L;

    /** The reason in words. */
    public CannotRunException(String reason) {
        super(Kind.USAGE, reason);
    }
}
