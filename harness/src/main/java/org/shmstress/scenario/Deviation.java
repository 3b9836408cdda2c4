package org.shmstress.scenario;

/**
 * What is known to go wrong with a shared object that is somebody else's code, and accepted.
 *
 * @param reason what goes wrong, since when, and why that is accepted; empty if nothing is
 * @param only what the words of a judge contain who has found just that; empty if it is whatever judges find
 */
public record Deviation(String reason, String only) {

    /** Nothing is known to go wrong. */
    public static final Deviation NONE = new Deviation("", "");

    /** Whether that is what a judge has found. */
    public boolean is(String found) {
        return !reason.isEmpty() && found.contains(only);
    }
}
