package org.shmstress.posix;

import java.nio.file.Path;

/** Names of files, as they are given and taken away while processes have the files open. */
public final class FileNames {

    private FileNames() {}

    private static final class Natives {
        static {
            Libc.register(Natives.class, "c");
        }

        static native int link(String existing, String added);

        static native int rename(String from, String to);

        static native int unlink(String name);

        static native int mkfifo(String name, int mode);
    }

    /**
     * Gives a file a second name: POSIX {@code link}.
     *
     * @throws PosixException with EEXIST if the name is taken
     */
    public static void link(String existing, String added) {
        Libc.checked(Natives.link(existing, added), "link", existing + ", " + added);
    }

    /**
     * Makes a pipe that has a name, for its owner alone: POSIX {@code mkfifo}.
     *
     * @throws PosixException with EEXIST if the name is taken
     */
    public static void makePipe(Path name) {
        Libc.checked(Natives.mkfifo(name.toString(), 0600), "mkfifo", name.toString());
    }

    /** Gives a file another name, and takes it from the file that has had it, if there is one: POSIX {@code rename}. */
    public static void rename(String from, String to) {
        Libc.checked(Natives.rename(from, to), "rename", from + ", " + to);
    }

    /**
     * Takes a name away; the file lives on while it is open or mapped anywhere, or has another name: POSIX {@code unlink}.
     *
     * @throws PosixException with ENOENT if there is no such name
     */
    public static void unlink(String name) {
        Libc.checked(Natives.unlink(name), "unlink", name);
    }
}
