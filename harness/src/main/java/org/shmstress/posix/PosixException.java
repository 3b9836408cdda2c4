package org.shmstress.posix;

import org.shmstress.HarnessException;

/** A call to the operating system failed. */
public final class PosixException extends HarnessException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int number;

    /**
     * @param call name of the function
     * @param number error number
     * @param what the arguments that matter, in words
     */
    public PosixException(String call, int number, String what) {
        super(call + "(" + what + ") failed: " + Errno.of(number) + " (" + number + "), "
                + Errno.of(number).text());
        this.call = call;
        this.number = number;
    }

    /** Name of the function that failed. */
    public String call() {
        return call;
    }

    /** Why. */
    public Errno errno() {
        return Errno.of(number);
    }

    /** The number as the operating system gave it. */
    public int number() {
        return number;
    }
}
