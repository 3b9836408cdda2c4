package org.shmstress.observation;

import java.util.Optional;

/**
 * How a worker ended.
 *
 * @param how what kind of end it was
 * @param code exit code as the operating system gave it (128 + n for signal n as Java reports it)
 * @param detail one line: signal name, first line of the crash file, last line of its log
 * @param crashFile path of its hs_err file relative to the run directory, if it left one
 */
public record WorkerExit(How how, int code, String detail, Optional<String> crashFile) {

    /** The kinds of end. */
    public enum How {
        /** Left orderly after Shutdown. */
        ORDERLY,
        /** Killed by the harness: by the fault plan, or because the run ended. */
        KILLED_ON_PURPOSE,
        /** Died by a signal or crashed with an hs_err file. */
        CRASHED,
        /** Exited although nobody asked. */
        EXITED,
        /** The kernel's OOM killer took it. */
        OUT_OF_MEMORY,
        /** No progress by state proof, then killed by the watchdog. */
        HUNG
    }

    /** In words, as in {@code worker 4711 …}. */
    public String describe() {
        return detail + crashFile.map(file -> " (" + file + ")").orElse("");
    }
}
