package org.shmstress.plan;

import java.util.List;

/**
 * What the planner must know of the machine.
 *
 * @param jvms JDKs to run workers on, lowest feature version first, at least one
 * @param allowedCpus CPUs that workers may be pinned to, ascending; empty where pinning is not allowed
 */
public record Machine(List<Jvm> jvms, List<Integer> allowedCpus) {

    /** Whether two workers can be put on different CPUs. */
    public boolean canSpread() {
        return allowedCpus.size() > 1;
    }
}
