package org.shmstress.segment;

/**
 * Something that was held after a trial and not before.
 *
 * @param ofHarness whether the harness itself held or made it; else it is the doing of what was tried
 * @param words what it is, with its name
 */
public record Leak(boolean ofHarness, String words) {}
