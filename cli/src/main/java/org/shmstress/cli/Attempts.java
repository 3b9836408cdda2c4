package org.shmstress.cli;

import java.io.PrintWriter;
import org.shmstress.verdict.ExitCodes;

/**
 * What is written of a run that has ended. Each file is tried for itself: one that cannot be written is told, and costs neither the others nor a
 * defect that was found.
 */
final class Attempts {
    private final PrintWriter err;
    private boolean failed;

    Attempts(PrintWriter err) {
        this.err = err;
    }

    /** Tries, and tells what went wrong; a report too large for the heap is no other case. */
    void at(Runnable writing) {
        try {
            writing.run();
        } catch (RuntimeException | Error trouble) {
            failed = true;
            Complaint.aside(trouble, err);
        }
    }

    /** The exit code of a run after all attempts. */
    int exitCode(int ofRun) {
        return failed ? ExitCodes.worse(ofRun, ExitCodes.HARNESS) : ofRun;
    }
}
