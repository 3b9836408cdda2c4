package org.shmstress.segment;

import java.nio.file.Path;

/** One thing that a dead run left. */
public sealed interface Leftover {

    /** What it is, in one line. */
    String describe();

    /**
     * A worker whose owner is gone.
     *
     * @param worker the process
     * @param run name of the run that it worked for
     * @param stopped whether it is stopped by a signal, so that it cannot leave by itself
     */
    record Worker(Incarnation worker, String run, boolean stopped) implements Leftover {
        @Override
        public String describe() {
            return (stopped ? "stopped worker" : "worker") + " process " + worker.pid() + " of run " + run;
        }
    }

    /**
     * A shared-memory object or named semaphore whose owner is gone.
     *
     * @param name its name
     * @param fileName of the file that it is on Linux
     * @param inode what the name stood for when it was found
     * @param sizeBytes its size
     */
    record SharedObject(SegmentName name, String fileName, long inode, long sizeBytes) implements Leftover {
        @Override
        public String describe() {
            boolean semaphore = fileName.startsWith(SegmentName.SEMAPHORE_PREFIX);
            return (semaphore ? "semaphore " : "shared memory ") + name + ", " + sizeBytes + " bytes";
        }
    }

    /**
     * The list of names of a run whose owner is gone.
     *
     * @param file where it is
     */
    record ManifestFile(Path file) implements Leftover {
        @Override
        public String describe() {
            return "manifest " + file;
        }
    }
}
