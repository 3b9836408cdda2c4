package org.shmstress.cli;

import org.shmstress.HarnessException;

/** What the process ends with, apart from the verdicts of a run. */
final class ExitCode {
    static final int OK = 0;
    static final int USAGE = 2;
    static final int HARNESS = 70;
    static final int NO_ROOM = 75;

    private ExitCode() {}

    static int of(HarnessException.Kind kind) {
        return switch (kind) {
            case USAGE -> USAGE;
            case NO_ROOM -> NO_ROOM;
            case HARNESS -> HARNESS;
        };
    }
}
