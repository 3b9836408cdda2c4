package org.shmstress.script;

/**
 * What is passed to a function of the C library by a {@link Action.Call}. The text form has no blanks, so that a call is a line of words:
 * {@code 42}, {@code "text"}, {@code name:alpha}, {@code file:alpha}, {@code disk:alpha}, {@code fd:a}, {@code @m+64}.
 */
public sealed interface Argument {

    /** The text form. */
    default String text() {
        return ArgumentText.write(this);
    }

    /** An integer of any width, or an address; 0 is the null pointer. */
    record Number(long value) implements Argument {}

    /** A string of the caller, ended by NUL; blanks and quotes are written as {@code %20} and {@code %22}. */
    record Text(String value) implements Argument {}

    /** A symbolic name of a shared-memory object or semaphore; a real one, with its slash, takes its place. */
    record Name(String symbol) implements Argument {}

    /** The path of the object {@code symbol} in the file system of shared memory. */
    record ObjectFile(String symbol) implements Argument {}

    /** The path of a file in a private directory, usually on a disk. */
    record DiskFile(String symbol) implements Argument {}

    /** A descriptor that an earlier call bound to a handle. */
    record Descriptor(String handle) implements Argument {}

    /**
     * An address: so many bytes behind the first one of a mapping, or of the process's private memory if the handle is
     * {@value #SCRATCH}.
     */
    record Pointer(String mapping, long offset) implements Argument {}

    /** Handle of {@value #SCRATCH_BYTES} bytes of private memory that every process has; zero when a script begins. */
    String SCRATCH = "scratch";

    /** Size of the private memory. */
    int SCRATCH_BYTES = 1 << 16;
}
