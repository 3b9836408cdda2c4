package org.shmstress.posix;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import org.shmstress.HarnessException;

/** Binds the native methods of this package's classes, each when it is first used, and turns results into exceptions. */
final class Libc {

    private Libc() {}

    /**
     * Binds every native method of a class to the C library.
     *
     * @param type class with static native methods
     * @param olderHome library that had these functions before glibc 2.34 moved them into libc, e.g. {@code rt}
     */
    static void register(Class<?> type, String olderHome) {
        try {
            Native.register(type, NativeLibrary.getInstance("c"));
        } catch (UnsatisfiedLinkError notInLibc) {
            registerFromOlderHome(type, olderHome, notInLibc);
        }
    }

    private static void registerFromOlderHome(Class<?> type, String olderHome, UnsatisfiedLinkError notInLibc) {
        try {
            Native.register(type, NativeLibrary.getInstance(olderHome));
        } catch (UnsatisfiedLinkError e) {
            e.addSuppressed(notInLibc);
            throw new HarnessException(
                    "the C library of this machine lacks a function that " + type.getSimpleName()
                            + " needs: shmstress needs Linux with glibc 2.30 or later",
                    e);
        }
    }

    /** Passes a result through, or throws if it is -1, with errno of the call just made by this thread. */
    static int checked(int result, String call, String what) {
        if (result == -1) {
            throw new PosixException(call, Native.getLastError(), what);
        }
        return result;
    }

    /** As {@link #checked(int, String, String)}. */
    static long checked(long result, String call, String what) {
        if (result == -1) {
            throw new PosixException(call, Native.getLastError(), what);
        }
        return result;
    }

    /** For functions that return their error number and leave errno alone. */
    static void returnedError(int number, String call, String what) {
        if (number != 0) {
            throw new PosixException(call, number, what);
        }
    }
}
