package org.shmstress.history;

/**
 * A process was killed.
 *
 * @param process which
 * @param position when it was known to be dead; all that it did happened before
 * @param where the step at which it died, in words; empty if not known
 */
public record Death(int process, long position, String where) {}
