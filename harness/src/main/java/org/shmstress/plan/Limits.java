package org.shmstress.plan;

import java.util.Set;
import org.shmstress.segment.AccessPath;

/**
 * To what the user restricts the matrix; an empty set restricts nothing.
 *
 * @param jits JIT modes
 * @param paths access paths
 * @param placements placements
 */
public record Limits(Set<JitMode> jits, Set<AccessPath> paths, Set<Placement> placements) {

    /** No restriction. */
    public static final Limits NONE = new Limits(Set.of(), Set.of(), Set.of());

    static <T> boolean allows(Set<T> limit, T value) {
        return limit.isEmpty() || limit.contains(value);
    }
}
