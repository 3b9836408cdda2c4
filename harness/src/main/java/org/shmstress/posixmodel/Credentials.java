package org.shmstress.posixmodel;

/**
 * As whom a worker acts. All workers of a script have the same user, who owns every object they make.
 *
 * @param overridesPermissions whether permission bits do not bind it: POSIX's appropriate privileges, Linux's CAP_DAC_OVERRIDE
 * @param umask bits that a new object does not get
 */
public record Credentials(boolean overridesPermissions, int umask) {

    /** Somebody bound by permissions, with the umask that most systems give. */
    public static final Credentials ORDINARY = new Credentials(false, 022);

    private static final int OWNER_READ = 0400;
    private static final int OWNER_WRITE = 0200;

    /** Whether the owner may open an object of that mode. */
    boolean mayOpen(int mode, boolean write) {
        int needed = write ? OWNER_READ | OWNER_WRITE : OWNER_READ;
        return overridesPermissions || (mode & needed) == needed;
    }
}
