package org.shmstress.properties.conformance.sync;

import org.shmstress.properties.conformance.Area;

/**
 * An instant to wait for, written as a {@code struct timespec} where all parties see it.
 *
 * @param clock on which it lies
 * @param nanos since the clock's zero
 * @param at the timespec, to be passed to calls
 */
record Deadline(int clock, long nanos, Area at) {}
