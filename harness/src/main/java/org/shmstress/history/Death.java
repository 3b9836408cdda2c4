package org.shmstress.history;

/**
 * A process was killed.
 *
 * @param process which
 * @param position when it was known to be dead; all that it did happened before
 * @param where where in its work it died, in words, such as {@code at step Ring.offer#3}; empty if not known
 */
public record Death(int process, long position, String where) {}
