package org.shmstress.posix;

import java.util.function.Supplier;

/** Access to files with another user's rights: Linux {@code setfsuid}, which is a matter of the calling thread alone. */
public final class UserRights {

    /** No user has this id: the call changes nothing, and tells the present one. */
    private static final int NOBODY_AT_ALL = -1;

    private UserRights() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int setfsuid(int user);
    }

    /**
     * Does something with the rights of a user.
     *
     * @param user another one than this thread's own
     * @throws PosixException with EPERM if this thread may not take them, or has them already, in which case nothing is done
     */
    public static <T> T with(int user, Supplier<T> action) {
        int before = Natives.setfsuid(user);
        try {
            if (before == user || Natives.setfsuid(NOBODY_AT_ALL) != user) {
                throw new PosixException("setfsuid", Errno.EPERM.number(), "user " + user);
            }
            return action.get();
        } finally {
            Natives.setfsuid(before);
        }
    }
}
