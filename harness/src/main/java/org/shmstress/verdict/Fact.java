package org.shmstress.verdict;

/**
 * One line of a finding, such as {@code expected: 0, 1 or 1, 0}. Rendered and escaped once, at the edge.
 *
 * @param key what it is
 * @param value what it was
 */
public record Fact(String key, String value) {}
