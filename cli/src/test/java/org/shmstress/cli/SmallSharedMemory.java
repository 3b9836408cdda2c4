package org.shmstress.cli;

import java.io.IOException;

/** A shared-memory file system of 1 MiB, which only one command and its children see. */
final class SmallSharedMemory {

    /** Runs the command that follows. */
    static final String[] PREFIX = {
        "unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /dev/shm && exec \"$0\" \"$@\""
    };

    private SmallSharedMemory() {}

    static boolean canMount() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "--mount", "sh", "-c", "mount -t tmpfs -o size=1m tmpfs /dev/shm")
                        .start()
                        .waitFor()
                == 0;
    }
}
