package org.shmstress;

/** The harness could not do its work. The message says what was tried, on what, and what to do. */
public class HarnessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is, which decides the exit code. */
    public enum Kind {
        /** The user's input cannot be used: exit code 2. */
        USAGE,
        /** The machine lacks room at the moment: exit code 75. */
        NO_ROOM,
        /** Anything else: exit code 70. */
        HARNESS
    }

    private final Kind kind;

    public HarnessException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public HarnessException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public HarnessException(String message, Throwable cause) {
        this(Kind.HARNESS, message, cause);
    }

    public HarnessException(String message) {
        this(Kind.HARNESS, message);
    }

    public Kind kind() {
        return kind;
    }
}
