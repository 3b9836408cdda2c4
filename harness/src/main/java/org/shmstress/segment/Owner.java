package org.shmstress.segment;

/**
 * The process that a segment or a manifest belongs to.
 *
 * @param pid process id
 * @param startTicks start time in clock ticks since boot, or {@link #UNKNOWN}
 * @param pidNamespace inode of the PID namespace in which the pid means something, or {@link #UNKNOWN}
 */
record Owner(long pid, long startTicks, long pidNamespace) {

    static final long UNKNOWN = 0;

    static Owner self() {
        Incarnation self = Incarnation.self();
        return new Owner(self.pid(), self.startTicks(), Incarnation.pidNamespace("self"));
    }

    static Owner byPidAlone(long pid) {
        return new Owner(pid, UNKNOWN, UNKNOWN);
    }

    /**
     * Whether this owner is known to be dead. In doubt it is not: a pid of another namespace (a container that shares
     * /dev/shm) says nothing here, and a pid whose start is unknown counts as alive while any process has it.
     */
    boolean isGone() {
        long here = Incarnation.pidNamespace("self");
        if (pidNamespace != UNKNOWN && here != UNKNOWN && pidNamespace != here) {
            return false;
        }
        return startTicks == UNKNOWN ? Incarnation.of(pid).isEmpty() : !new Incarnation(pid, startTicks).isAlive();
    }
}
