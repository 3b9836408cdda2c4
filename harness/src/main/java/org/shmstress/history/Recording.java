package org.shmstress.history;

/** How strongly operations were recorded, and so which order their positions prove. */
public enum Recording {
    /**
     * Stamps without fences: a response may be stamped while the operation's last store still waits in the store buffer. Positions
     * order the operations of one process only, and what was stamped between acquiring and releasing the same lock.
     */
    LIGHT,
    /** A full fence stands between the operation and its response stamp: positions are real-time order across processes. */
    FENCED
}
