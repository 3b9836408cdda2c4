package org.shmstress.scenario.shape;

/** A test cannot run between processes. The message names the member that is the reason. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    /** A refusal with its reason in words. */
    public Refusal(String reason) {
        super(reason);
    }

    /** The reason in words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
