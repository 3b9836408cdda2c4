package org.shmstress.properties.conformance;

/** What a machine must allow for a row to be checked on it; the only reasons for which a row is skipped. */
public enum Capability {
    /** The run has the privileges of root: CAP_DAC_OVERRIDE, CAP_SETUID, CAP_SYS_ADMIN and the like. */
    ROOT("it needs root"),
    /** The opposite: the row is about who lacks privileges, and nobody can be made to. */
    OTHER_USER("it needs a second user, whom only root can become"),
    /** A process may make a mount namespace and mount a tmpfs in it. */
    MOUNT("it needs a mount namespace of its own, which this user may not make"),
    /** An unprivileged process may make a user namespace. */
    USER_NAMESPACES("it needs a user namespace, which this kernel does not allow"),
    /** A C compiler for the small native process that forks, executes and handles signals. */
    C_COMPILER("it needs a C compiler (cc or gcc)"),
    /** Real-time scheduling is allowed. */
    REAL_TIME("it needs real-time scheduling, which this user may not use"),
    /** Two CPUs at least. */
    TWO_CPUS("it needs two CPUs"),
    /** A cgroup of its own with a memory limit. */
    CGROUP("it needs a control group of its own, which this user may not make"),
    /** Huge pages are there. */
    HUGE_PAGES("it needs huge pages, of which the machine has none free"),
    /** A JDK with {@code java.lang.foreign}, whose arenas guard what they have mapped. */
    ARENAS("it needs a JDK 22 or later");

    private final String missing;

    Capability(String missing) {
        this.missing = missing;
    }

    /** What is said where it is missing. */
    public String missing() {
        return missing;
    }
}
