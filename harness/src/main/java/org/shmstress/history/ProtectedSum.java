package org.shmstress.history;

/**
 * A counter that is incremented by load, add and store inside every exclusive section: it falls behind when two overlap.
 *
 * @param lock the lock that protects it, {@link Value#NOTHING} where the object has one only
 * @param completed increments whose store was done for certain
 * @param uncertain increments that may or may not have been stored, because their process died around them
 * @param sum what the counter says
 */
public record ProtectedSum(Value lock, long completed, long uncertain, long sum) {}
