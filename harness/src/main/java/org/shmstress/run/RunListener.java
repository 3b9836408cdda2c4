package org.shmstress.run;

import org.shmstress.record.Entry;

/** Told each line of the record as it is written, on the thread that runs the trials. */
@FunctionalInterface
public interface RunListener {

    /** The line. */
    void on(Entry entry);
}
