package org.shmstress.properties.conformance;

/** A check saw what must not be; the step that showed it is marked in the trace already. Ends the row. */
public final class Objection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Objection(String seen) {
        super(seen);
    }
}
